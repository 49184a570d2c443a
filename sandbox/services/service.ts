import { omitFields, type Strike } from "../faults";
import { ApiError } from "../protocol/errors";
import { type Caller, Refusal } from "../protocol/sigv4";
import { isRegion } from "../resources/vpc/region";
import type { Sandbox } from "../sandbox";
import type { World } from "../world";
import type { Dialect, Payload } from "./dialect";
import type { ServiceModel } from "./model";

/** A call whose signature is right. */
export type Call = { dialect: Dialect; caller: Caller; requestId: string; faults: Strike[]; sandbox: Sandbox };

/** One AWS service. It throws an ApiError for what it refuses. */
export type Service = {
  model?: () => ServiceModel;
  /** The operations that are simulated, of a service that is read by its model. */
  simulated?: string[];
  answer(call: Call): Payload;
};

/** What one operation of a service does. Its model has checked names, types and required members. */
export type Action = (input: Record<string, unknown>, world: World, call: Call) => unknown;

/** A service that is read, checked and written by its SDK's schemas. Each export of a file that begins with a capital is one of its actions. */
export function modelledService(readModel: () => ServiceModel, files: object[]): Service {
  let read: ServiceModel | undefined;
  const model = () => {
    read ??= readModel();
    return read;
  };
  const exported = files.flatMap((file) => Object.entries(file)).filter(([name]) => /^[A-Z]/.test(name));
  const actions = new Map<string, Action>(exported);
  return { model, simulated: exported.map(([name]) => name), answer: (call) => answerModelled(call, model(), actions) };
}

function answerModelled(call: Call, model: ServiceModel, actions: ReadonlyMap<string, Action>): Payload {
  const { dialect, caller, sandbox, requestId } = call;
  const operation = model.operations.get(dialect.action);
  if (!operation || (dialect.target !== undefined && dialect.target !== model.target)) throw unknownOperation(dialect);
  if (!isRegion(caller.region))
    throw dialect.refuse(new Refusal("wrong-service", "Credential should be scoped to a valid region."));
  const input = dialect.readInput(model, operation);
  const act = actions.get(dialect.action);
  if (!act) throw unsupported(`The operation ${dialect.action} is not simulated by this endpoint.`);
  const output = act(input, sandbox.worldOf(caller.credential.account, caller.region), call);
  if (!/^(Describe|Filter|Get|List)/.test(dialect.action)) sandbox.noteChange();
  const fields = call.faults.flatMap((fault) => (fault.kind === "omit-fields" ? (fault.params.fields ?? []) : []));
  return dialect.writeOutput(model, operation, fields.length ? omitFields(output, fields) : output, requestId);
}

/** What is not simulated says so, in the envelope of whoever was asked. */
export function unsupported(message: string): ApiError {
  return new ApiError("UnsupportedOperation", message);
}

function unknownOperation({ name, action, params }: Dialect): ApiError {
  if (name !== "query") return new ApiError("UnknownOperationException", `The operation ${action} is not known.`);
  const version = params.get("Version") ?? "";
  return new ApiError("InvalidAction", `Could not find operation ${action} for version ${version}`);
}
