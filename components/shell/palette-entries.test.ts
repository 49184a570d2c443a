import { expect, test } from "vitest";
import { scoreEntry } from "./palette-entries";

test("an exact id stands before one that begins with it, and that before one that contains it", () => {
  const scores = ["203.0.113.7", "203.0.113.71", "1203.0.113.7"].map((label) => scoreEntry(label, "203.0.113.7"));
  expect(scores).toEqual([...scores].sort((a, b) => b - a));
  expect(new Set(scores).size).toBe(3);
});

test("letters that only stand in the right order do not match", () => {
  expect(scoreEntry("203.0.113.71", "2371")).toBe(0);
});

test("every word must be found, in the label or in a keyword", () => {
  expect(scoreEntry("leeds", "leeds 203.0", ["203.0.113.71"])).toBeGreaterThan(0);
  expect(scoreEntry("leeds", "leeds 10.0", ["203.0.113.71"])).toBe(0);
});

test("an empty search shows everything", () => {
  expect(scoreEntry("leeds", "  ")).toBe(1);
});
