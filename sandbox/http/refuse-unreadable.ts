import { randomUUID } from "node:crypto";
import type { Server } from "node:http";
import { Socket } from "node:net";
import type { Duplex } from "node:stream";
import { serializeError } from "../protocol/serialize-output";

/**
 * What Node cannot read as a request is refused in EC2's envelope too: broken HTTP, too many or too long headers, and a
 * request that takes longer than `withinMs` to arrive. The codes are (ours): AWS's front ends answer these in their own words.
 */
export function refuseUnreadable(server: Server, withinMs: number): void {
  server.headersTimeout = withinMs;
  server.requestTimeout = withinMs;
  server.on("clientError", (error, socket) => {
    const reason = "code" in error ? error.code : undefined;
    if (!socket.writable || reason === "ECONNRESET" || isUnused(socket, reason)) {
      socket.destroy();
      return;
    }
    const { status, code, message } = refusalOf(reason);
    const body = serializeError({ code, message }, randomUUID());
    const head = [
      `HTTP/1.1 ${status}`,
      "Content-Type: text/xml;charset=UTF-8",
      `Content-Length: ${Buffer.byteLength(body)}`,
    ];
    socket.end(`${head.join("\r\n")}\r\nConnection: close\r\n\r\n${body}`);
  });
}

/**
 * Clients open connections in reserve. One that was never used is closed without a word: a refusal would be taken for the answer
 * to the request that goes out on it at that moment.
 */
function isUnused(socket: Duplex, reason: unknown): boolean {
  return reason === "ERR_HTTP_REQUEST_TIMEOUT" && socket instanceof Socket && socket.bytesRead === 0;
}

function refusalOf(reason: unknown) {
  if (reason === "HPE_HEADER_OVERFLOW")
    return {
      status: "431 Request Header Fields Too Large",
      code: "RequestHeaderSectionTooLarge",
      message: "The headers of the request are too large.",
    };
  if (reason === "ERR_HTTP_REQUEST_TIMEOUT")
    return {
      status: "408 Request Timeout",
      code: "RequestTimeout",
      message: "The request was not read to its end within the timeout period.",
    };
  return { status: "400 Bad Request", code: "MalformedHttpRequest", message: "The HTTP request is not valid." };
}
