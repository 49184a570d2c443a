import fc from "fast-check";
import { expect, it } from "vitest";
import { curveMiddle, curvePath, PAIR_OFFSET } from "./pair-path";

const coordinate = fc.integer({ min: -2_000, max: 2_000 });
const ends = fc.record({
  from: fc.record({ x: fc.constant(0), y: coordinate }),
  to: fc.record({ x: fc.integer({ min: 50, max: 400 }), y: coordinate }),
});

it("the two lines of a pair stay as far apart in the middle as at their ends, however steep they run", () => {
  fc.assert(
    fc.property(ends, (line) => {
      const above = curveMiddle(line, -PAIR_OFFSET);
      const below = curveMiddle(line, PAIR_OFFSET);
      expect(Math.hypot(above.x - below.x, above.y - below.y)).toBeCloseTo(2 * PAIR_OFFSET, 5);
    }),
  );
});

it("the drawn curve passes through its middle", () => {
  fc.assert(
    fc.property(ends, (line) => {
      const numbers =
        curvePath(line, PAIR_OFFSET)
          .match(/-?[\d.]+/g)
          ?.map(Number) ?? [];
      const [x0 = 0, y0 = 0, x1 = 0, y1 = 0, x2 = 0, y2 = 0, x3 = 0, y3 = 0] = numbers;
      const middle = curveMiddle(line, PAIR_OFFSET);
      expect(Math.abs((x0 + 3 * x1 + 3 * x2 + x3) / 8 - middle.x)).toBeLessThan(0.2);
      expect(Math.abs((y0 + 3 * y1 + 3 * y2 + y3) / 8 - middle.y)).toBeLessThan(0.2);
    }),
  );
});

it("a level line is drawn level", () => {
  expect(curvePath({ from: { x: 216, y: 100 }, to: { x: 408, y: 100 } }, 3.5)).toBe(
    "M216 103.5C312 103.5 312 103.5 408 103.5",
  );
});
