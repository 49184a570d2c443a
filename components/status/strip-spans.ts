/** What a tunnel was between two instants. `gap` is no reading: it is drawn as such, never guessed. */
export type StripState = "up" | "down" | "unknown" | "pending" | "never-up";

export interface StripChange {
  at: Date | string;
  state: StripState;
}

export interface StripSpan {
  state: StripState;
  /** Share of the strip's length, 0 to 1. */
  from: number;
  to: number;
}

interface StripWindow {
  from: Date;
  to: Date;
}

/**
 * Cuts a tunnel's changes (in order of time) to a window. Before the first change nothing is known, unless one lies
 * before the window: its state reaches into it.
 */
export function stripSpans(changes: readonly StripChange[], window: StripWindow): StripSpan[] {
  const start = window.from.getTime();
  const length = window.to.getTime() - start;
  if (length <= 0) throw new Error("a strip needs a window of some length");
  const share = (instant: number) => Math.min(1, Math.max(0, (instant - start) / length));

  const before: StripChange = { at: window.from, state: "unknown" };
  const spans = [before, ...changes].map((change, index): StripSpan => {
    const next = changes[index];
    const from = index === 0 ? start : new Date(change.at).getTime();
    return { state: change.state, from: share(from), to: next ? share(new Date(next.at).getTime()) : 1 };
  });
  return joinEqual(spans.filter(({ from, to }) => to > from));
}

function joinEqual(spans: StripSpan[]): StripSpan[] {
  const joined: StripSpan[] = [];
  for (const span of spans) {
    const last = joined[joined.length - 1];
    if (last !== undefined && last.state === span.state) last.to = span.to;
    else joined.push({ ...span });
  }
  return joined;
}
