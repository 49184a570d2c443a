import fc from "fast-check";
import { expect, it } from "vitest";
import { kindInKey, nameInKey, newKey } from "./key";

it.each([
  ["leeds", "leeds"],
  ["서울 본사", "서울-본사"],
  ["大阪/支社", "大阪-支社"],
  ["a\u0000b\nc", "a-b-c"],
  ["private-a:10.60.0.0/16", "private-a:10.60.0.0-16"],
  ["..", "unnamed"],
  ["//", "unnamed"],
])("the name %j becomes %j", (name, slug) => expect(newKey("vpc", name, new Set())).toBe(`vpc/${slug}`));

it("a taken key gets the next free number", () => {
  expect(newKey("vpc", "core", new Set(["vpc/core", "vpc/core-2"]))).toBe("vpc/core-3");
});

it("no name breaks a path, and no two resources share a key", () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: "grapheme", maxLength: 300 }), { maxLength: 8 }), (names) => {
      const taken = new Set<string>();
      for (const name of names) {
        const key = newKey("subnet", name, taken);
        expect(taken.has(key)).toBe(false);
        expect(kindInKey(key)).toBe("subnet");
        expect(nameInKey(key)).not.toMatch(/[\s/?#%\\\p{Cc}]/u);
        expect(nameInKey(key)).not.toMatch(/^\.{0,2}$/);
        expect(decodeURIComponent(encodeURIComponent(key))).toBe(key);
        taken.add(key);
      }
    }),
  );
});
