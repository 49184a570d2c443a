import { expect, test } from "vitest";
import { compileMessages } from "./compile-messages";
import { availableLocales } from "./locales";
import { loadMessages } from "./messages";

test("every message of every language can be compiled", () => {
  for (const locale of availableLocales()) expect(() => compileMessages(loadMessages(locale))).not.toThrow();
});

test("a message that is not ICU is refused", () => {
  expect(() => compileMessages({ nested: { broken: "{count, plural, one {#}" } })).toThrow();
});

test("compiled messages are plain data, which can be sent to the browser", () => {
  const compiled = compileMessages({ count: "{count, plural, one {# tunnel} other {# tunnels}}" });
  expect(compiled).toStrictEqual({ count: [["count", 2, { one: [0, " tunnel"], other: [0, " tunnels"] }]] });
});
