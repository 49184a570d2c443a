import { randomUUID } from "node:crypto";
import { type FaultRule, omitFields } from "./faults";
import { ApiError } from "./protocol/errors";
import { operations } from "./protocol/operations";
import { parseInput } from "./protocol/parse-input";
import { serializeError, serializeOutput } from "./protocol/serialize-output";
import { authenticate, type Caller, type SignedRequest } from "./protocol/sigv4";
import { answerSts, serializeStsError } from "./protocol/sts";
import { kindFacts } from "./resources/kinds";
import { simulated } from "./resources/registry";
import { isRegion } from "./resources/vpc/region";
import type { Sandbox } from "./sandbox";

/** `pieces` are the body, in order. `cut` closes the connection instead of answering. */
export type Answer = {
  status: number;
  contentType: string;
  pieces: Iterable<string>;
  requestId: string;
  cut: boolean;
};

/** Answers one AWS call: faults, signature, parameters, dry run, semantics; in the order EC2 looks at them. */
export async function answerCall(request: SignedRequest, sandbox: Sandbox): Promise<Answer> {
  const params = readParams(request);
  const action = params.get("Action") ?? "";
  const faults = sandbox.faults.strike(action, sandbox.nowMs());
  const answer = await answerWithFaults(request, params, faults, sandbox);
  sandbox.calls.note({ action, at: new Date(sandbox.nowMs()).toISOString(), status: answer.cut ? 0 : answer.status });
  return answer;
}

async function answerWithFaults(
  request: SignedRequest,
  params: URLSearchParams,
  faults: FaultRule[],
  sandbox: Sandbox,
) {
  for (const { kind, params: { delayMs = 1000 } = {} } of faults)
    if (kind === "latency") await new Promise((resolve) => setTimeout(resolve, delayMs));
  if (has(faults, "html-500")) return htmlError();
  if (has(faults, "cut-before")) return { ...htmlError(), cut: true };
  const answer = answerPlainly(request, params, faults, sandbox);
  return has(faults, "cut-after") ? { ...answer, cut: true } : answer;
}

function answerPlainly(request: SignedRequest, params: URLSearchParams, faults: FaultRule[], sandbox: Sandbox): Answer {
  const requestId = randomUUID();
  const xml = (status: number, pieces: Iterable<string>): Answer => ({
    status,
    contentType: "text/xml;charset=UTF-8",
    pieces,
    requestId,
    cut: false,
  });
  const isSts = params.get("Version") === "2011-06-15";
  try {
    const caller = authenticate(request, (id) => sandbox.findCredential(id));
    for (const fault of faults) refuse(fault, params);
    if (caller.service === "sts")
      return xml(200, [answerSts(params, caller, requestId, (id, made) => sandbox.issueCredential(id, made))]);
    return xml(200, answerEc2(params, { caller, faults, requestId }, sandbox));
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return xml(error.status, [isSts ? serializeStsError(error, requestId) : serializeError(error, requestId)]);
  }
}

function answerEc2(
  params: URLSearchParams,
  call: { caller: Caller; faults: FaultRule[]; requestId: string },
  sandbox: Sandbox,
): Iterable<string> {
  const action = params.get("Action");
  if (!action) throw new ApiError("MissingAction", "The request must contain the parameter Action");
  const operation = operations.get(action);
  if (!operation) throw new ApiError("InvalidAction", `The action ${action} is not valid for this web service.`);
  const { account } = call.caller.credential;
  if (!isRegion(call.caller.region))
    throw new ApiError("AuthFailure", "Credential should be scoped to a valid region.", 401);
  const input = parseInput(operation.input(), withoutProtocol(params));
  const simulate = simulated.get(action);
  if (!simulate) throw new ApiError("UnsupportedOperation", `The action ${action} is not simulated by this endpoint.`);
  const { DryRun: isDryRun, ...meant } = input;
  if (isDryRun) throw new ApiError("DryRunOperation", "Request would have succeeded, but DryRun flag is set.", 412);
  const output = simulate(meant, sandbox.worldOf(account, call.caller.region));
  if (!action.startsWith("Describe")) sandbox.noteChange();
  const fields = call.faults.flatMap((fault) => (fault.kind === "omit-fields" ? (fault.params?.fields ?? []) : []));
  const shown = fields.length ? omitFields(output, fields) : output;
  return serializeOutput(action, operation.output(), shown, call.requestId);
}

function refuse(fault: FaultRule, params: URLSearchParams): void {
  if (fault.kind === "throttle") throw new ApiError("RequestLimitExceeded", "Request limit exceeded.", 503);
  if (fault.kind === "not-found") throw notVisible(params);
  if (fault.kind === "error") {
    const { code = "InternalError", message = "An internal error has occurred", status = 500 } = fault.params ?? {};
    throw new ApiError(code, message, status);
  }
}

/** EC2 is eventually consistent: an id that exists can be unknown for a while. */
function notVisible(params: URLSearchParams): ApiError {
  for (const value of params.values()) {
    const facts = Object.values(kindFacts).find(({ prefix }) => new RegExp(`^${prefix}-[0-9a-f]+$`).test(value));
    if (facts) return new ApiError(facts.notFoundCode, facts.notFound(value));
  }
  return new ApiError("InvalidID.NotFound", "The ID does not exist");
}

function readParams(request: SignedRequest): URLSearchParams {
  const params = new URLSearchParams(request.query);
  for (const [key, value] of new URLSearchParams(request.body)) params.append(key, value);
  return params;
}

function* withoutProtocol(params: URLSearchParams): Generator<[string, string]> {
  for (const [key, value] of params)
    if (key !== "Action" && key !== "Version" && !key.startsWith("X-Amz-")) yield [key, value];
}

function has(faults: FaultRule[], kind: FaultRule["kind"]): boolean {
  return faults.some((fault) => fault.kind === kind);
}

function htmlError(): Answer {
  return {
    status: 500,
    contentType: "text/html",
    pieces: [
      "<html><head><title>500 Internal Server Error</title></head><body><h1>Internal Server Error</h1></body></html>\n",
    ],
    requestId: randomUUID(),
    cut: false,
  };
}
