import { expect, test } from "vitest";
import { safeNext } from "./safe-next";

test("a page of the console is gone back to with its query", () => {
  expect(safeNext("/seoul/connections?sort=name")).toBe("/seoul/connections?sort=name");
});

test.each([
  "https://evil.example",
  "//evil.example",
  "/\\evil.example",
  "/\t/evil.example",
  "/.//evil.example",
  "javascript:alert(1)",
  "",
  undefined,
])("%j leads to the front page, not out of the console", (next) => {
  expect(safeNext(next)).toBe("/");
});

test("signing in does not lead back to signing in", () => {
  expect(safeNext("/sign-in?next=/sign-in")).toBe("/");
});
