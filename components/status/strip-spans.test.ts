import { expect, test } from "vitest";
import { stripSpans } from "./strip-spans";

const from = new Date("2026-11-19T14:00:00Z");
const to = new Date("2026-11-20T14:00:00Z");
const hours = (count: number) => new Date(from.getTime() + count * 3_600_000);

test("a state from before the window reaches into it", () => {
  expect(stripSpans([{ at: hours(-30), state: "up" }], { from, to })).toEqual([{ state: "up", from: 0, to: 1 }]);
});

test("what was before the first reading is unknown, not down", () => {
  expect(stripSpans([{ at: hours(12), state: "up" }], { from, to })).toEqual([
    { state: "unknown", from: 0, to: 0.5 },
    { state: "up", from: 0.5, to: 1 },
  ]);
  expect(stripSpans([], { from, to })).toEqual([{ state: "unknown", from: 0, to: 1 }]);
});

test("an outage keeps its place and its length", () => {
  const changes = [
    { at: hours(-1), state: "up" as const },
    { at: hours(6), state: "down" as const },
    { at: hours(9), state: "up" as const },
  ];
  expect(stripSpans(changes, { from, to })[1]).toEqual({ state: "down", from: 0.25, to: 0.375 });
});

test("two readings of one state are one span", () => {
  const changes = [
    { at: hours(-1), state: "up" as const },
    { at: hours(6), state: "up" as const },
  ];
  expect(stripSpans(changes, { from, to })).toHaveLength(1);
});
