import fc from "fast-check";
import { expect, test } from "vitest";
import { canonicalJson, isSame } from "./canonical";

test("the order of keys does not change the text, and it parses back to the same value", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue({ noUnicodeString: false })), (value) => {
      const plain: Record<string, unknown> = { ...value };
      const reversed = Object.fromEntries(Object.entries(plain).reverse());
      expect(canonicalJson(reversed)).toBe(canonicalJson(plain));
      expect(canonicalJson(JSON.parse(canonicalJson(plain)))).toBe(canonicalJson(plain));
    }),
  );
});

test("a missing member and an undefined one are the same, a null one is not", () => {
  expect(isSame({ a: 1, b: undefined }, { a: 1 })).toBe(true);
  expect(isSame({ a: 1, b: null }, { a: 1 })).toBe(false);
});

test("what JSON cannot carry is refused instead of becoming null", () => {
  expect(() => canonicalJson({ n: Number.NaN })).toThrow("NaN");
  expect(() => canonicalJson({ f: () => 1 })).toThrow("function");
});
