import { type Datum, type Periods, periodStart } from "../../telemetry/statistics";

const dayMs = 86_400_000;

/** Values gathered by period, the oldest first. */
export function byPeriod(data: Datum[], periods: Periods) {
  const groups = new Map<number, Datum[]>();
  for (const datum of data) {
    const atMs = periodStart(datum.atMs, periods);
    const group = groups.get(atMs);
    if (group) group.push(datum);
    else groups.set(atMs, [datum]);
  }
  return [...groups].map(([atMs, group]) => ({ atMs, data: group }));
}

/** CloudWatch has periods of 1, 5, 10, 20 and 30 seconds and of whole minutes (GetMetricData, "Period"). */
export function isPeriod(seconds: number): boolean {
  return [1, 5, 10, 20, 30].includes(seconds) || (seconds > 0 && seconds % 60 === 0);
}

/** Older values are kept in longer periods only; a shorter one finds nothing there (GetMetricStatistics, "Period"). */
export function shortestPeriodSeconds(ageMs: number): number {
  if (ageMs > 63 * dayMs) return 3600;
  if (ageMs > 15 * dayMs) return 300;
  return 1;
}

/** CloudWatch rounds the beginning down to what it keeps: a minute, five minutes, an hour (GetMetricData, "StartTime"). */
export function roundStart(startMs: number, ageMs: number): number {
  const stepMs = Math.max(60, shortestPeriodSeconds(ageMs)) * 1000;
  return Math.floor(startMs / stepMs) * stepMs;
}
