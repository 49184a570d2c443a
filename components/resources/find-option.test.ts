import { expect, test } from "vitest";
import { findOption } from "./find-option";

const option = (name: string, detail: string) => ({ key: `customer-gateway/${name}`, name, detail });
const options = [
  option("site-1", "3.37.0.1 · cgw-0a"),
  option("site-10", "3.37.0.10 · cgw-0b"),
  option("leeds", "192.0.2.25 · cgw-0c"),
];

test.each([
  ["its whole label", "leeds · 192.0.2.25 · cgw-0c", "leeds"],
  ["its name, though another begins with it", "site-1", "site-1"],
  ["a part of its id", "CGW-0b", "site-10"],
  ["its address", "192.0.2.25", "leeds"],
])("finds an option by %s", (_, typed, name) => {
  expect(findOption(options, typed)?.name).toBe(name);
});

test("takes none of several, and none that nobody named", () => {
  expect(findOption(options, "site")).toBeUndefined();
  expect(findOption(options, "osaka")).toBeUndefined();
});
