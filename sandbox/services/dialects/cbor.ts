import { cbor, dateToTag } from "@smithy/core/cbor";
import type { NormalizedSchema } from "@smithy/core/schema";
import { ApiError } from "../../protocol/errors";
import type { SignedRequest } from "../../protocol/sigv4";
import type { Dialect } from "../dialect";
import type { ServiceModel } from "../model";
import { refuseInExceptions } from "../refusals";
import { queryErrorHeader, unreadable } from "./json";
import { readSeconds, readStruct } from "./read-value";
import { toPlain } from "./to-plain";

/** Smithy's RPC v2: the operation in the path, CBOR each way. Recent boto3 and AWS CLI speak so to CloudWatch. */
export function readCborDialect(request: SignedRequest): Dialect | undefined {
  if (request.headers["smithy-protocol"] !== "rpc-v2-cbor") return undefined;
  const [, target = "", action = ""] = /\/service\/([^/]+)\/operation\/([^/]+)$/.exec(request.path) ?? [];
  const answer = { contentType: "application/cbor" };
  const marked = { "smithy-protocol": "rpc-v2-cbor" };
  return {
    name: "cbor",
    action,
    target,
    params: new URLSearchParams(),
    refuse: refuseInExceptions,
    throttled: new ApiError("ThrottlingException", "Rate exceeded"),
    readInput: (model, { input }) => readCbor(input, request.body, model),
    writeOutput: (_model, _operation, output) => ({
      ...answer,
      status: 200,
      headers: marked,
      pieces: cbor.serialize(toPlain(output ?? {}, forCbor)),
    }),
    writeError: (error, _requestId, model) => ({
      ...answer,
      status: error.status,
      headers: { ...marked, ...queryErrorHeader(error, model) },
      pieces: cbor.serialize({ __type: error.code, message: error.message }),
    }),
  };
}

function readCbor(schema: NormalizedSchema, body: Buffer, model: ServiceModel): Record<string, unknown> {
  const value = decode(body);
  try {
    return readStruct(schema, value, { scalar: readScalar, model });
  } catch (error) {
    if (error instanceof ApiError) throw error;
    throw unreadable(error);
  }
}

/** The decoder has no error of its own: whatever it throws means that the bytes are no CBOR. */
function decode(body: Buffer): unknown {
  try {
    return body.length > 0 ? cbor.deserialize(new Uint8Array(body)) : {};
  } catch {
    throw new ApiError("SerializationException", "The request body is not CBOR");
  }
}

function readScalar(schema: NormalizedSchema, value: unknown): unknown {
  if (schema.isBooleanSchema()) return typeof value === "boolean" ? value : undefined;
  if (schema.isNumericSchema()) return readNumber(value);
  if (schema.isTimestampSchema()) return readTime(value);
  if (schema.isBlobSchema()) return value instanceof Uint8Array ? value : undefined;
  return typeof value === "string" ? value : undefined;
}

function readNumber(value: unknown): number | undefined {
  return typeof value === "number" || typeof value === "bigint" ? Number(value) : undefined;
}

/** Tag 1 is a time in seconds since 1970 (RFC 8949 §3.4.2). */
function readTime(value: unknown): Date | undefined {
  if (value instanceof Date) return value;
  if (typeof value !== "object" || value === null || !("tag" in value) || !("value" in value)) return undefined;
  const seconds = Number(value.tag) === 1 ? readNumber(value.value) : undefined;
  return seconds === undefined ? undefined : readSeconds(seconds);
}

const forCbor = { date: dateToTag, bytes: (bytes: Uint8Array) => bytes };
