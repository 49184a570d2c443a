import { canonicalCidr, isCidr } from "../../../net/cidr";
import { ANYWHERE } from "../../tunnel-model";
import { prefixLengthOfWildcard } from "../masks";
import type { ReadTunnel } from "../read-tunnel";
import type { TextLine } from "../text-lines";
import { type IosSection, sectionsOf } from "./ios-sections";

/** What an access list lets into a tunnel: each line that permits is a pair of selectors. Undefined without such a list. */
export function iosSelectors(sections: readonly IosSection[], name: string): ReadTunnel["selectors"] {
  const named = sectionsOf(sections, "ip", "access-list", "extended", name).flatMap(({ body }) =>
    body.map((line) => ({ line, words: withoutNumber(line.words) })),
  );
  const numbered = sectionsOf(sections, "access-list", name).map(({ head }) => ({
    line: head,
    words: head.words.slice(2),
  }));
  const pairs = [...named, ...numbered].flatMap(({ line, words }) => selectorPair(words, line) ?? []);
  const [first] = pairs;
  return first && { value: pairs.map(({ pair }) => pair), line: first.line };
}

/** Lines can begin with their number. */
function withoutNumber(words: string[]): string[] {
  return /^\d+$/.test(words[0] ?? "") ? words.slice(1) : words;
}

function selectorPair(words: string[], line: TextLine) {
  if (words[0] !== "permit" || words[1] !== "ip") return null;
  const own = blockAt(words.slice(2));
  const aws = own && blockAt(words.slice(2 + own.length));
  return own && aws ? { pair: { onPrem: own.block, aws: aws.block }, line: line.number } : null;
}

/** "any", "host 10.0.0.1" or "10.0.0.0 0.0.255.255", and how many words that was. */
function blockAt([first = "", second = ""]: string[]): { block: string; length: number } | null {
  if (first === "any") return { block: ANYWHERE, length: 1 };
  const block = first === "host" ? `${second}/32` : `${first}/${prefixLengthOfWildcard(second)}`;
  return isCidr(block) ? { block: canonicalCidr(block), length: 2 } : null;
}
