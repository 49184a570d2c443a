import type { World } from "../world";

/** What a metric is called: CloudWatch knows a metric by its namespace, its name and exactly these dimensions. */
export type MetricName = { namespace: string; metric: string; dimensions: Readonly<Record<string, string>> };

/**
 * What was measured, as `[at, value, at, value, …]` with times in milliseconds since 1970. A level or rate holds from its
 * time until the next one, NaN says that nothing is measured any more; a count happens at its time. Statistics are worked
 * out when somebody asks, so a world with thousands of tunnels pays nothing while time passes.
 */
export type Series = MetricName & { kind: "level" | "rate" | "count"; points: number[] };

/** CloudWatch keeps hourly values for 455 days (CloudWatch user guide, "Metrics retention"). */
export const keptMs = 455 * 86_400_000;

/** Says that a metric has this value from now on: a state, a number of sessions. */
export function recordLevel(world: World, name: MetricName, value: number): void {
  const series = seriesOf(world, "level", name);
  if (!Object.is(series.points.at(-1), value)) put(series, world.nowMs, value);
}

/** Says that a quantity grows by this much in a second from now on: bytes, packets. Statistics add it up. */
export function recordRate(world: World, name: MetricName, perSecond: number): void {
  const series = seriesOf(world, "rate", name);
  if (!Object.is(series.points.at(-1), perSecond)) put(series, world.nowMs, perSecond);
}

/** Counts what happens in one moment, as a refused sign-in: it stands in the period it happened in. */
export function recordCount(world: World, name: MetricName, count: number): void {
  const series = seriesOf(world, "count", name);
  const sameMoment = series.points.at(-2) === world.nowMs ? (series.points.at(-1) ?? 0) : 0;
  put(series, world.nowMs, sameMoment + count);
}

/** Ends every metric whose dimensions include these: what they measured is gone, and nothing is published any more. */
export function endSeries(world: World, namespace: string, dimensions: Record<string, string>): void {
  for (const series of world.series.values()) {
    if (series.namespace !== namespace || series.kind === "count" || !includes(series.dimensions, dimensions)) continue;
    if (!Number.isNaN(series.points.at(-1))) put(series, world.nowMs, Number.NaN);
  }
}

/** Whether a metric has all of these dimension values, and maybe more. */
export function includes(dimensions: Record<string, string>, wanted: Record<string, string>): boolean {
  return Object.entries(wanted).every(([name, value]) => dimensions[name] === value);
}

function seriesOf(world: World, kind: Series["kind"], { namespace, metric, dimensions }: MetricName): Series {
  const key = keyOf(namespace, metric, dimensions);
  const known = world.series.get(key);
  if (known && known.kind !== kind) throw new Error(`${metric} is a ${known.kind}, recorded as a ${kind}`);
  if (known) return known;
  const series: Series = { namespace, metric, dimensions, kind, points: [] };
  world.series.set(key, series);
  return series;
}

/** Every value of every tunnel asks for one, so it is put together by hand. No name or value has a line end. */
function keyOf(namespace: string, metric: string, dimensions: MetricName["dimensions"]): string {
  const names = Object.keys(dimensions).sort();
  return [namespace, metric, ...names, ...names.map((name) => dimensions[name])].join("\n");
}

/** Of several values in one moment the last one holds. */
function put(series: Series, atMs: number, value: number): void {
  const { points } = series;
  // Most have one value for good: a list of two takes a quarter of the room of one that was pushed to.
  if (points.length === 0) {
    series.points = [atMs, value];
    return;
  }
  if (points.at(-2) === atMs) points.splice(-2, 2);
  points.push(atMs, value);
  // In blocks, so that a tunnel that flaps for a year does not move its whole past at each change.
  if (points.length >= pointsMax && (points[pointsMax / 2] ?? 0) < atMs - keptMs) points.splice(0, pointsMax / 2);
}

const pointsMax = 4096;
