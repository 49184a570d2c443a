import { begins, type TextLine, textLines } from "../text-lines";

/** A command of IOS's configuration mode and the lines under it. */
export interface IosSection {
  head: TextLine;
  body: TextLine[];
}

/**
 * A configuration as its sections. A text keeps its meaning where its indentation got lost on the way, as from some
 * terminals: then the commands that can only stand at the top begin a section.
 */
export function iosSections(text: string): IosSection[] {
  const lines = textLines(text).filter(({ words }) => words.length > 0 && !words[0]?.startsWith("!"));
  const hasIndentation = lines.some(({ isIndented }) => isIndented);
  const sections: IosSection[] = [];
  for (const line of lines) {
    if (begins(line.words, "exit") || begins(line.words, "end")) continue;
    const current = sections.at(-1);
    const isUnder = !(hasIndentation && !line.isIndented) && !isTopCommand(line.words);
    if (isUnder && current !== undefined) current.body.push(line);
    else sections.push({ head: line, body: [] });
  }
  return sections;
}

const TOP = new Set(["interface", "router", "track", "hostname", "line", "route-map", "version", "vrf", "access-list"]);
const TOP_CRYPTO = new Set(["isakmp", "ikev2", "ipsec", "keyring", "ikev1", "engine", "pki"]);
const TOP_IP = new Set(["route", "sla", "access-list", "prefix-list", "vrf", "domain"]);

function isTopCommand([first = "", second = "", third = "", fourth]: readonly string[]): boolean {
  if (first === "crypto") {
    // Within an interface "crypto map NAME" applies a map; with a number behind the name it defines one.
    return second === "map" ? fourth !== undefined : TOP_CRYPTO.has(second);
  }
  if (first === "ip") return TOP_IP.has(second);
  // Within ip sla and an interface these words stand for something else.
  if (first === "track") return third === "ip";
  return TOP.has(first);
}

/** The sections whose head begins with these words. */
export function sectionsOf(sections: readonly IosSection[], ...head: string[]): IosSection[] {
  return sections.filter(({ head: { words } }) => begins(words, ...head));
}

/** The last line under the section that begins with these words: of two IOS keeps the later one. */
export function lineOf({ body }: IosSection, ...expected: string[]): TextLine | undefined {
  return body.findLast(({ words }) => begins(words, ...expected));
}
