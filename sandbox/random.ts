/** A seeded source of randomness: the same seed gives the same ids, addresses and keys. Not for real secrets. */
export class Random {
  constructor(public state: number) {}

  /** mulberry32: 32 bits of state, so it can be saved with the world. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** A whole number from 0 to `bound` - 1. */
  below(bound: number): number {
    return Math.floor(this.next() * bound);
  }

  /** Put together in one go: appended letter by letter, a key of 32 letters would take a kilobyte for good. */
  pick(alphabet: string, length: number): string {
    const codes = Array.from({ length }, () => alphabet.charCodeAt(this.below(alphabet.length)));
    return String.fromCharCode(...codes);
  }
}

/** A 32-bit number from any text (FNV-1a), for seeding. */
export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return hash | 0;
}
