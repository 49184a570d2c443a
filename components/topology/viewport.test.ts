import fc from "fast-check";
import { expect, it } from "vitest";
import { bringIn, fitBox, zoomAt } from "./viewport";

const screen = { width: 1200, height: 800 };

it("zooming keeps what is under the pointer under it", () => {
  const view = fc.record({
    x: fc.integer({ min: -500, max: 500 }),
    y: fc.integer({ min: -500, max: 500 }),
    zoom: fc.double({ min: 0.1, max: 2, noNaN: true }),
  });
  const point = fc.record({ x: fc.integer({ min: 0, max: 1200 }), y: fc.integer({ min: 0, max: 800 }) });
  fc.assert(
    fc.property(view, fc.double({ min: 0.5, max: 2, noNaN: true }), point, (before, factor, at) => {
      const after = zoomAt(before, factor, at);
      expect((at.x - after.x) / after.zoom).toBeCloseTo((at.x - before.x) / before.zoom, 3);
      expect((at.y - after.y) / after.zoom).toBeCloseTo((at.y - before.y) / before.zoom, 3);
    }),
  );
});

it("zoom stays between 10 and 200 %", () => {
  expect(zoomAt({ x: 0, y: 0, zoom: 1 }, 100, { x: 0, y: 0 }).zoom).toBe(2);
  expect(zoomAt({ x: 0, y: 0, zoom: 1 }, 0.001, { x: 0, y: 0 }).zoom).toBe(0.1);
});

it("a small box is shown in the middle at 100 %, a large one whole", () => {
  expect(fitBox({ x: 100, y: 100, width: 200, height: 100 }, screen, 24)).toEqual({ x: 400, y: 250, zoom: 1 });
  const { zoom } = fitBox({ x: 0, y: 0, width: 2400, height: 100 }, screen, 0);
  expect(zoom).toBe(0.5);
});

it("what is in view moves nothing", () => {
  const view = { x: 0, y: 0, zoom: 1 };
  expect(bringIn({ x: 10, y: 10, width: 100, height: 44 }, view, screen)).toBe(view);
  expect(bringIn({ x: 2000, y: 10, width: 100, height: 44 }, view, screen).x).toBe(-1450);
});
