import type { IncomingMessage } from "node:http";
import { ApiError } from "../protocol/errors";

/** EC2 does not say how much it reads (ours); the largest thing a call carries is a revocation list of a megabyte. */
const bodyMaxBytes = 4 * 1024 * 1024;

/** The whole body. Throws a refusal when it is too long, and undefined comes when the client went away before its end. */
export async function readBody(request: IncomingMessage, maxBytes = bodyMaxBytes): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of request) {
      const part: Buffer = chunk;
      bytes += part.length;
      if (bytes > maxBytes) break;
      chunks.push(part);
    }
  } catch (error) {
    if (request.destroyed) return undefined;
    throw error;
  }
  if (bytes <= maxBytes) return Buffer.concat(chunks);
  throw new ApiError("RequestEntityTooLarge", `The request body must not exceed ${maxBytes} bytes.`, 413);
}
