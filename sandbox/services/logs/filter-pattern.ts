import { invalid } from "./find";
import { readJsonPattern } from "./json-pattern";

/** Says whether a message is one that was asked for. */
export type Matches = (message: string) => boolean;

/**
 * A filter pattern (CloudWatch Logs user guide, "Filter pattern syntax"): words that all have to be there, `"quoted text"`,
 * `?any`, `-none`, or `{ $.json = "condition" }`. Regular expressions and patterns for columns, `[a, b]`, are refused (ours).
 */
export function readFilterPattern(pattern: string): Matches {
  const text = pattern.trim();
  if (text.startsWith("{")) return readJsonPattern(text);
  if (text.startsWith("[")) throw invalid("Invalid filter pattern: space-delimited patterns are not simulated");
  const terms: Term[] = [];
  for (let rest = text; rest !== ""; ) {
    const [whole, sign = "", quoted, word] = term.exec(rest) ?? [];
    if (whole === undefined) throw invalid("Invalid filter pattern");
    terms.push({ sign, text: quoted?.replace(/\\(.)/g, "$1") ?? word ?? "" });
    rest = rest.slice(whole.length);
  }
  const any = terms.filter(({ sign }) => sign === "?");
  return (message) =>
    terms.every(({ sign, text }) => sign === "?" || message.includes(text) === (sign === "")) &&
    (any.length === 0 || any.some(({ text }) => message.includes(text)));
}

type Term = { sign: string; text: string };

/** An optional sign and either quoted text or a word of letters, digits and underscores; all else has to be quoted. */
const term = /^([?-]?)(?:"((?:[^"\\]|\\.)*)"|(\w+))(?:\s+|$)/;
