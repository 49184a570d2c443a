import fc from "fast-check";
import { expect, test } from "vitest";
import { placeBeside } from "./place-beside";

const viewport = { width: 1000, height: 800 };
const anchor = { top: 100, left: 400, width: 80, height: 30 };
const floating = { width: 200, height: 300 };

test("it stands under what it belongs to, edge to edge", () => {
  expect(placeBeside({ anchor, floating, viewport, side: "bottom", align: "start" })).toMatchObject({
    top: 134,
    left: 400,
  });
  expect(placeBeside({ anchor, floating, viewport, side: "bottom", align: "end" })).toMatchObject({ left: 280 });
});

test("it goes to the other side when only that one has room", () => {
  const low = { ...anchor, top: 760 };
  expect(placeBeside({ anchor: low, floating, viewport, side: "bottom", align: "start" }).top).toBe(760 - 4 - 300);
});

test("it is never outside of the screen, and what does not fit scrolls", () => {
  const size = fc.record({ width: fc.integer({ min: 1, max: 900 }), height: fc.integer({ min: 1, max: 3000 }) });
  const place = fc.record({ top: fc.integer({ min: 0, max: 770 }), left: fc.integer({ min: 0, max: 980 }) });
  const side = fc.constantFrom("top" as const, "bottom" as const);
  const align = fc.constantFrom("start" as const, "center" as const, "end" as const);
  fc.assert(
    fc.property(size, place, side, align, (box, at, wantedSide, wantedAlign) => {
      const placed = placeBeside({
        anchor: { ...at, width: 20, height: 30 },
        floating: box,
        viewport,
        side: wantedSide,
        align: wantedAlign,
      });
      const height = Math.min(box.height, placed.maxHeight);
      expect(placed.left).toBeGreaterThanOrEqual(8);
      expect(placed.left + box.width).toBeLessThanOrEqual(viewport.width - 8);
      expect(placed.top).toBeGreaterThanOrEqual(8);
      expect(placed.top + height).toBeLessThanOrEqual(viewport.height - 8);
    }),
  );
});
