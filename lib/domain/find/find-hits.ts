import { distance, type Word, wordsOf } from "./match-text";

export const hitGroups = ["tunnels", "connections", "sites", "resources", "changes"] as const;
export type HitGroup = (typeof hitGroups)[number];

/** Something that a search can find. */
export interface Findable {
  group: HitGroup;
  /** How it is listed: a name, or an address. */
  label: string;
  /** What else it is found by: ids, addresses, prefixes, tags. */
  texts: readonly string[];
  /** What it belongs to: found by that too, but after all that is called so itself. */
  around: readonly string[];
}

export interface Hit<Thing> {
  thing: Thing;
  /** The text that answers the search where its label does not; null otherwise. */
  match: string | null;
}

const HITS_MAX = 12;
const GROUP_MAX = 5;
const AROUND = 10;

/**
 * The best of what has every word of a search, by group: first the group with the best hit. A thing that is exactly what was
 * asked comes first, then the blocks around an asked address, the narrowest first. Equals keep the order they came in.
 */
export function findHits<Thing extends Findable>(things: Iterable<Thing>, query: string): Hit<Thing>[] {
  const words = wordsOf(query);
  const [first] = words;
  if (!first) return [];
  const found: { thing: Thing; apart: number }[] = [];
  for (const thing of things) {
    const apart = farthest(thing, words);
    if (apart !== null) found.push({ thing, apart });
  }
  found.sort((a, b) => a.apart - b.apart);
  return byGroup(found).map((thing) => ({ thing, match: matchOf(thing, first) }));
}

function byGroup<Thing extends Findable>(sorted: readonly { thing: Thing }[]): Thing[] {
  const groups = new Map<HitGroup, Thing[]>();
  let count = 0;
  for (const { thing } of sorted) {
    const group = groups.get(thing.group) ?? [];
    if (group.length >= GROUP_MAX) continue;
    groups.set(thing.group, group);
    group.push(thing);
    count += 1;
    if (count === HITS_MAX) break;
  }
  return [...groups.values()].flat();
}

function farthest(thing: Findable, words: readonly Word[]): number | null {
  let apart = 0;
  for (const word of words) {
    const one = nearest(thing, word);
    if (one === null) return null;
    apart = Math.max(apart, one);
  }
  return apart;
}

function nearest({ label, texts, around }: Findable, word: Word): number | null {
  const own = least([label, ...texts], word);
  if (own !== null) return own;
  const other = least(around, word);
  return other === null ? null : other + AROUND;
}

function least(texts: readonly string[], word: Word): number | null {
  let best: number | null = null;
  for (const text of texts) {
    const one = distance(text, word);
    if (one !== null && (best === null || one < best)) best = one;
  }
  return best;
}

function matchOf({ label, texts }: Findable, word: Word): string | null {
  const wanted = least([label, ...texts], word);
  if (wanted === null || distance(label, word) === wanted) return null;
  return texts.find((text) => distance(text, word) === wanted) ?? null;
}
