import "server-only";
import {
  CANCELLED,
  categoryOfCode,
  type Ec2ErrorCategory,
  TIMED_OUT,
  UNREACHABLE,
  UNREADABLE_ANSWER,
} from "./ec2-error-codes";

interface Ec2ErrorFacts {
  /** The EC2 or STS action that failed. */
  action: string;
  /** EC2's code, or one of ours where no readable answer came. */
  code: string;
  message: string;
  requestId?: string;
  httpStatus?: number;
  category: Ec2ErrorCategory;
}

/** A call that failed, whatever the way: refused, throttled, unreadable or not answered at all. */
export class Ec2Error extends Error {
  override readonly name = "Ec2Error";
  readonly action: string;
  readonly code: string;
  readonly requestId: string | undefined;
  readonly httpStatus: number | undefined;
  readonly category: Ec2ErrorCategory;

  // No cause: the SDK's errors carry the answer ($response) and with it what an answer may hold.
  constructor(facts: Ec2ErrorFacts) {
    super(facts.message);
    this.action = facts.action;
    this.code = facts.code;
    this.requestId = facts.requestId;
    this.httpStatus = facts.httpStatus;
    this.category = facts.category;
  }

  /** True when the same read may succeed a moment later. */
  get retryable(): boolean {
    return this.category === "throttled" || this.category === "server" || this.category === "unreachable";
  }

  /** True when EC2 may have carried out the call although no answer came: a mutating call must be looked for, not repeated. */
  get isAmbiguous(): boolean {
    return this.category === "unreachable" || this.category === "server";
  }
}

/** An answer with status 200 that EC2 would not give. */
export class UnreadableAnswer extends Error {
  override readonly name = UNREADABLE_ANSWER;
  /** Where the SDK keeps the status of an answer. */
  readonly $metadata: unknown;

  constructor(output: object) {
    super(UNREADABLE_ANSWER);
    this.$metadata = Reflect.get(output, "$metadata");
  }
}

/** Turns whatever the SDK throws into an Ec2Error. */
export function toEc2Error(action: string, thrown: unknown): Ec2Error {
  if (thrown instanceof Ec2Error) return thrown;
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  const { httpStatusCode: httpStatus, requestId } = answerOf(error);
  const code = codeOf(error, httpStatus);
  return new Ec2Error({
    action,
    code,
    message: messageOf(error, code, httpStatus),
    requestId,
    httpStatus,
    category: categoryOfCode(action, code) ?? categoryOfStatus(httpStatus),
  });
}

/** EC2 invents codes; the class of the answer then tells who has to act (RFC 9110 §15). */
function categoryOfStatus(httpStatus: number | undefined): Ec2ErrorCategory {
  if (httpStatus === undefined) return "unreachable";
  if (httpStatus === 401 || httpStatus === 403) return "denied";
  return httpStatus >= 500 ? "server" : "invalid";
}

// What the SDK calls an error whose body was empty or not EC2's XML. A bare NotFound is the status 404 in words: EC2's own
// codes of that kind name what was not found.
const NAMELESS =
  /^(Unknown|UnknownError|Error|NotFound|EC2ServiceException|STSServiceException|\w*(Syntax|Type|Range)Error|\d+)$/;

function codeOf(error: Error, httpStatus: number | undefined): string {
  if (error.name === "AbortError") return CANCELLED;
  if (error.name === "CredentialsProviderError" || error.name === "TokenProviderError") return error.name;
  if (httpStatus === undefined) return isTimeout(error) ? TIMED_OUT : UNREACHABLE;
  return NAMELESS.test(error.name) ? UNREADABLE_ANSWER : error.name;
}

/** The SDK names a reset connection TimeoutError as well. */
function isTimeout(error: Error): boolean {
  const code = textIn(error, "code");
  return code === "ETIMEDOUT" || (code === undefined && error.name === "TimeoutError");
}

const MESSAGE_LENGTH_MAX = 500;

function messageOf(error: Error, code: string, httpStatus: number | undefined): string {
  if (code === UNREADABLE_ANSWER) return `HTTP ${httpStatus ?? "?"} without an EC2 answer`;
  if (code === TIMED_OUT) return "ETIMEDOUT";
  if (code === UNREACHABLE) return connectionFailure(error) ?? error.message.slice(0, MESSAGE_LENGTH_MAX);
  return error.message.slice(0, MESSAGE_LENGTH_MAX);
}

/** Node's own words for a failed connection, such as "ECONNREFUSED 127.0.0.1:4566"; several addresses come as a list. */
function connectionFailure(error: Error): string | undefined {
  const first = error instanceof AggregateError ? error.errors.find((inner) => inner instanceof Error) : undefined;
  if (first) return connectionFailure(first);
  const code = textIn(error, "code");
  if (!code) return undefined;
  const host = textIn(error, "address") ?? textIn(error, "hostname");
  const port = numberIn(error, "port");
  return [code, [host, port].filter((part) => part !== undefined).join(":")].filter(Boolean).join(" ");
}

function answerOf(error: Error): { httpStatusCode?: number; requestId?: string } {
  const metadata: unknown = Reflect.get(error, "$metadata");
  const response: unknown = Reflect.get(error, "$response");
  return {
    httpStatusCode: numberIn(metadata, "httpStatusCode") ?? numberIn(response, "statusCode"),
    requestId: textIn(metadata, "requestId"),
  };
}

function numberIn(holder: unknown, name: string): number | undefined {
  const value: unknown = holder instanceof Object ? Reflect.get(holder, name) : undefined;
  return typeof value === "number" ? value : undefined;
}

function textIn(holder: unknown, name: string): string | undefined {
  const value: unknown = holder instanceof Object ? Reflect.get(holder, name) : undefined;
  return typeof value === "string" ? value : undefined;
}
