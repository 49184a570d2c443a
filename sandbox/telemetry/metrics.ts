import type { World } from "../world";
import { includes, keptMs, type Series } from "./levels";
import { namespaceOf } from "./namespaces";
import { type Datum, type Periods, publishedData } from "./statistics";

/** A metric as CloudWatch lists it: one set of dimensions, behind which stand one or more series. */
export type Metric = { namespace: string; metric: string; dimensions: Record<string, string>; series: Series[] };

/** Every metric under every set of dimensions it is published with, in the order it was first recorded. */
export function listMetrics(world: World, wanted: { namespace?: string; metric?: string }): Metric[] {
  const found = new Map<string, Metric>();
  for (const series of world.series.values()) {
    const { namespace, metric } = series;
    if (wanted.namespace !== undefined && wanted.namespace !== namespace) continue;
    if (wanted.metric !== undefined && wanted.metric !== metric) continue;
    for (const dimensions of publishedUnder(series)) {
      const key = JSON.stringify([namespace, metric, dimensions]);
      const known = found.get(key) ?? { namespace, metric, dimensions, series: [] };
      known.series.push(series);
      found.set(key, known);
    }
  }
  return [...found.values()];
}

/** The series behind exactly this metric; none when it does not exist. */
export function seriesBehind(world: World, { namespace, metric, dimensions }: Omit<Metric, "series">): Series[] {
  const names = Object.keys(dimensions).sort().join();
  const sets = namespaceOf(namespace)?.dimensionSets;
  if (sets && !sets.some((set) => [...set].sort().join() === names)) return [];
  return candidates(world, namespace, metric, dimensions).filter(
    (series) =>
      includes(series.dimensions, dimensions) &&
      (sets !== undefined || Object.keys(series.dimensions).length === Object.keys(dimensions).length),
  );
}

/**
 * What was published of a metric between two times, the oldest first, for gathering by these periods. Of a sum of several
 * series each has its own value.
 */
export function dataOf(
  world: World,
  series: Series[],
  { fromMs, toMs, periods }: { fromMs: number; toMs: number; periods: Periods },
): Datum[] {
  const { nowMs } = world;
  const data = series.flatMap((one) => {
    const everyMs = (namespaceOf(one.namespace)?.everySeconds ?? 300) * 1000;
    return publishedData(one, { fromMs: Math.max(fromMs, nowMs - keptMs), toMs, nowMs, everyMs, periods });
  });
  return series.length > 1 ? data.sort((a, b) => a.atMs - b.atMs) : data;
}

function publishedUnder({ namespace, dimensions }: Series): Record<string, string>[] {
  const sets = namespaceOf(namespace)?.dimensionSets ?? [Object.keys(dimensions)];
  return sets
    .filter((set) => set.every((name) => Object.hasOwn(dimensions, name)))
    .map((set) => Object.fromEntries(set.map((name) => [name, dimensions[name] ?? ""])));
}

/** Series by one of their dimension values, so that 500 queries do not walk through 60,000 series 500 times. */
const indexes = new WeakMap<World, { size: number; byValue: Map<string, Series[]> }>();

function candidates(world: World, namespace: string, metric: string, dimensions: Record<string, string>): Series[] {
  const known = indexes.get(world);
  const index = known?.size === world.series.size ? known : buildIndex(world);
  const [value = ""] = Object.values(dimensions);
  return index.byValue.get(JSON.stringify([namespace, metric, value])) ?? [];
}

/** Series are never taken away, so that a count tells whether the index is complete. */
function buildIndex(world: World) {
  const byValue = new Map<string, Series[]>();
  for (const series of world.series.values())
    for (const value of new Set(["", ...Object.values(series.dimensions)])) {
      const key = JSON.stringify([series.namespace, series.metric, value]);
      const list = byValue.get(key);
      if (list) list.push(series);
      else byValue.set(key, [series]);
    }
  const index = { size: world.series.size, byValue };
  indexes.set(world, index);
  return index;
}
