import type { Phrase } from "@/lib/domain/phrase";
import type { Problem } from "@/lib/domain/problem";

/** What stands beside a field. */
export interface FieldNote {
  /** One sentence for each thing that is wrong. */
  text: string;
  isError: boolean;
  suggestion?: string;
}

/** All that is wrong with the field at that path; what only warns is said once nothing is refused any more. */
export function noteOf(
  problems: readonly Problem[],
  path: string,
  say: (phrase: Phrase) => string,
): FieldNote | undefined {
  const here = problems.filter((problem) => problem.path?.join(".") === path);
  const errors = here.filter(({ severity }) => severity === "error");
  const told = errors.length > 0 ? errors : here;
  if (told.length === 0) return undefined;
  const suggestion = told.find((problem) => problem.suggestion !== undefined)?.suggestion;
  return {
    text: [...new Set(told.map(({ phrase }) => say(phrase)))].join(" "),
    isError: errors.length > 0,
    ...(suggestion === undefined ? {} : { suggestion }),
  };
}
