import type { ApiError } from "../protocol/errors";
import type { Refusal } from "../protocol/sigv4";
import type { ServiceModel, ServiceOperation } from "./model";

/** How one request speaks: AWS has four ways to say the same thing, and some services understand three of them. */
export type Dialect = {
  name: "ec2" | "query" | "json" | "cbor";
  /** Which operation is asked for; empty when the request does not say. */
  action: string;
  /** The service a target or path names; forms leave that to the signature. */
  target?: string;
  /** The call's form, for the two dialects that are one. */
  params: URLSearchParams;
  readInput(model: ServiceModel, operation: ServiceOperation): Record<string, unknown>;
  writeOutput(model: ServiceModel, operation: ServiceOperation, output: unknown, requestId: string): Payload;
  writeError(error: ApiError, requestId: string, model?: ServiceModel): Payload;
  /** What a service that speaks so says of a credential or signature it refuses. */
  refuse(refusal: Refusal): ApiError;
  /** What such a service says to a caller that asks too often. */
  throttled: ApiError;
};

export type Payload = {
  status: number;
  contentType: string;
  /** The body, in order. */
  pieces: Iterable<string> | Uint8Array;
  headers?: Record<string, string>;
};
