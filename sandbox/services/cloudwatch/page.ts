import { ApiError } from "../../protocol/errors";

/** Where a page begins; a token that we did not write is refused. */
export function readOffset(token: string | undefined): number {
  if (token === undefined) return 0;
  const offset = /^from:(\d{1,9})$/.exec(Buffer.from(token, "base64").toString())?.[1];
  if (offset === undefined) throw new ApiError("InvalidNextToken", "The next token is invalid.");
  return Number(offset);
}

export function writeOffset(offset: number): string {
  return Buffer.from(`from:${offset}`).toString("base64");
}
