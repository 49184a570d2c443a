import type { Datum } from "../../telemetry/statistics";

/** One statistic over the values that fall into a period. */
export type Statistic = (data: Datum[]) => number;

/** A statistic by CloudWatch's name for it: `Average`, `p99.9`. Undefined for one that there is not, or that is not simulated. */
export function statisticNamed(name: string): Statistic | undefined {
  if (Object.hasOwn(basic, name)) return basic[name];
  const share = /^p(\d{1,2}(?:\.\d{1,10})?|100)$/.exec(name)?.[1];
  return share === undefined ? undefined : (data) => percentile(data, Number(share));
}

/** The five statistics that GetMetricStatistics has names for. */
export const basicNames = ["Average", "Maximum", "Minimum", "SampleCount", "Sum"] as const;

const basic: Record<string, Statistic> = {
  Average: (data) => total(data, "sum") / total(data, "count"),
  Maximum: (data) => Math.max(...data.map(({ max }) => max)),
  Minimum: (data) => Math.min(...data.map(({ min }) => min)),
  SampleCount: (data) => total(data, "count"),
  Sum: (data) => total(data, "sum"),
};

function total(data: Datum[], member: "sum" | "count"): number {
  return data.reduce((sum, datum) => sum + datum[member], 0);
}

/** The value that this share of samples does not exceed. Of a statistic set the average stands for all its samples (ours). */
function percentile(data: Datum[], share: number): number {
  const sets = data.map(({ sum, count }) => ({ value: sum / count, count })).sort((a, b) => a.value - b.value);
  const wanted = (total(data, "count") * share) / 100;
  let seen = 0;
  for (const { value, count } of sets) {
    seen += count;
    if (seen >= wanted) return value;
  }
  return sets.at(-1)?.value ?? Number.NaN;
}
