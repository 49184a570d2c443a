import type { Series } from "./levels";

/** What CloudWatch knows of published values: a statistic set, of one or of several that are alike and follow each other. */
export type Datum = { atMs: number; count: number; sum: number; min: number; max: number };

/** A level is sampled once a minute: that is what SampleCount counts (ours). */
const sampleMs = 60_000;

/** Periods that values are gathered by. They count from `originMs`. */
export type Periods = { periodMs: number; originMs: number };

/**
 * The values that were published of a series, one for each full interval between two times, the first at `fromMs` or
 * after it and the last before `toMs`. An interval is stamped with its beginning and published at its end. Within a
 * period, intervals through which one value held are put together: a year of a tunnel that stayed up has a hundred thousand.
 */
export function publishedData(
  { kind, points }: Series,
  span: { fromMs: number; toMs: number; nowMs: number; everyMs: number; periods?: Periods },
): Datum[] {
  const { everyMs, periods } = span;
  const firstMs = Math.max(span.fromMs, Math.floor((points[0] ?? Number.POSITIVE_INFINITY) / everyMs) * everyMs);
  const lastMs = Math.min(span.toMs, span.nowMs - everyMs + 1);
  const data: Datum[] = [];
  let index = 0;
  for (let atMs = Math.ceil(firstMs / everyMs) * everyMs; atMs < lastMs; ) {
    while ((points[index + 2] ?? Number.POSITIVE_INFINITY) <= atMs) index += 2;
    const endMs = atMs + everyMs;
    const datum =
      kind === "count" ? counted(points, index, atMs, endMs) : held(kind, pieces(points, index, atMs, endMs));
    const [sinceMs = 0, , untilMs = Number.POSITIVE_INFINITY] = points.slice(index, index + 3);
    const isSteady = periods !== undefined && kind !== "count" && sinceMs <= atMs && untilMs >= endMs;
    const alike = isSteady ? intervalsUntil(atMs, Math.min(lastMs, periodEnd(atMs, periods)), everyMs, untilMs) : 1;
    if (datum) data.push({ ...datum, atMs, count: datum.count * alike, sum: datum.sum * alike });
    atMs += alike * everyMs;
  }
  return data;
}

/** How many whole intervals lie between a time and `untilMs`, of those that begin before `endMs`. */
function intervalsUntil(fromMs: number, endMs: number, everyMs: number, untilMs: number): number {
  return Math.min(Math.ceil((endMs - fromMs) / everyMs), Math.floor((untilMs - fromMs) / everyMs));
}

/** The beginning of the period that a time is in. */
export function periodStart(atMs: number, { periodMs, originMs }: Periods): number {
  return originMs + Math.floor((atMs - originMs) / periodMs) * periodMs;
}

function periodEnd(atMs: number, periods: Periods): number {
  return periodStart(atMs, periods) + periods.periodMs;
}

/** The last time at which something was measured; undefined when nothing ever was. */
export function lastMeasuredMs({ kind, points }: Series, nowMs: number): number | undefined {
  if (points.length === 0) return undefined;
  if (kind !== "count" && !Number.isNaN(points.at(-1))) return nowMs;
  return points.at(-2);
}

type Piece = { value: number; ms: number };

/** The values that held during an interval, each with how long it did. */
function pieces(points: number[], start: number, fromMs: number, toMs: number): Piece[] {
  const found: Piece[] = [];
  for (let index = start; index < points.length; index += 2) {
    const [at = 0, value = Number.NaN, until = Number.POSITIVE_INFINITY] = points.slice(index, index + 3);
    if (at >= toMs) break;
    const ms = Math.min(until, toMs) - Math.max(at, fromMs);
    if (ms > 0 && !Number.isNaN(value)) found.push({ value, ms });
  }
  return found;
}

function held(kind: "level" | "rate", found: Piece[]): Omit<Datum, "atMs"> | undefined {
  if (found.length === 0) return undefined;
  const total = found.reduce((sum, { value, ms }) => sum + value * ms, 0);
  if (kind === "rate") {
    const sum = total / 1000;
    return { count: 1, sum, min: sum, max: sum };
  }
  const ms = found.reduce((sum, piece) => sum + piece.ms, 0);
  const count = Math.max(1, Math.round(ms / sampleMs));
  const values = found.map(({ value }) => value);
  return { count, sum: (total / ms) * count, min: Math.min(...values), max: Math.max(...values) };
}

function counted(points: number[], start: number, fromMs: number, toMs: number): Omit<Datum, "atMs"> {
  let sum = 0;
  for (let index = start; index < points.length; index += 2) {
    const [at = 0, count = 0] = points.slice(index, index + 2);
    if (at >= toMs) break;
    if (at >= fromMs) sum += count;
  }
  return { count: 1, sum, min: sum, max: sum };
}
