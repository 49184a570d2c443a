import { expect, test } from "vitest";
import { name } from "./fields";

test.each(["서울 본사", "مكتب", "Müller's <site> 🚇", "x".repeat(255)])("a name may be %s", (text) => {
  expect(name().safeParse(text).success).toBe(true);
});

test.each([
  ["a line break", "leeds\nno shutdown"],
  ["a mark that turns the reading direction", "leeds\u202Egnp"],
  ["more than EC2 keeps", "x".repeat(256)],
  ["nothing but spaces", "   "],
])("a name with %s is refused", (_, text) => {
  expect(name().safeParse(text).success).toBe(false);
});
