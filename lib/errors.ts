/**
 * Something a person can act on. `code` names its text in the message catalogue (`errors.<code>`), `values` stand in that
 * text. Anything that is not one of these is a bug and rises to the top.
 */
export class DomainError extends Error {
  override readonly name = "DomainError";

  constructor(
    readonly code: string,
    readonly values: Record<string, string | number> = {},
    options?: { cause?: unknown },
  ) {
    super(code, options);
  }
}
