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

/** Why an action did not do it, as it reaches the browser: the text is `errors.<code>` of the catalogue with `values`. */
export interface ActionError {
  code: string;
  values?: Record<string, string | number>;
  /** Stands beside the full story in the log; only for what nobody foresaw. */
  logId?: string;
}
