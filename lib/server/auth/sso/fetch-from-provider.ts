import "server-only";
import { type LookupAddress, lookup } from "node:dns";
import http from "node:http";
import https from "node:https";
import { isIP, type LookupFunction } from "node:net";
import ipaddr from "ipaddr.js";
import type { CustomFetch, CustomFetchOptions } from "openid-client";

const TIMEOUT_MS = 10_000;
/** A discovery document or a set of keys is a few kilobytes. */
const ANSWER_BYTES_MAX = 1024 * 1024;

/** Where a provider may send us is not where it may. */
export class ForbiddenAddress extends Error {
  override readonly name = "ForbiddenAddress";
}

/**
 * Requests to a provider. The host of its issuer is what an admin typed, so it may be anywhere; what its documents name besides
 * must be on that host or in public, or a document could make this server ask its own neighbours. The address is judged in the
 * lookup of the connection itself: a name cannot lead somewhere else a moment later. Redirects are not followed.
 */
export function fetchFromProvider(issuer: URL): CustomFetch {
  return async (address, options) => {
    const url = new URL(address);
    const isItsOwn = url.hostname === issuer.hostname;
    if (url.protocol !== "https:" && !(isItsOwn && isIssuerAllowed(url)))
      throw new ForbiddenAddress(`A provider named an address without https: ${url.origin}`);
    if (!isItsOwn && isIP(bareHost(url)) !== 0 && !isPublic(bareHost(url)))
      throw new ForbiddenAddress(`A provider named a private address: ${url.origin}`);
    return send(url, options, isItsOwn ? undefined : publicOnly);
  };
}

/** https, or a provider on this very machine. */
export function isIssuerAllowed(issuer: URL): boolean {
  return issuer.protocol === "https:" || (issuer.protocol === "http:" && isLoopback(issuer));
}

function isLoopback(url: URL): boolean {
  const host = bareHost(url);
  return host === "localhost" || (isIP(host) !== 0 && ipaddr.process(host).range() === "loopback");
}

function isPublic(address: string): boolean {
  return ipaddr.process(address).range() === "unicast";
}

function bareHost(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, "");
}

const publicOnly: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, []);
    const hidden = addresses.find(({ address }) => !isPublic(address));
    if (hidden) return callback(new ForbiddenAddress(`A provider named a private address: ${hostname}`), []);
    answer(options.all === true, addresses, callback);
  });
};

function answer(isAll: boolean, addresses: LookupAddress[], callback: Parameters<LookupFunction>[2]): void {
  const [first] = addresses;
  if (isAll || !first) callback(null, addresses);
  else callback(null, first.address, first.family);
}

function send(url: URL, options: CustomFetchOptions, lookup: LookupFunction | undefined): Promise<Response> {
  const { method, headers, body } = options;
  const timeout = AbortSignal.timeout(TIMEOUT_MS);
  const signal = options.signal ? AbortSignal.any([options.signal, timeout]) : timeout;
  return new Promise((resolve, reject) => {
    const client = url.protocol === "https:" ? https : http;
    const request = client.request(url, { method, headers, signal, lookup }, (response) => {
      const parts: Buffer[] = [];
      let length = 0;
      response.on("data", (part: Buffer) => {
        parts.push(part);
        length += part.length;
        if (length > ANSWER_BYTES_MAX)
          request.destroy(new Error(`${url.origin} answered more than ${ANSWER_BYTES_MAX} bytes`));
      });
      response.on("error", reject);
      response.on("end", () => resolve(toResponse(response, Buffer.concat(parts))));
    });
    request.on("error", reject);
    request.end(textOf(body));
  });
}

function toResponse({ statusCode = 502, headers }: http.IncomingMessage, body: Buffer<ArrayBuffer>): Response {
  const known = Object.entries(headers).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, Array.isArray(value) ? value.join(", ") : value]],
  );
  const isBare = statusCode === 204 || statusCode === 304;
  return new Response(isBare ? null : body, { status: statusCode, headers: known });
}

/** openid-client sends forms and empty bodies only. */
function textOf(body: CustomFetchOptions["body"]): string | undefined {
  if (body === null || body === undefined) return undefined;
  if (typeof body === "string" || body instanceof URLSearchParams) return body.toString();
  throw new Error("A request to a provider has a body that is no text");
}
