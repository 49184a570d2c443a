import type { Said } from "../read-tunnel";
import { type TextLine, wordsOf } from "../text-lines";
import type { StrongswanSecret } from "./secrets";

/** A section `conn` with its settings by name; those of "%default" and of sections it names by "also" are among them. */
export interface ConnSection {
  name: string;
  line: number;
  values: Map<string, Said<string>>;
}

/** The connections of ipsec.conf(5). Files of ours carry ipsec.secrets behind "#secrets| ". */
export function parseIpsecConf(lines: readonly TextLine[]): ConnSection[] {
  const sections = new Map<string, ConnSection>();
  let current: ConnSection | undefined;
  for (const { text, words, number } of lines) {
    if (words[0]?.startsWith("#") || words.length === 0) continue;
    if (words[0] === "conn") {
      current = { name: words[1] ?? "", line: number, values: new Map() };
      sections.set(current.name, current);
    } else if (words[0] === "config" || words[0] === "ca") current = undefined;
    else if (current !== undefined) readSetting(current, text, number);
  }
  return [...sections.values()]
    .filter(({ name }) => name !== "%default")
    .map((section) => ({ ...section, values: inherited(sections, section) }));
}

function readSetting({ values }: ConnSection, text: string, line: number): void {
  const at = text.indexOf("=");
  if (at === -1) return;
  const comment = text.indexOf(" #", at);
  const value = text.slice(at + 1, comment === -1 ? undefined : comment).trim();
  const isQuoted = value.length > 1 && value.startsWith('"') && value.endsWith('"');
  values.set(text.slice(0, at).trim(), { value: isQuoted ? value.slice(1, -1) : value, line });
}

function inherited(sections: ReadonlyMap<string, ConnSection>, section: ConnSection): ConnSection["values"] {
  const chain = [section];
  for (let next = section; chain.length < ALSO_MAX; ) {
    const named = sections.get(next.values.get("also")?.value ?? "");
    if (named === undefined || chain.includes(named)) break;
    chain.push(named);
    next = named;
  }
  const defaults = sections.get("%default");
  return new Map([...(defaults ? [defaults] : []), ...chain.reverse()].flatMap(({ values }) => [...values]));
}

/** Lines `ID ID : PSK "key"` of ipsec.secrets(5), in a text of their own or among other lines. */
export function parseSecrets(lines: readonly TextLine[]): StrongswanSecret[] {
  return lines.flatMap(({ text, number }) => {
    const line = text.startsWith(TAG) ? text.slice(TAG.length) : text;
    if (line.trimStart().startsWith("#")) return [];
    const colon = line.indexOf(":");
    const kind = colon === -1 ? -1 : line.indexOf("PSK", colon);
    if (kind === -1 || line.slice(colon + 1, kind).trim() !== "") return [];
    const value = line.slice(kind + "PSK".length).trim();
    const quote = value[0] === '"' || value[0] === "'" ? value[0] : null;
    const end = quote === null ? -1 : value.indexOf(quote, 1);
    const key = end === -1 ? (wordsOf(value)[0] ?? "") : value.slice(1, end);
    return [{ ids: wordsOf(line.slice(0, colon)), text: key, line: number }];
  });
}

const TAG = "#secrets| ";
const ALSO_MAX = 8;
