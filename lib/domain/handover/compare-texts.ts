import { structuredPatch } from "diff";

/** Lines of a text that differ from another one, with what stands around them. */
export interface TextDifference {
  added: number;
  removed: number;
  hunks: Hunk[];
}

export interface Hunk {
  /** Numbers of the first lines, from 1 on. */
  beforeStart: number;
  afterStart: number;
  lines: { sign: "+" | "-" | " "; text: string }[];
}

const CONTEXT_LINES = 3;

/** How the second of two files differs from the first, as a unified difference; no hunks where it does not. */
export function compareTexts(before: string, after: string): TextDifference {
  const patch = structuredPatch("", "", before, after, undefined, undefined, { context: CONTEXT_LINES });
  const hunks = patch.hunks.map(
    ({ oldStart, newStart, lines }): Hunk => ({
      beforeStart: oldStart,
      afterStart: newStart,
      lines: lines.flatMap((line) => {
        const sign = line[0];
        // A fourth sign, "\", says that a file has no line break at its end.
        return sign === "+" || sign === "-" || sign === " " ? [{ sign, text: line.slice(1) }] : [];
      }),
    }),
  );
  const count = (sign: string) => hunks.flatMap(({ lines }) => lines).filter((line) => line.sign === sign).length;
  return { added: count("+"), removed: count("-"), hunks };
}
