/** A word that was typed or pasted. `block` is what it means as an address or a block of them. */
export interface Word {
  text: string;
  block: { first: number; last: number } | null;
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

function distanceOfBlocks(text: string, wanted: NonNullable<Word["block"]>): number | null {
  const block = blockOf(text);
  if (!block) return null;
  const size = block.last - block.first + 1;
  // A default route is around everything and tells nothing.
  if (block.first <= wanted.first && wanted.last <= block.last)
    return size === 2 ** 32 ? null : 1 + Math.log2(size) / 32;
  return wanted.first <= block.first && block.last <= wanted.last ? 2 : null;
}

const ADDRESS = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})(?:\/(\d{1,2}))?$/;

/** Its own reading of an address: a search at 1,000 connections reads 10,000 of them, which takes ipaddr.js half a second. */
function blockOf(text: string): Word["block"] {
  const [, a, b, c, d, prefix = 32] = ADDRESS.exec(text)?.map(Number) ?? [];
  if (a === undefined || b === undefined || c === undefined || d === undefined) return null;
  const prefixLength = Number.isNaN(prefix) ? 32 : prefix;
  if (Math.max(a, b, c, d) > 255 || prefixLength > 32) return null;
  const size = 2 ** (32 - prefixLength);
  const first = Math.floor((((a * 256 + b) * 256 + c) * 256 + d) / size) * size;
  return { first, last: first + size - 1 };
}
