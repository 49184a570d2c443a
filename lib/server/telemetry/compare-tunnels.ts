import "server-only";
import type { TunnelStatus } from "@/lib/domain/tunnels/tunnel-view";

/** What EC2 said of one tunnel just now. */
export interface TunnelReport {
  connectionId: string;
  outsideIpAddress: string;
  /** 1 or 2, by EC2's order of the tunnel options. */
  ordinal: number;
  /** Null when EC2 sent no telemetry for it. */
  telemetry: {
    status: TunnelStatus;
    statusMessage: string;
    acceptedRouteCount: number;
    lastStatusChange: Date | null;
  } | null;
}

/** What the table holds of one tunnel. */
export interface TunnelRecord {
  status: TunnelStatus;
  statusMessage: string;
  acceptedRouteCount: number;
  since: Date | null;
  firstUpAt: Date | null;
  readAt: Date | null;
}

export interface TunnelStep {
  record: TunnelRecord;
  /** Set when the status is not the one before. */
  transition: { at: Date; fromStatus: TunnelStatus; toStatus: TunnelStatus } | null;
}

/** EC2's clock and ours differ a little; a change that lies further ahead is not believed. */
const CLOCK_SKEW_MAX_MS = 60_000;

/** Both tunnels of a connection begin at the same time, give or take the minutes EC2 takes for each. */
const TWIN_START_MAX_MS = 10 * 60_000;

const UNREAD: TunnelRecord = {
  status: "UNKNOWN",
  statusMessage: "",
  acceptedRouteCount: 0,
  since: null,
  firstUpAt: null,
  readAt: null,
};

/**
 * The next record of a tunnel, out of its last one and EC2's report. Without telemetry it keeps what was read last, with the
 * time of then. `sibling` is what EC2 says of the other tunnel now.
 */
export function compareTunnel(
  before: TunnelRecord | null,
  report: TunnelReport,
  { readAt, sibling }: { readAt: Date; sibling: TunnelReport["telemetry"] },
): TunnelStep {
  const last = before ?? UNREAD;
  const { telemetry } = report;
  if (!telemetry) return { record: last, transition: null };

  const { status, statusMessage, acceptedRouteCount, lastStatusChange } = telemetry;
  const isDifferent = last.status !== status;
  const since = isDifferent ? beginOf(lastStatusChange, last.since, readAt, before !== null) : last.since;
  const wasUp = last.firstUpAt ?? (status === "UP" ? since : null);
  const firstUpAt = wasUp ?? (before?.readAt ? null : upBeforeFirstSight(telemetry, sibling));
  return {
    record: { status, statusMessage, acceptedRouteCount, since, firstUpAt, readAt },
    transition: isDifferent ? { at: since ?? readAt, fromStatus: last.status, toStatus: status } : null,
  };
}

/**
 * When the present status began. EC2's LastStatusChange, unless it cannot be: ahead of our clock, or not after the status
 * before it. At first sight any past time will do, since there is nothing that it could contradict.
 */
function beginOf(reported: Date | null, previous: Date | null, readAt: Date, wasSeen: boolean): Date {
  if (!reported || reported.getTime() > readAt.getTime() + CLOCK_SKEW_MAX_MS) return readAt;
  if (wasSeen && previous && reported <= previous) return readAt;
  return reported;
}

/**
 * EC2 does not say whether a tunnel that is DOWN when we first see it has ever been up. But both begin DOWN together: one that
 * changed well after the other had changed already was something else in between, which can only be UP. Of two that are DOWN
 * and changed at different times the earlier stays in doubt; "down" is then true in any case, "never up" would be our guess.
 */
function upBeforeFirstSight(
  { status, lastStatusChange }: NonNullable<TunnelReport["telemetry"]>,
  sibling: TunnelReport["telemetry"],
): Date | null {
  if (status !== "DOWN" || !lastStatusChange || !sibling?.lastStatusChange) return null;
  const laterMs = lastStatusChange.getTime() - sibling.lastStatusChange.getTime();
  if (laterMs > TWIN_START_MAX_MS) return lastStatusChange;
  return laterMs < -TWIN_START_MAX_MS && sibling.status === "DOWN" ? lastStatusChange : null;
}
