"use client";

import { useEffect, useState } from "react";
import { type PaletteHit, parseHits } from "./palette-hit";
import { environmentPath } from "./paths";

/** Long enough to skip most letters of a word, too short to be felt after a paste. */
const QUIET_MS = 120;

interface Answer {
  /** What was asked. */
  query: string;
  hits: PaletteHit[];
  hasFailed: boolean;
}

/** What the server finds for a search while it is typed. `isCurrent` is false as long as the answer belongs to an earlier search. */
export function useHits(environmentSlug: string | undefined, search: string): Answer & { isCurrent: boolean } {
  const query = search.trim();
  const [answer, setAnswer] = useState<Answer | null>(null);
  useEffect(() => {
    if (environmentSlug === undefined) return;
    const abort = new AbortController();
    const ask = async () => {
      try {
        const address = environmentPath(environmentSlug, `/find?q=${encodeURIComponent(query)}`);
        const response = await fetch(address, { signal: abort.signal, headers: { Accept: "application/json" } });
        if (!response.ok) throw new Error(`The search answered ${response.status}`);
        setAnswer({ query, hits: parseHits(await response.json()), hasFailed: false });
      } catch {
        if (!abort.signal.aborted) setAnswer({ query, hits: [], hasFailed: true });
      }
    };
    const timer = setTimeout(ask, query === "" ? 0 : QUIET_MS);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [environmentSlug, query]);
  if (environmentSlug === undefined) return { query, hits: [], hasFailed: false, isCurrent: true };
  return { ...(answer ?? { query, hits: [], hasFailed: false }), isCurrent: answer?.query === query };
}
