import { expect, test } from "vitest";
import { countDelta, countImpacts } from "./count-delta";

test("an object that is made anew is counted neither as made nor as removed", () => {
  const diffs = (["create", "create", "update", "replace", "remove"] as const).map((operation) => ({ operation }));
  expect(countDelta(diffs)).toEqual({ create: 2, update: 1, replace: 1, remove: 1 });
});

test("calls are counted by impact, the worst first; waits and questions touch nothing themselves", () => {
  const steps = [
    { type: "call", impact: 1 },
    { type: "wait", impact: 0 },
    { type: "call", impact: 3 },
    { type: "confirm", impact: 0 },
    { type: "call", impact: 1 },
  ] as const;
  expect(countImpacts(steps)).toEqual([
    { impact: 3, count: 1 },
    { impact: 1, count: 2 },
  ]);
});
