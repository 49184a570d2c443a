import type { Said } from "../read-tunnel";
import { textLines, wholeNumber } from "../text-lines";

/** A statement of `show configuration | display set`, without its "set". */
export interface JunosStatement {
  words: string[];
  line: number;
}

/** The statements of a text; those that were deactivated are not in effect. Brackets around lists are passed over. */
export function junosStatements(text: string): JunosStatement[] {
  const lines = textLines(text);
  const off = lines.filter(({ words }) => words[0] === "deactivate").map(({ words }) => words.slice(1));
  return lines
    .filter(({ words }) => words[0] === "set")
    .map(({ words, number }) => ({
      words: words.slice(1).filter((word) => word !== "[" && word !== "]"),
      line: number,
    }))
    .filter(({ words }) => !off.some((path) => path.every((word, index) => words[index] === word)));
}

/** What a text says below a path of words. */
export class JunosTree {
  constructor(readonly statements: readonly JunosStatement[]) {}

  /** The statements that begin with these words, without them. */
  under(...path: string[]): JunosTree {
    return new JunosTree(
      this.statements
        .filter(({ words }) => path.every((word, index) => words[index] === word))
        .map(({ words, line }) => ({ words: words.slice(path.length), line })),
    );
  }

  /** The names that stand right here, in their order. */
  names(): string[] {
    return [...new Set(this.statements.flatMap(({ words: [first] }) => first ?? []))];
  }

  /** The word behind a path; of two statements Junos has the later one. */
  word(...path: string[]): Said<string> | undefined {
    const found = this.under(...path).statements.findLast(({ words }) => words[0] !== undefined);
    return found && { value: found.words[0] ?? "", line: found.line };
  }

  number(...path: string[]): Said<number> | undefined {
    const said = this.word(...path);
    const value = wholeNumber(said?.value);
    return said && value !== undefined ? { value, line: said.line } : undefined;
  }

  /** Where a path is said first, if it is. */
  lineOf(...path: string[]): number | undefined {
    return this.under(...path).statements[0]?.line;
  }
}
