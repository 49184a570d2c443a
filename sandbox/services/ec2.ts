import { failAttachments } from "../failed-attachments";
import { omitFields } from "../faults";
import { ApiError } from "../protocol/errors";
import { operations } from "../protocol/operations";
import { parseInput } from "../protocol/parse-input";
import { serializeOutput } from "../protocol/serialize-output";
import { simulated } from "../resources/registry";
import { isRegion } from "../resources/vpc/region";
import type { Payload } from "./dialect";
import { type Call, type Service, unsupported } from "./service";

/** EC2: parameters, dry run, semantics; in the order EC2 looks at them. */
export const ec2: Service = { answer: answerEc2 };

function answerEc2({ dialect, caller, faults, requestId, sandbox }: Call): Payload {
  const { action, params } = dialect;
  if (!action) throw new ApiError("MissingAction", "The request must contain the parameter Action");
  const operation = operations.get(action);
  if (!operation || dialect.name !== "ec2")
    throw new ApiError("InvalidAction", `The action ${action} is not valid for this web service.`);
  if (!isRegion(caller.region))
    throw new ApiError("AuthFailure", "Credential should be scoped to a valid region.", 401);
  const input = parseInput(operation.input(), withoutProtocol(params));
  const simulate = simulated.get(action);
  if (!simulate) throw unsupported(`The action ${action} is not simulated by this endpoint.`);
  const { DryRun: isDryRun, ...meant } = input;
  if (isDryRun) throw new ApiError("DryRunOperation", "Request would have succeeded, but DryRun flag is set.", 412);
  const world = sandbox.worldOf(caller.credential.account, caller.region);
  sandbox.consistency.refuseRecent(params, world);
  const isFailing = faults.some(({ kind }) => kind === "fail-attachment");
  const timers = new Set(isFailing ? world.timers : []);
  const isRead = /^(Describe|Export|Get|Search)/.test(action);
  const output = simulate(meant, isRead ? sandbox.consistency.seen(world) : world);
  if (!isRead) sandbox.noteChange();
  if (isFailing) failAttachments(world, timers);
  const fields = faults.flatMap((fault) => (fault.kind === "omit-fields" ? (fault.params.fields ?? []) : []));
  const shown = fields.length ? omitFields(output, fields) : output;
  const pieces = serializeOutput(action, operation.output(), shown, requestId);
  return { status: 200, contentType: "text/xml;charset=UTF-8", pieces };
}

function* withoutProtocol(params: URLSearchParams): Generator<[string, string]> {
  for (const [key, value] of params)
    if (key !== "Action" && key !== "Version" && !key.startsWith("X-Amz-")) yield [key, value];
}
