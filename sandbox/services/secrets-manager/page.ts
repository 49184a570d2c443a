import { ApiError } from "../../protocol/errors";

const pageMax = 100;

/** One page of a list, and the token for the next. */
export function cutPage<T>(
  all: T[],
  { MaxResults: size = pageMax, NextToken: token }: { MaxResults?: number; NextToken?: string },
): { page: T[]; nextToken: string | undefined } {
  const start = token === undefined ? 0 : readToken(token);
  const end = start + size;
  return { page: all.slice(start, end), nextToken: end < all.length ? writeToken(end) : undefined };
}

function writeToken(offset: number): string {
  return Buffer.from(`secrets:${offset}`).toString("base64");
}

function readToken(token: string): number {
  const offset = /^secrets:(\d{1,9})$/.exec(Buffer.from(token, "base64").toString())?.[1];
  if (offset === undefined) throw new ApiError("InvalidNextTokenException", "Invalid NextToken.");
  return Number(offset);
}
