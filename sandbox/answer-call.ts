import { randomUUID } from "node:crypto";
import type { FaultRule } from "./faults";
import { ApiError } from "./protocol/errors";
import { authenticate, Refusal, type SignedRequest } from "./protocol/sigv4";
import { kindFacts } from "./resources/kinds";
import type { Sandbox } from "./sandbox";
import type { Dialect, Payload } from "./services/dialect";
import { claimedService, dialectOf } from "./services/dialect-of";
import { services } from "./services/registry";
import { unsupported } from "./services/service";

/** `cut` closes the connection instead of answering. */
export type Answer = Payload & { requestId: string; cut: boolean };

/** Answers one AWS call: faults, signature, and then the service that the signature is for. */
export async function answerCall(request: SignedRequest, sandbox: Sandbox): Promise<Answer> {
  const dialect = dialectOf(request);
  const { action } = dialect;
  const faults = sandbox.faults.strike(action, sandbox.nowMs());
  const answer = await answerWithFaults(request, dialect, faults, sandbox);
  sandbox.calls.note({ action, at: new Date(sandbox.nowMs()).toISOString(), status: answer.cut ? 0 : answer.status });
  return answer;
}

async function answerWithFaults(request: SignedRequest, dialect: Dialect, faults: FaultRule[], sandbox: Sandbox) {
  for (const { kind, params: { delayMs = 1000 } = {} } of faults)
    if (kind === "latency") await new Promise((resolve) => setTimeout(resolve, delayMs));
  if (has(faults, "html-500")) return htmlError();
  if (has(faults, "cut-before")) return { ...htmlError(), cut: true };
  const answer = answerPlainly(request, dialect, faults, sandbox);
  return has(faults, "cut-after") ? { ...answer, cut: true } : answer;
}

function answerPlainly(request: SignedRequest, dialect: Dialect, faults: FaultRule[], sandbox: Sandbox): Answer {
  const requestId = randomUUID();
  const answer = (payload: Payload): Answer => ({ ...payload, requestId, cut: false });
  try {
    const caller = authenticate(request, (id) => sandbox.findCredential(id));
    for (const fault of faults) refuse(fault, dialect);
    const service = services.get(caller.service);
    if (!service) throw unsupported(`The service ${caller.service} is not simulated by this endpoint.`);
    return answer(service.answer({ dialect, caller, requestId, faults, sandbox }));
  } catch (error) {
    const refusal = error instanceof Refusal ? dialect.refuse(error) : error;
    if (!(refusal instanceof ApiError)) throw refusal;
    const model = services.get(claimedService(request) ?? "")?.model?.();
    return answer(dialect.writeError(refusal, requestId, model));
  }
}

function refuse(fault: FaultRule, dialect: Dialect): void {
  if (fault.kind === "throttle") throw dialect.throttled;
  if (fault.kind === "not-found" && dialect.name === "ec2") throw notVisible(dialect.params);
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
