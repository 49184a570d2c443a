import fc from "fast-check";
import { expect, test } from "vitest";
import { matchesWildcard, readWildcard } from "./wildcard";

const matches = (pattern: string, value: string) => matchesWildcard(readWildcard(pattern), value);

test("* is any text, ? any one character, and a backslash takes the meaning of both away", () => {
  expect(matches("rtb-private-?", "rtb-private-a")).toBe(true);
  expect(matches("rtb-private-?", "rtb-private-ab")).toBe(false);
  expect(matches("*", "")).toBe(true);
  expect(matches("a*c", "abcabc")).toBe(true);
  expect(matches("a*c", "abcab")).toBe(false);
  expect(matches("\\*\\?\\\\", "*?\\")).toBe(true);
  expect(matches("\\*", "x")).toBe(false);
  expect(matches("a.c", "abc")).toBe(false);
});

test("it says what the regular expression of the same meaning says", () => {
  const letters = fc.array(fc.constantFrom("a", "b", "*", "?", "\n"), { maxLength: 8 }).map((all) => all.join(""));
  fc.assert(
    fc.property(letters, letters, (pattern, value) => {
      const source = pattern.replaceAll("*", ".*").replaceAll("?", ".");
      expect(matches(pattern, value)).toBe(new RegExp(`^${source}$`, "s").test(value));
    }),
  );
});

test("a pattern full of wildcards is decided as quickly as any other", () => {
  const started = performance.now();
  expect(matches("*".repeat(1_000_000), "abc")).toBe(true);
  expect(matches(`${"*a".repeat(100)}b`, "a".repeat(5000))).toBe(false);
  expect(performance.now() - started).toBeLessThan(500);
});
