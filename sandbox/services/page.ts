import type { ApiError } from "../protocol/errors";

/** One page of a list and the token for the next. `refusal` is what the service says to a token that is none of its own. */
export function cutPage<T>(
  all: T[],
  { token, size, refusal }: { token: string | undefined; size: number; refusal: ApiError },
): { page: T[]; nextToken: string | undefined } {
  const start = readOffset(token, refusal);
  const end = start + size;
  return { page: all.slice(start, end), nextToken: end < all.length ? writeOffset(end) : undefined };
}

/** Where the page of a token begins. */
export function readOffset(token: string | undefined, refusal: ApiError): number {
  if (token === undefined) return 0;
  const offset = /^from:(\d{1,9})$/.exec(Buffer.from(token, "base64").toString())?.[1];
  if (offset === undefined) throw refusal;
  return Number(offset);
}

export function writeOffset(offset: number): string {
  return Buffer.from(`from:${offset}`).toString("base64");
}
