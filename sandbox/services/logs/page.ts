import { invalid } from "./find";

/** One page of a list, and the token for the next. */
export function cutPage<T>(
  all: T[],
  { nextToken, limit }: { nextToken: string | undefined; limit: number },
): { page: T[]; nextToken: string | undefined } {
  const start = nextToken === undefined ? 0 : readToken(nextToken);
  const end = start + limit;
  return { page: all.slice(start, end), nextToken: end < all.length ? writeToken(end) : undefined };
}

function writeToken(offset: number): string {
  return Buffer.from(`next:${offset}`).toString("base64");
}

function readToken(token: string): number {
  const offset = /^next:(\d{1,9})$/.exec(Buffer.from(token, "base64").toString())?.[1];
  if (offset === undefined) throw invalid("The specified nextToken is invalid.");
  return Number(offset);
}
