import { ApiError } from "../../protocol/errors";

/** What a caller asked for, so that a repeated call is known again: the token, and everything else as text. */
export type Request = { clientToken: string | undefined; asked: string };

export function readRequest({ ClientToken, ...asked }: { ClientToken?: string | undefined }): Request {
  return { clientToken: ClientToken, asked: JSON.stringify(asked) };
}

/** What was made under the same client token before. The same token for something else is refused. */
export function madeBefore<Row extends { request: Request }>(rows: Iterable<Row>, request: Request): Row | undefined {
  if (request.clientToken === undefined) return undefined;
  for (const row of rows) {
    if (row.request.clientToken !== request.clientToken) continue;
    if (row.request.asked === request.asked) return row;
    throw new ApiError(
      "IdempotentParameterMismatch",
      "The client token you have provided is associated with a resource that has different properties.",
    );
  }
  return undefined;
}
