import { expect, test } from "vitest";
import { parseSimulator, parseTags } from "./simulator-search";

test("tags are read as they are written, with = inside of a value", () => {
  expect(parseTags("team=net, site = leeds,,note=a=b, empty=")).toEqual([
    { key: "team", value: "net" },
    { key: "site", value: "leeds" },
    { key: "note", value: "a=b" },
    { key: "empty", value: "" },
  ]);
  expect(parseTags("")).toEqual([]);
});

test.each(["team", "=net", "team=net, site"])("%j is refused", (text) => {
  expect(parseTags(text)).toBeNull();
});

test("an address that says nothing, or nonsense, is an empty form", () => {
  const empty = { environmentId: "", kind: "vpn-connection", impact: 2, tags: "" };
  expect(parseSimulator({})).toEqual(empty);
  expect(parseSimulator({ kind: "tunnel", impact: "9", environment: ["a", "b"] })).toEqual(empty);
});
