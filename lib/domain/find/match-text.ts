import { type Cidr, isCidr, parseCidr } from "../net/cidr";
import { ipv4ToNumber, isIpv4 } from "../net/ip";

/** A word that was typed or pasted. `block` is what it means as an address or a block of them. */
export interface Word {
  text: string;
  block: Pick<Cidr, "first" | "last"> | null;
}

/** The words of a search, in small letters. */
export function wordsOf(query: string): Word[] {
  return query
    .toLowerCase()
    .split(/[\s,;]+/)
    .filter(Boolean)
    .map((text) => ({ text, block: blockOf(text) }));
}

/**
 * How far a text is from a word: 0 is the word, from 1 on it is a block around the word, the narrowest first, 2 an address or a
 * block inside of it, 3 begins with it, 4 contains it; null where it has nothing to do with it. Only literal parts count: in
 * a world of ids and addresses a fuzzy match is a wrong one.
 */
export function distance(text: string, word: Word): number | null {
  const plain = text.toLowerCase();
  if (plain === word.text) return 0;
  const around = word.block && distanceOfBlocks(plain, word.block);
  if (around) return around;
  const at = plain.indexOf(word.text);
  return at < 0 ? null : at === 0 ? 3 : 4;
}

const ADDRESS = /^\d+\.\d+\.\d+\.\d+(\/\d+)?$/;

function distanceOfBlocks(text: string, wanted: NonNullable<Word["block"]>): number | null {
  const block = blockOf(text);
  if (!block) return null;
  const size = block.last - block.first + 1;
  // A default route is around everything and tells nothing.
  if (block.first <= wanted.first && wanted.last <= block.last)
    return size === 2 ** 32 ? null : 1 + Math.log2(size) / 32;
  return wanted.first <= block.first && block.last <= wanted.last ? 2 : null;
}

function blockOf(text: string): Word["block"] {
  if (!ADDRESS.test(text)) return null;
  if (isIpv4(text)) return { first: ipv4ToNumber(text), last: ipv4ToNumber(text) };
  return isCidr(text) ? parseCidr(text) : null;
}
