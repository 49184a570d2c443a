import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";

/** A request as it came over the wire: the signature covers exactly these parts. */
export type SignedRequest = {
  method: string;
  path: string;
  query: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
};

/** Who the credential belongs to. `token` is given for temporary credentials and must come with the request. */
export type Credential = {
  secretAccessKey: string;
  account: string;
  arn: string;
  userId: string;
  token?: string;
  /** When a temporary credential ends, by the wall clock. */
  expiresAt?: number;
};

export type Caller = { credential: Credential; accessKeyId: string; service: string; region: string };

/** Why a request is not taken as its caller's. Each service has its own code and sentence for it: `services/refusals.ts`. */
export class Refusal extends Error {
  constructor(
    readonly reason:
      | "missing"
      | "incomplete"
      | "unknown-key"
      | "wrong-token"
      | "expired-token"
      | "skewed"
      | "mismatch"
      | "wrong-service",
    /** What services that say more add. */
    readonly detail = "",
  ) {
    super(`The signature was refused: ${reason}`);
  }
}

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
export function authenticate(
  request: SignedRequest,
  findCredential: (accessKeyId: string) => Credential | undefined,
): Caller {
  const claim = readClaim(request);
  const { accessKeyId, service, region } = claim;
  const credential = findCredential(accessKeyId);
  if (!credential) throw new Refusal("unknown-key");
  if (credential.token !== undefined && credential.token !== claim.token) throw new Refusal("wrong-token");
  if (credential.expiresAt !== undefined && credential.expiresAt <= Date.now()) throw new Refusal("expired-token");
  checkTime(claim);
  if (!equal(sign(claim, credential.secretAccessKey, canonicalRequest(request, claim)), claim.signature))
    throw new Refusal("mismatch");
  return { credential, accessKeyId, service, region };
}

function checkTime({ time }: Claim): void {
  const now = Date.now();
  const signed = parseTime(time);
  if (signed < now - skewMax)
    throw new Refusal(
      "skewed",
      `Signature expired: ${time} is now earlier than ${basic(now - skewMax)} (${basic(now)} - 15 min.)`,
    );
  if (signed > now + skewMax)
    throw new Refusal(
      "skewed",
      `Signature not yet current: ${time} is still later than ${basic(now + skewMax)} (${basic(now)} + 15 min.)`,
    );
}

/** A time as signatures have it: `20260131T235959Z`. */
function basic(ms: number): string {
  return new Date(ms).toISOString().replace(/[-:]|\.\d{3}/g, "");
}

function readClaim(request: SignedRequest): Claim {
  const header = request.headers.authorization;
  if (header !== undefined) return readHeaderClaim(request, header);
  const query = new URLSearchParams(request.query);
  if (query.get("X-Amz-Algorithm") === algorithm) return readQueryClaim(query);
  throw new Refusal("missing");
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

function sha256(text: string | Buffer): string {
  return createHash("sha256").update(text).digest("hex");
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest();
}

function equal(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
}

function incomplete(): Refusal {
  return new Refusal("incomplete");
}
