import type { Said } from "../read-tunnel";

/** A section of swanctl.conf, or the whole file. */
export interface SwanctlSection {
  line: number;
  values: Map<string, Said<string>>;
  sections: Map<string, SwanctlSection>;
}

/**
 * The sections of a text in strongSwan's own format (strongswan.conf(5)): `name { key = value }`, "#" to the end of the line,
 * values in quotes with backslashes. Whatever does not fit is passed over. A section named again goes on.
 */
export function parseSwanctl(text: string): SwanctlSection {
  const root = emptySection(1);
  const path = [root];
  let name: string | null = null;
  for (const token of tokensOf(text)) {
    const here = path.at(-1) ?? root;
    if (token.kind === "open") {
      const section = here.sections.get(name ?? "") ?? emptySection(token.line);
      here.sections.set(name ?? "", section);
      path.push(section);
    } else if (token.kind === "close") {
      if (path.length > 1) path.pop();
    } else if (token.kind === "value" && name !== null) {
      here.values.set(name, { value: token.text, line: token.line });
    }
    name = token.kind === "name" ? token.text : null;
  }
  return root;
}

export function emptySection(line: number): SwanctlSection {
  return { line, values: new Map(), sections: new Map() };
}

interface Token {
  kind: "open" | "close" | "name" | "value";
  text: string;
  line: number;
}

/** Goes once over the text, letter by letter. */
function* tokensOf(text: string): Generator<Token> {
  let line = 1;
  let at = 0;
  while (at < text.length) {
    const letter = text.charAt(at);
    if (letter === "\n") line++;
    if (letter === "#") at = endOfLine(text, at);
    else if (letter === "{" || letter === "}") {
      yield { kind: letter === "{" ? "open" : "close", text: letter, line };
      at++;
    } else if (letter === "=") {
      const value = valueAt(text, at + 1);
      yield { kind: "value", text: value.text, line };
      for (const one of text.slice(at, value.end)) if (one === "\n") line++;
      at = value.end;
    } else if (isNameLetter(letter)) {
      const end = endOfName(text, at);
      yield { kind: "name", text: text.slice(at, end), line };
      at = end;
    } else at++;
  }
}

function valueAt(text: string, from: number): { text: string; end: number } {
  let start = from;
  while (text[start] === " " || text[start] === "\t") start++;
  if (text[start] === '"') return quotedAt(text, start + 1);
  let end = start;
  while (end < text.length && !"\n}#".includes(text.charAt(end))) end++;
  return { text: text.slice(start, end).trim(), end };
}

function quotedAt(text: string, start: number): { text: string; end: number } {
  const letters: string[] = [];
  let at = start;
  while (at < text.length && text[at] !== '"') {
    if (text[at] === "\\") at++;
    letters.push(text.charAt(at));
    at++;
  }
  return { text: letters.join(""), end: Math.min(at + 1, text.length) };
}

function isNameLetter(letter: string): boolean {
  return !" \t\r\n".includes(letter);
}

function endOfName(text: string, from: number): number {
  let end = from;
  while (end < text.length && !" \t\r\n={}#".includes(text.charAt(end))) end++;
  // A letter that can only stand between names is passed over.
  return Math.max(end, from + 1);
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf("\n", from);
  return end === -1 ? text.length : end;
}
