import "server-only";
import pino from "pino";

// What must never stand in a log, whatever object somebody passes. EC2's inputs and outputs are not to be passed at all.
const SENSITIVE = [
  "password",
  "secret",
  "token",
  "cookie",
  "authorization",
  "presharedKey",
  "PreSharedKey",
  "accessKeyId",
  "secretAccessKey",
  "sessionToken",
  "CustomerGatewayConfiguration",
  "headers",
  "body",
  "input",
  "output",
  "$response",
];

/** Builds the logger; `destination` is for tests. One JSON object a line, errors with their stack and their causes. */
export function createLog(destination?: pino.DestinationStream): pino.Logger {
  const options: pino.LoggerOptions = {
    level: process.env.LOG_LEVEL ?? "info",
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: SENSITIVE.flatMap((name) => [name, `*.${name}`, `*.*.${name}`].map(quoted)), censor: "[removed]" },
    serializers: { error: describeError },
  };
  return destination ? pino(options, destination) : pino(options);
}

/** The process's logger: `log.info({ environmentId }, "Refreshed")`, `log.error({ error }, "…")`. */
export const log = createLog();

interface ErrorFacts {
  name: string;
  message: string;
  code?: string;
  requestId?: string;
  stack?: string;
  cause?: ErrorFacts;
}

/** Only named facts: errors of the SDK and of Postgres carry answers and parameters as properties. */
function describeError(error: unknown): ErrorFacts {
  if (!(error instanceof Error)) return { name: typeof error, message: messageOf(error) };
  return {
    name: error.name,
    message: error.message,
    ...textProperty(error, "code"),
    ...textProperty(error, "requestId"),
    stack: error.stack,
    ...(error.cause === undefined ? {} : { cause: describeError(error.cause) }),
  };
}

/** pg-boss hands some errors on as plain copies. */
function messageOf(thrown: unknown): string {
  const isCopy = typeof thrown === "object" && thrown !== null && "message" in thrown;
  return String(isCopy ? thrown.message : thrown);
}

function textProperty<Name extends string>(error: Error, name: Name): Partial<Record<Name, string>> {
  const value: unknown = Reflect.get(error, name);
  const record: Partial<Record<Name, string>> = {};
  if (typeof value === "string") record[name] = value;
  return record;
}

/** fast-redact reads `$` and other signs in a plain path as syntax. */
function quoted(path: string): string {
  return path
    .split(".")
    .map((part) => (part === "*" ? "*" : `["${part}"]`))
    .join(".")
    .replaceAll(".[", "[");
}
