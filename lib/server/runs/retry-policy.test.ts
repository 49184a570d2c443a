import { expect, test } from "vitest";
import { backoffSeconds, lookAgainMs, reactTo } from "./retry-policy";

const create = { operation: "create", attempts: 1, hasNaturalId: false, longestSeconds: 600 } as const;
const remove = { operation: "remove", attempts: 1, hasNaturalId: false, longestSeconds: 600 } as const;

test("what EC2 refuses for good fails at once", () => {
  for (const category of ["invalid", "denied", "credentials", "account", "unsupported", "limit"] as const) {
    expect(reactTo({ ...create, category })).toBe("fail");
  }
});

test("an answer that never came is looked for and never simply asked again", () => {
  for (const category of ["unreachable", "server"] as const) {
    expect(reactTo({ ...create, category })).toBe("look");
    expect(reactTo({ ...create, category, attempts: 5 })).toBe("fail");
  }
});

test("a removal that EC2 knows nothing of is believed only after a look, a change of it fails", () => {
  expect(reactTo({ ...remove, category: "gone" })).toBe("look");
  expect(reactTo({ ...remove, operation: "update", category: "gone" })).toBe("fail");
});

test("a removal waits for what still uses the object as long as EC2 may take, a creation two minutes", () => {
  expect(reactTo({ ...remove, category: "dependency", attempts: 30 })).toBe("retry");
  expect(reactTo({ ...create, category: "dependency", attempts: 30 })).toBe("fail");
  expect(reactTo({ ...remove, category: "dependency", attempts: 60 })).toBe("fail");
});

test("what exists already is the thing itself only if its ends name it, or if an earlier call may have made it", () => {
  expect(reactTo({ ...create, category: "duplicate" })).toBe("fail");
  expect(reactTo({ ...create, category: "duplicate", attempts: 2 })).toBe("look");
  expect(reactTo({ ...create, category: "duplicate", hasNaturalId: true })).toBe("settle");
});

test("tries back off to a quarter of a minute", () => {
  expect([1, 2, 3, 4, 5, 9].map(backoffSeconds)).toEqual([1, 2, 4, 8, 15, 15]);
});

test("a look comes late by a twelfth of what it waits for at most, and seldom in a long wait", () => {
  const next = (elapsedMs: number, isSandbox = false) => lookAgainMs({ elapsedMs, isSandbox });
  expect([0, 36_000, 3_600_000].map((elapsedMs) => next(elapsedMs))).toEqual([1000, 3000, 10_000]);
  expect([0, 6_000, 3_600_000].map((elapsedMs) => next(elapsedMs, true))).toEqual([250, 500, 1000]);
});
