import { expect, test } from "vitest";
import type { LinePattern } from "./health";
import { tunnelLine } from "./tunnel-line";

const patterns: LinePattern[] = ["up", "down", "never-up", "unknown", "pending", "proposed"];

test.each([26, 120])("every state can be told from every other without its colour, %d px long", (width) => {
  const shapes = patterns.map((pattern) => {
    const { spans, dashes, crossAt } = tunnelLine({ pattern, width });
    return JSON.stringify({ spans, dashes, crossAt });
  });
  expect(new Set(shapes).size).toBe(patterns.length);
});

test.each(patterns)("a line that is %s never leaves its length", (pattern) => {
  for (const [from, to] of tunnelLine({ pattern, width: 26 }).spans) {
    expect(from).toBeGreaterThanOrEqual(0);
    expect(to).toBeLessThanOrEqual(26);
    expect(from).toBeLessThan(to);
  }
});
