import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { byPeriod } from "../services/cloudwatch/periods";
import { statisticNamed } from "../services/cloudwatch/statistic";
import { present } from "../test-bench";
import type { Series } from "./levels";
import { type Datum, lastMeasuredMs, publishedData } from "./statistics";

const minute = 60_000;
const everyMs = 5 * minute;
const series = (kind: Series["kind"], ...points: number[]): Series => ({
  namespace: "n",
  metric: "m",
  dimensions: {},
  kind,
  points,
});
const statistics = {
  SampleCount: present(statisticNamed("SampleCount")),
  Sum: present(statisticNamed("Sum")),
  Maximum: present(statisticNamed("Maximum")),
  p50: present(statisticNamed("p50")),
};
const published = (one: Series, nowMs = 60 * minute) =>
  publishedData(one, { fromMs: 0, toMs: 60 * minute, nowMs, everyMs });

describe("what is published of a level", () => {
  test("an interval in which it changed has both values, and their average by time", () => {
    const [first] = published(series("level", 0, 1, 4 * minute, 0), everyMs);
    expect(first).toEqual({ atMs: 0, count: 5, sum: 4, min: 0, max: 1 });
  });

  test("an interval is published when it is over, and not before", () => {
    expect(published(series("level", 0, 1), everyMs - 1)).toEqual([]);
    expect(published(series("level", 0, 1), everyMs)).toHaveLength(1);
  });

  test("nothing is published of the time before the first value and after the end", () => {
    const data = published(series("level", 12 * minute, 1, 22 * minute, Number.NaN));
    expect(data.map(({ atMs, count }) => [atMs / minute, count])).toEqual([
      [10, 3],
      [15, 5],
      [20, 2],
    ]);
  });

  test("the shortest change is seen in Minimum and Maximum", () => {
    const data = published(series("level", 0, 1, 7 * minute, 0, 7 * minute + 1, 1));
    expect(data[1]).toMatchObject({ min: 0, max: 1 });
  });
});

test("a rate adds up over an interval, over its changes too", () => {
  const data = published(series("rate", 0, 100, 6 * minute, 10), 10 * minute);
  expect(data.map(({ sum }) => sum)).toEqual([30_000, 60 * 100 + 4 * 60 * 10]);
});

test("a count stands in the interval in which it happened, and no count is nought", () => {
  const data = published(series("count", 6 * minute, 2, 7 * minute, 1, 16 * minute, 5), 20 * minute);
  expect(data.map(({ atMs, sum }) => [atMs / minute, sum])).toEqual([
    [5, 3],
    [10, 0],
    [15, 5],
  ]);
});

test("a series was last measured now, or when it ended", () => {
  expect(lastMeasuredMs(series("level", 0, 1), 99)).toBe(99);
  expect(lastMeasuredMs(series("level", 0, 1, 50, Number.NaN), 99)).toBe(50);
  expect(lastMeasuredMs(series("count", 10, 1), 99)).toBe(10);
  expect(lastMeasuredMs(series("level"), 99)).toBeUndefined();
});

/** Changes of a level in the course of time: `[at, value, …]`. */
const courses = fc
  .array(
    fc.tuple(
      fc.integer({ min: 1, max: 30 * minute }),
      fc.oneof(fc.integer({ min: 0, max: 9 }), fc.constant(Number.NaN)),
    ),
    { maxLength: 20 },
  )
  .map((changes) => {
    let atMs = 0;
    return changes.flatMap(([ms, value]) => {
      atMs += ms;
      return [atMs, value];
    });
  });

test("whatever happened, an average lies between Minimum and Maximum, and intervals do not overlap", () => {
  fc.assert(
    fc.property(courses, (points) => {
      const nowMs = (points.at(-2) ?? 0) + everyMs;
      const data = publishedData(series("level", ...points), { fromMs: 0, toMs: nowMs, nowMs, everyMs });
      for (const { sum, count, min, max } of data) {
        expect(sum / count).toBeGreaterThanOrEqual(min - 1e-9);
        expect(sum / count).toBeLessThanOrEqual(max + 1e-9);
      }
      expect(new Set(data.map((datum) => datum.atMs)).size).toBe(data.length);
    }),
  );
});

test("what is put together for a period says the same of it as its intervals one by one", () => {
  fc.assert(
    fc.property(courses, fc.constantFrom("level", "rate"), fc.integer({ min: 1, max: 12 }), (points, kind, length) => {
      const toMs = (points.at(-2) ?? 0) + 300 * minute;
      const span = { fromMs: 0, toMs, nowMs: toMs, everyMs };
      const periods = { periodMs: length * everyMs, originMs: 0 };
      const perPeriod = (data: Datum[]) =>
        byPeriod(data, periods).map((period) => ({
          atMs: period.atMs,
          count: statistics.SampleCount(period.data),
          sum: Math.round(statistics.Sum(period.data) * 1000),
          max: statistics.Maximum(period.data),
          median: statistics.p50(period.data),
        }));
      const one = series(kind, ...points);
      const together = publishedData(one, { ...span, periods });
      expect(perPeriod(together)).toEqual(perPeriod(publishedData(one, span)));
    }),
  );
});

test("a year in which nothing happened is a value for each period, not for each interval", () => {
  const year = 365 * 24 * 60 * minute;
  const periods = { periodMs: 24 * 60 * minute, originMs: 0 };
  const data = publishedData(series("level", 0, 1), { fromMs: 0, toMs: year, nowMs: year, everyMs, periods });
  expect(data).toHaveLength(365);
  expect(data[0]).toEqual({ atMs: 0, count: 1440, sum: 1440, min: 1, max: 1 });
});
