"use client";

import { useNow as useWrittenAt } from "next-intl";
import { useLayoutEffect, useState } from "react";

type Listener = (now: Date) => void;

/** One timer per interval for all that tick in it: a table of ages wakes the page once, not once a row. */
const tickers = new Map<number, { listeners: Set<Listener>; stop: () => void }>();

/**
 * The current time, ticking. The first render uses the instant the server wrote the page at, so that both write the
 * same words; it is corrected before anything is painted.
 */
export function useNow(everyMs: number): Date {
  const writtenAt = useWrittenAt();
  const [now, setNow] = useState(writtenAt);
  useLayoutEffect(() => {
    setNow(new Date());
    return subscribe(everyMs, setNow);
  }, [everyMs]);
  return now;
}

function subscribe(everyMs: number, listener: Listener): () => void {
  const ticker = tickers.get(everyMs) ?? startTicker(everyMs);
  ticker.listeners.add(listener);
  return () => {
    ticker.listeners.delete(listener);
    if (ticker.listeners.size > 0) return;
    ticker.stop();
    tickers.delete(everyMs);
  };
}

function startTicker(everyMs: number) {
  const listeners = new Set<Listener>();
  const timer = setInterval(() => {
    const now = new Date();
    for (const listener of listeners) listener(now);
  }, everyMs);
  const ticker = { listeners, stop: () => clearInterval(timer) };
  tickers.set(everyMs, ticker);
  return ticker;
}
