import fc from "fast-check";
import { expect, it } from "vitest";
import { generatePreSharedKey, PSK_RANDOM_BYTES, pskProblem } from "./pre-shared-key";

it.each([
  ["cloudneta", null],
  ["A.b_9xyz", null],
  ["x".repeat(64), null],
  ["short12", "tooShort"],
  ["x".repeat(65), "tooLong"],
  ["has space", "alphabet"],
  ["has-dash1", "alphabet"],
  ["newline12\n", "alphabet"],
  ["0startsbad", "leadingZero"],
])("%j: %s", (key, problem) => expect(pskProblem(key)).toBe(problem));

it("every generated key has 32 characters and is one EC2 accepts", () => {
  const bytes = fc.uint8Array({ minLength: PSK_RANDOM_BYTES, maxLength: PSK_RANDOM_BYTES });
  fc.assert(
    fc.property(bytes, (random) => {
      // 17 or more leading zero characters do not happen with real random bytes (chance 64⁻¹⁷); they throw, see below.
      fc.pre(random.findIndex((byte) => byte % 64 !== 0) >= 0 && random.findIndex((byte) => byte % 64 !== 0) <= 16);
      const key = generatePreSharedKey(random);
      expect(key).toHaveLength(32);
      expect(pskProblem(key)).toBeNull();
    }),
  );
});

it("too few random bytes throw instead of giving a weak key", () => {
  expect(() => generatePreSharedKey(new Uint8Array(16).fill(7))).toThrow();
  expect(() => generatePreSharedKey(new Uint8Array(PSK_RANDOM_BYTES))).toThrow();
});
