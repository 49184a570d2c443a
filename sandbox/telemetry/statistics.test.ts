import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Series } from "./levels";
import { lastMeasuredMs, publishedData } from "./statistics";

const minute = 60_000;
const everyMs = 5 * minute;
const series = (kind: Series["kind"], ...points: number[]): Series => ({
  namespace: "n",
  metric: "m",
  dimensions: {},
  kind,
  points,
});
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

test("whatever happened, an average lies between Minimum and Maximum, and intervals do not overlap", () => {
  const change = fc.tuple(
    fc.integer({ min: 1, max: 30 * minute }),
    fc.oneof(fc.integer({ min: 0, max: 9 }), fc.constant(Number.NaN)),
  );
  fc.assert(
    fc.property(fc.array(change, { maxLength: 20 }), (changes) => {
      let atMs = 0;
      const points = changes.flatMap(([ms, value]) => {
        atMs += ms;
        return [atMs, value];
      });
      const data = publishedData(series("level", ...points), {
        fromMs: 0,
        toMs: atMs + everyMs,
        nowMs: atMs + everyMs,
        everyMs,
      });
      for (const { sum, count, min, max } of data) {
        expect(sum / count).toBeGreaterThanOrEqual(min - 1e-9);
        expect(sum / count).toBeLessThanOrEqual(max + 1e-9);
      }
      expect(new Set(data.map((datum) => datum.atMs)).size).toBe(data.length);
    }),
  );
});
