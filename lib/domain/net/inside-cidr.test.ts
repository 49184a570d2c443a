import fc from "fast-check";
import { expect, it } from "vitest";
import { overlaps } from "./cidr";
import { insideCidrProblem, isInsideCidr, nextFreeInsideCidr, RESERVED_INSIDE_CIDRS } from "./inside-cidr";

it.each(RESERVED_INSIDE_CIDRS)("refuses the reserved %s", (cidr) => expect(insideCidrProblem(cidr)).toBe("reserved"));

it.each([
  ["169.254.10.0", "notACidr"],
  ["10.0.0.0/30", "outsideSpace"],
  ["169.254.0.0/15", "outsideSpace"],
  ["169.254.10.0/29", "wrongSize"],
  ["169.254.10.1/30", "hostBits"],
  ["169.254.10.0/30", null],
])("%s: %s", (cidr, problem) => expect(insideCidrProblem(cidr)).toBe(problem));

it("a block that was offered is accepted and clashes with nothing taken", () => {
  const block = fc
    .tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 63 }))
    .map(([a, b]) => `169.254.${a}.${b * 4}/30`);
  fc.assert(
    fc.property(fc.array(block, { maxLength: 80 }), (taken) => {
      const offered = nextFreeInsideCidr(taken);
      expect(offered !== null && isInsideCidr(offered)).toBe(true);
      expect(taken.some((other) => offered !== null && overlaps(other, offered))).toBe(false);
    }),
  );
});
