import { randomUUID } from "node:crypto";
import { attemptIn } from "./calls";
import { unknownId } from "./consistency";
import type { FaultKind, Strike } from "./faults";
import { ApiError } from "./protocol/errors";
import { authenticate, type Caller, Refusal, type SignedRequest } from "./protocol/sigv4";
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
  sandbox.calls.note({
    action,
    at: new Date(sandbox.nowMs()).toISOString(),
    status: answer.cut ? 0 : answer.status,
    requestId: answer.requestId,
    attempt: attemptIn(request.headers["amz-sdk-request"]),
  });
  return answer;
}

async function answerWithFaults(request: SignedRequest, dialect: Dialect, faults: Strike[], sandbox: Sandbox) {
  for (const {
    kind,
    params: { delayMs = 1000 },
  } of faults)
    if (kind === "latency") await new Promise((resolve) => setTimeout(resolve, delayMs));
  if (has(faults, "html-500")) return htmlError();
  if (has(faults, "cut-before")) return { ...htmlError(), cut: true };
  const answer = answerPlainly(request, dialect, faults, sandbox);
  return has(faults, "cut-after") ? { ...answer, cut: true } : answer;
}

function answerPlainly(request: SignedRequest, dialect: Dialect, faults: Strike[], sandbox: Sandbox): Answer {
  const requestId = randomUUID();
  const answer = (payload: Payload): Answer => ({ ...payload, requestId, cut: false });
  try {
    const caller = authenticate(request, (id) => sandbox.findCredential(id));
    for (const fault of faults) refuse(fault, dialect);
    const service = services.get(caller.service);
    if (!service) throw unsupported(`The service ${caller.service} is not simulated by this endpoint.`);
    checkThrottling(caller, dialect, sandbox);
    const payload = service.answer({ dialect, caller, requestId, faults, sandbox });
    // Carried out all the same: what a client does not know until it looks.
    for (const fault of faults) if (fault.kind === "error-after") throw failure(fault);
    return answer(payload);
  } catch (error) {
    const refusal = error instanceof Refusal ? dialect.refuse(error) : error;
    if (!(refusal instanceof ApiError)) throw refusal;
    const model = services.get(claimedService(request) ?? "")?.model?.();
    return answer(dialect.writeError(refusal, requestId, model));
  }
}

function checkThrottling({ credential, region }: Caller, dialect: Dialect, sandbox: Sandbox): void {
  const call = { account: credential.account, region, action: dialect.action, params: dialect.params };
  if (!sandbox.throttling.admits(call, sandbox.nowMs())) throw dialect.throttled;
}

function refuse(fault: Strike, dialect: Dialect): void {
  if (fault.kind === "throttle") throw dialect.throttled;
  if (fault.kind === "not-found" && dialect.name === "ec2") throw notVisible(dialect.params);
  if (fault.kind === "error") throw failure(fault);
}

function failure({ params }: Strike): ApiError {
  const { code = "InternalError", message = "An internal error has occurred", status = 500 } = params;
  return new ApiError(code, message, status);
}

/** The first id that the call names. */
function notVisible(params: URLSearchParams): ApiError {
  return unknownId([...params.values()].find((value) => /^[a-z-]+-[0-9a-f]+$/.test(value)) ?? "");
}

function has(faults: Strike[], kind: FaultKind): boolean {
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
