import fc from "fast-check";
import { expect, it } from "vitest";
import { availability, combineTransitions, statusSpans, type TunnelTransition } from "./availability";

const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 0, minute));
const range = { from: at(0), to: at(100) };

it("counts up time as a part of known time", () => {
  const result = availability(
    [
      { at: at(20), status: "UP" },
      { at: at(80), status: "DOWN" },
    ],
    range,
  );
  expect(result).toEqual({ upMs: 3_600_000, downMs: 1_200_000, unknownMs: 1_200_000, fraction: 0.75 });
});

it("a status taken before the range holds at its start", () => {
  expect(availability([{ at: at(-50), status: "UP" }], range).fraction).toBe(1);
});

it("what happens at or after the end does not count", () => {
  expect(
    availability(
      [
        { at: at(0), status: "UP" },
        { at: at(100), status: "DOWN" },
      ],
      range,
    ).fraction,
  ).toBe(1);
});

it("nothing known gives no figure instead of zero", () => {
  expect(availability([], range)).toEqual({ upMs: 0, downMs: 0, unknownMs: 6_000_000, fraction: null });
});

it("an empty range gives no figure", () => {
  expect(availability([{ at: at(-5), status: "UP" }], { from: at(0), to: at(0) }).fraction).toBeNull();
});

it("repeated statuses make one span", () => {
  const spans = statusSpans(
    [
      { at: at(10), status: "UP" },
      { at: at(20), status: "UP" },
    ],
    range,
  );
  expect(spans).toEqual([
    { status: "UNKNOWN", from: at(0), to: at(10) },
    { status: "UP", from: at(10), to: at(100) },
  ]);
});

it("a connection is up while any tunnel is, and unknown only where that matters", () => {
  const first: TunnelTransition[] = [
    { at: at(0), status: "UP" },
    { at: at(30), status: "DOWN" },
  ];
  const second: TunnelTransition[] = [
    { at: at(40), status: "DOWN" },
    { at: at(60), status: "UP" },
  ];
  expect(statusSpans(combineTransitions([first, second]), range)).toEqual([
    { status: "UP", from: at(0), to: at(30) },
    { status: "UNKNOWN", from: at(30), to: at(40) },
    { status: "DOWN", from: at(40), to: at(60) },
    { status: "UP", from: at(60), to: at(100) },
  ]);
});

it("a hand-over between tunnels in the same instant is no outage", () => {
  const first: TunnelTransition[] = [
    { at: at(0), status: "UP" },
    { at: at(50), status: "DOWN" },
  ];
  const second: TunnelTransition[] = [
    { at: at(0), status: "DOWN" },
    { at: at(50), status: "UP" },
  ];
  expect(availability(combineTransitions([first, second]), range).fraction).toBe(1);
});

const anyTransitions = fc.array(
  fc.record({ at: fc.integer({ min: -50, max: 150 }).map(at), status: fc.constantFrom("UP", "DOWN", "UNKNOWN") }),
  { maxLength: 20 },
);

it("spans cover the range without gaps, and the sums are the length of the range", () => {
  fc.assert(
    fc.property(anyTransitions, (transitions) => {
      const spans = statusSpans(transitions, range);
      expect(spans[0]?.from).toEqual(range.from);
      expect(spans.at(-1)?.to).toEqual(range.to);
      for (const [index, span] of spans.entries()) {
        expect(span.from < span.to).toBe(true);
        const next = spans[index + 1];
        if (next) expect([next.from, next.status === span.status]).toEqual([span.to, false]);
      }
      const { upMs, downMs, unknownMs } = availability(transitions, range);
      expect(upMs + downMs + unknownMs).toBe(6_000_000);
    }),
  );
});

it("two tunnels are never up for less time than the better of them", () => {
  fc.assert(
    fc.property(anyTransitions, anyTransitions, (a, b) => {
      const both = availability(combineTransitions([a, b]), range).upMs;
      expect(both).toBeGreaterThanOrEqual(Math.max(availability(a, range).upMs, availability(b, range).upMs));
    }),
  );
});
