import type { SignedRequest } from "../protocol/sigv4";
import type { Dialect } from "./dialect";
import { readCborDialect } from "./dialects/cbor";
import { ec2Dialect } from "./dialects/ec2";
import { readJsonDialect } from "./dialects/json";
import { queryDialect } from "./dialects/query";

/** The dialect of a request, known before its signature is: refusals have to be understood, too. */
export function dialectOf(request: SignedRequest): Dialect {
  return readCborDialect(request) ?? readJsonDialect(request) ?? readForm(request);
}

function readForm(request: SignedRequest): Dialect {
  const params = new URLSearchParams(request.query);
  for (const [key, value] of new URLSearchParams(request.body.toString("utf8"))) params.append(key, value);
  return speaksQuery(claimedService(request), params) ? queryDialect(params) : ec2Dialect(params);
}

function speaksQuery(service: string | undefined, params: URLSearchParams): boolean {
  if (service !== undefined) return service !== "ec2";
  return params.has("Version") && params.get("Version") !== "2016-11-15";
}

/** The service that a signature is for, as yet unchecked. */
export function claimedService(request: SignedRequest): string | undefined {
  const inQuery = new URLSearchParams(request.query).get("X-Amz-Credential");
  const scope = /Credential=([^,\s]+)/.exec(request.headers.authorization ?? "")?.[1] ?? inQuery;
  return scope?.split("/")[3];
}
