import type { Phrase } from "./phrase";

/**
 * One thing that is wrong with an edit, a plan or a choice, for a person to act on. Judging many things returns a list of
 * these instead of throwing. `error` blocks; `warning` is shown and does not.
 */
export interface Problem {
  severity: "error" | "warning";
  /** Path of the field inside the spec it belongs to, such as ["tunnels", 0, "insideCidr"]; absent when it is about the whole. */
  path?: (string | number)[];
  phrase: Phrase;
  /** The next valid value, offered as a link beside the field. */
  suggestion?: string;
}

/** True when nothing in the list blocks. */
export function isAcceptable(problems: readonly Problem[]): boolean {
  return problems.every((problem) => problem.severity !== "error");
}
