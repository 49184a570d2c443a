import type { Tone } from "@/components/ui/tone";

/** Something ⌘K can jump to. Labels are names, ids and addresses as they stand in AWS, so they need no translation. */
export interface PaletteEntry {
  /** Unique among all entries. */
  id: string;
  group: PaletteGroup;
  label: string;
  /** True for ids, addresses and prefixes. */
  isMono?: boolean;
  /** Where it is and how it is: "leeds · DOWN 2 h 14 min". Already in the reader's language. */
  hint?: string;
  tone?: Tone;
  /** More that it is found by: other ids, addresses, tags. */
  keywords?: string[];
  href: string;
}

export const paletteGroups = ["tunnels", "connections", "sites", "resources", "changes", "actions"] as const;
export type PaletteGroup = (typeof paletteGroups)[number];

/**
 * How well an entry answers a search, for cmdk: 0 not at all, 1 best. Only literal parts count: in a world of ids and
 * addresses a fuzzy match is a wrong one.
 */
export function scoreEntry(label: string, search: string, keywords: string[] = []): number {
  const wanted = search.trim().toLowerCase().split(/\s+/).filter(Boolean);
  const scores = wanted.map((word) =>
    Math.max(scoreText(label, word), ...keywords.map((text) => scoreText(text, word) * 0.9)),
  );
  return scores.length === 0 ? 1 : Math.min(...scores);
}

function scoreText(text: string, word: string): number {
  const at = text.toLowerCase().indexOf(word);
  if (at < 0) return 0;
  if (text.length === word.length) return 1;
  return at === 0 ? 0.8 : 0.5;
}
