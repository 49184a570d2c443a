import type { NormalizedSchema } from "@smithy/core/schema";
import { ApiError } from "../../protocol/errors";
import type { SignedRequest } from "../../protocol/sigv4";
import type { Dialect } from "../dialect";
import type { ServiceModel } from "../model";
import { refuseInExceptions } from "../refusals";
import { readSeconds, readStruct, WrongType } from "./read-value";
import { toPlain } from "./to-plain";

/** AWS JSON 1.0 and 1.1: the operation in X-Amz-Target, a JSON object each way. */
export function readJsonDialect(request: SignedRequest): Dialect | undefined {
  const header = request.headers["x-amz-target"];
  if (typeof header !== "string") return undefined;
  const [target = "", action = ""] = header.split(".", 2);
  const contentType = /^application\/x-amz-json-1\.[01]/.exec(request.headers["content-type"] ?? "")?.[0];
  const answer = { contentType: contentType ?? "application/x-amz-json-1.1" };
  return {
    name: "json",
    action,
    target,
    params: new URLSearchParams(),
    refuse: refuseInExceptions,
    throttled: new ApiError("ThrottlingException", "Rate exceeded"),
    readInput: (model, { input }) => readJson(input, request.body, model),
    writeOutput: (_model, operation, output) => ({
      ...answer,
      status: 200,
      pieces: operation.output.isUnitSchema() ? [] : [JSON.stringify(toPlain(output, forJson))],
    }),
    writeError: (error, _requestId, model) => ({
      ...answer,
      status: error.status,
      headers: queryErrorHeader(error, model),
      pieces: [JSON.stringify({ __type: error.code, message: error.message })],
    }),
  };
}

/** Services that once spoke the query protocol add its name of the error, so that callers can go on asking for it. */
export function queryErrorHeader(error: ApiError, model: ServiceModel | undefined): Record<string, string> {
  const code = model?.queryCodes.get(error.code);
  return code === undefined ? {} : { "x-amzn-query-error": `${code};${error.status >= 500 ? "Receiver" : "Sender"}` };
}

/** AWS's JSON services refuse what is no JSON, or of a wrong type, before they look at it. */
export function unreadable(error: unknown): ApiError {
  if (error instanceof WrongType || error instanceof SyntaxError)
    return new ApiError("SerializationException", error.message);
  throw error;
}

function readJson(schema: NormalizedSchema, body: Buffer, model: ServiceModel): Record<string, unknown> {
  try {
    const value: unknown = body.length > 0 ? JSON.parse(body.toString("utf8")) : {};
    return readStruct(schema, value, { scalar: readScalar, model });
  } catch (error) {
    if (error instanceof ApiError) throw error;
    throw unreadable(error);
  }
}

function readScalar(schema: NormalizedSchema, value: unknown): unknown {
  if (schema.isBooleanSchema()) return typeof value === "boolean" ? value : undefined;
  if (schema.isNumericSchema()) return typeof value === "number" ? value : undefined;
  if (schema.isTimestampSchema()) return typeof value === "number" ? readSeconds(value) : undefined;
  if (typeof value !== "string") return undefined;
  return schema.isBlobSchema() ? new Uint8Array(Buffer.from(value, "base64")) : value;
}

const forJson = {
  date: (date: Date) => date.getTime() / 1000,
  bytes: (bytes: Uint8Array) => Buffer.from(bytes).toString("base64"),
};
