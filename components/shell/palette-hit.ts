import type { Tone } from "@/components/ui/tone";
import type { HitGroup } from "@/lib/domain/find/find-hits";

/** A line of ⌘K as it crosses to the browser: words are in the reader's language already. */
export interface PaletteHit {
  /** Unique among the hits. */
  id: string;
  group: HitGroup;
  /** A name, or an address as it stands in AWS. */
  label: string;
  isMono: boolean;
  /** The id, address or prefix that it was found by; null where that is the label. */
  match: string | null;
  /** Where it is: "leeds". */
  place: string | null;
  /** How it is: "DOWN", and since when as an ISO string. */
  state: string | null;
  since: string | null;
  tone: Tone;
  href: string;
}

/** Reads the answer of /find. Throws on anything else, such as the page of a proxy. */
export function parseHits(answer: unknown): PaletteHit[] {
  const hits: unknown = answer instanceof Object ? Reflect.get(answer, "hits") : undefined;
  if (!Array.isArray(hits)) throw new Error("Not an answer of the search");
  return hits as PaletteHit[];
}
