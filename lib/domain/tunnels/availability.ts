import type { TunnelStatus } from "./tunnel-view";

/** A tunnel took this status at this instant. */
export interface TunnelTransition {
  at: Date;
  status: TunnelStatus;
}

export interface TimeRange {
  from: Date;
  to: Date;
}

/** A stretch of time with one status; `to` is exclusive. */
export interface StatusSpan extends TimeRange {
  status: TunnelStatus;
}

export interface Availability {
  upMs: number;
  downMs: number;
  /** Time nobody watched; it counts neither way. */
  unknownMs: number;
  /** Up time as a part of known time, 0 … 1; null when nothing is known. */
  fraction: number | null;
}

/** How much of the known time in the range the tunnel was up. Transitions may be in any order and reach outside the range. */
export function availability(transitions: readonly TunnelTransition[], range: TimeRange): Availability {
  const sums: Record<TunnelStatus, number> = { UP: 0, DOWN: 0, UNKNOWN: 0 };
  for (const span of statusSpans(transitions, range)) sums[span.status] += span.to.getTime() - span.from.getTime();
  const knownMs = sums.UP + sums.DOWN;
  return {
    upMs: sums.UP,
    downMs: sums.DOWN,
    unknownMs: sums.UNKNOWN,
    fraction: knownMs === 0 ? null : sums.UP / knownMs,
  };
}

/**
 * The range cut where the status changes, without gaps or empty spans, in order of time: the 24 h strip draws these.
 * Before the first transition the status is unknown; the last one lasts to the end of the range.
 */
export function statusSpans(transitions: readonly TunnelTransition[], range: TimeRange): StatusSpan[] {
  const spans: StatusSpan[] = [];
  let status: TunnelStatus = "UNKNOWN";
  let from = range.from;
  const add = (to: Date) => {
    if (to <= from) return;
    const last = spans.at(-1);
    if (last?.status === status) last.to = to;
    else spans.push({ status, from, to });
    from = to;
  };
  for (const transition of inOrder(transitions)) {
    if (transition.at >= range.to) break;
    add(transition.at);
    status = transition.status;
  }
  add(range.to);
  return spans;
}

/** Transitions of a connection out of those of its tunnels: UP while any tunnel is, unknown when that cannot be told. */
export function combineTransitions(tunnels: readonly (readonly TunnelTransition[])[]): TunnelTransition[] {
  const current = tunnels.map((): TunnelStatus => "UNKNOWN");
  const events = tunnels.flatMap((list, tunnel) => list.map((transition) => ({ ...transition, tunnel })));
  const combined: TunnelTransition[] = [];
  for (const { at, status, tunnel } of inOrder(events)) {
    current[tunnel] = status;
    const together = anyUp(current);
    const last = combined.at(-1);
    if (last?.at.getTime() === at.getTime()) last.status = together;
    else if (last?.status !== together) combined.push({ at, status: together });
  }
  return combined;
}

function anyUp(statuses: readonly TunnelStatus[]): TunnelStatus {
  if (statuses.includes("UP")) return "UP";
  return statuses.includes("UNKNOWN") ? "UNKNOWN" : "DOWN";
}

function inOrder<T extends { at: Date }>(transitions: readonly T[]): T[] {
  return [...transitions].sort((a, b) => a.at.getTime() - b.at.getTime());
}
