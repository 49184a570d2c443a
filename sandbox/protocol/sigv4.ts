import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { ApiError } from "./errors";

/** A request as it came over the wire: the signature covers exactly these parts. */
export type SignedRequest = { method: string; path: string; query: string; headers: IncomingHttpHeaders; body: string };

/** Who the credential belongs to. `token` is given for temporary credentials and must come with the request. */
export type Credential = { secretAccessKey: string; account: string; arn: string; userId: string; token?: string };

export type Caller = { credential: Credential; service: "ec2" | "sts"; region: string };

const algorithm = "AWS4-HMAC-SHA256";
const skewMax = 15 * 60_000;

type Claim = {
  accessKeyId: string;
  date: string;
  region: string;
  service: string;
  signedHeaders: string[];
  signature: string;
  time: string;
  token: string | undefined;
};

/** Checks the signature as AWS does and says who calls, for which service and Region. Uses the wall clock: clients sign with theirs. */
export function authenticate(request: SignedRequest, findCredential: (accessKeyId: string) => Credential | undefined) {
  const claim = readClaim(request);
  const service = claim.service;
  if (service !== "ec2" && service !== "sts")
    throw signatureMismatch("Credential should be scoped to correct service: 'ec2'.");
  const credential = findCredential(claim.accessKeyId);
  if (!credential || (credential.token !== undefined && credential.token !== claim.token)) throw unknownKey(service);
  if (Math.abs(parseTime(claim.time) - Date.now()) > skewMax)
    throw new ApiError("RequestExpired", "Request has expired.");
  if (!equal(sign(claim, credential.secretAccessKey, canonicalRequest(request, claim)), claim.signature))
    throw signatureMismatch(
      "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.",
    );
  return { credential, service, region: claim.region } satisfies Caller;
}

function readClaim(request: SignedRequest): Claim {
  const header = request.headers.authorization;
  if (header !== undefined) return readHeaderClaim(request, header);
  const query = new URLSearchParams(request.query);
  if (query.get("X-Amz-Algorithm") === algorithm) return readQueryClaim(query);
  throw new ApiError("MissingAuthenticationToken", "Request is missing Authentication Token", 403);
}

function readHeaderClaim(request: SignedRequest, header: string): Claim {
  const parts = new Map(
    [...header.matchAll(/(Credential|SignedHeaders|Signature)=([^,\s]+)/g)].map((m) => [m[1], m[2]]),
  );
  const time = request.headers["x-amz-date"];
  if (!header.startsWith(`${algorithm} `) || typeof time !== "string") throw incomplete();
  const token = request.headers["x-amz-security-token"];
  return {
    ...readScope(parts.get("Credential")),
    signedHeaders: (parts.get("SignedHeaders") ?? "").split(";"),
    signature: parts.get("Signature") ?? "",
    time,
    token: typeof token === "string" ? token : undefined,
  };
}

function readQueryClaim(query: URLSearchParams): Claim {
  return {
    ...readScope(query.get("X-Amz-Credential") ?? undefined),
    signedHeaders: (query.get("X-Amz-SignedHeaders") ?? "").split(";"),
    signature: query.get("X-Amz-Signature") ?? "",
    time: query.get("X-Amz-Date") ?? "",
    token: query.get("X-Amz-Security-Token") ?? undefined,
  };
}

function readScope(text: string | undefined) {
  const [accessKeyId, date, region, service, terminator] = (text ?? "").split("/");
  if (!accessKeyId || !date || !region || !service || terminator !== "aws4_request") throw incomplete();
  return { accessKeyId, date, region, service };
}

function canonicalRequest(request: SignedRequest, claim: Claim): string {
  const headers = claim.signedHeaders.map((name) => `${name}:${headerText(request.headers[name])}\n`).join("");
  return [
    request.method,
    request.path,
    canonicalQuery(request.query),
    headers,
    claim.signedHeaders.join(";"),
    sha256(request.body),
  ].join("\n");
}

function canonicalQuery(query: string): string {
  return [...new URLSearchParams(query)]
    .filter(([key]) => key !== "X-Amz-Signature")
    .map(([key, value]): [string, string] => [encode(key), encode(value)])
    .sort(([a, x], [b, y]) => (a === b ? compare(x, y) : compare(a, b)))
    .map(([key, value]) => `${key}=${value}`)
    .join("&");
}

function headerText(value: string | string[] | undefined): string {
  return [value ?? ""].flat().join(",").trim().replace(/\s+/g, " ");
}

function sign(claim: Claim, secret: string, canonical: string): string {
  const scope = `${claim.date}/${claim.region}/${claim.service}/aws4_request`;
  const text = [algorithm, claim.time, scope, sha256(canonical)].join("\n");
  const dateKey = hmac(`AWS4${secret}`, claim.date);
  const key = hmac(hmac(hmac(dateKey, claim.region), claim.service), "aws4_request");
  return hmac(key, text).toString("hex");
}

function parseTime(text: string): number {
  const m = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text);
  if (!m) throw incomplete();
  return Date.parse(`${m[1]}-${m[2]}-${m[3]}T${m[4]}:${m[5]}:${m[6]}Z`);
}

function encode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest();
}

function equal(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
}

function signatureMismatch(message: string): ApiError {
  return new ApiError("SignatureDoesNotMatch", message, 403);
}

function incomplete(): ApiError {
  return new ApiError(
    "IncompleteSignature",
    "The request signature does not conform to AWS standards. It must hold a Credential, SignedHeaders, a Signature and a date.",
    403,
  );
}

/** EC2 and STS say the same thing in different words. */
function unknownKey(service: "ec2" | "sts"): ApiError {
  if (service === "sts")
    return new ApiError("InvalidClientTokenId", "The security token included in the request is invalid.", 403);
  return new ApiError("AuthFailure", "AWS was not able to validate the provided access credentials", 401);
}
