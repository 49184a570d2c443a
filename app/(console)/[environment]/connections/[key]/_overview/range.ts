import type { TimeRange } from "@/lib/domain/tunnels/availability";

export const rangeNames = ["24h", "7d", "30d"] as const;
export type RangeName = (typeof rangeNames)[number];

const dayMs = 24 * 60 * 60 * 1000;
const lengthsMs: Record<RangeName, number> = { "24h": dayMs, "7d": 7 * dayMs, "30d": 30 * dayMs };

/** The range an address asks for; a day where it asks for none that there is. */
export function parseRange(text: unknown): RangeName {
  return rangeNames.find((name) => name === text) ?? "24h";
}

export function rangeUntil(name: RangeName, now: Date): TimeRange {
  return { from: new Date(now.getTime() - lengthsMs[name]), to: now };
}
