import fc from "fast-check";
import { expect, test } from "vitest";
import { type ChangeWindow, nextOpeningOf, nextOpenings, openingAt } from "./windows";

const nights: ChangeWindow = {
  name: "Nights",
  weekdays: [6],
  startMinute: 22 * 60,
  durationMinutes: 240,
  timeZone: "Asia/Seoul",
  impactFrom: 2,
};
const iso = (text: string) => new Date(text);

test("a window opens by the clock of its own zone and stays open past midnight", () => {
  // Saturday 22:00 in Seoul is 13:00 UTC.
  expect(openingAt(nights, iso("2026-01-10T12:59:59Z"))).toBeNull();
  expect(openingAt(nights, iso("2026-01-10T13:00:00Z"))).toEqual({
    from: iso("2026-01-10T13:00:00Z"),
    until: iso("2026-01-10T17:00:00Z"),
  });
  expect(openingAt(nights, iso("2026-01-10T16:59:59Z"))).not.toBeNull();
  expect(openingAt(nights, iso("2026-01-10T17:00:00Z"))).toBeNull();
});

test("the next openings come in order, and one that is open now is not among them", () => {
  const starts = nextOpenings(nights, iso("2026-01-10T14:00:00Z"), 3).map(({ from }) => from.toISOString());
  expect(starts).toEqual(["2026-01-17T13:00:00.000Z", "2026-01-24T13:00:00.000Z", "2026-01-31T13:00:00.000Z"]);
});

test("where summer begins or ends, a window keeps its time on the wall", () => {
  const london = { ...nights, weekdays: [7], startMinute: 60 * 4, durationMinutes: 60, timeZone: "Europe/London" };
  const starts = nextOpenings(london, iso("2026-03-22T12:00:00Z"), 2).map(({ from }) => from.toISOString());
  expect(starts).toEqual(["2026-03-29T03:00:00.000Z", "2026-04-05T03:00:00.000Z"]);
});

test("a time that the clock leaps over opens right after the leap; one it shows twice opens once, for its full length", () => {
  const night = { ...nights, weekdays: [7], startMinute: 90, durationMinutes: 120, timeZone: "Europe/London" };
  expect(openingAt(night, iso("2026-03-29T01:30:00Z"))?.from).toEqual(iso("2026-03-29T01:30:00Z"));
  const autumn = openingAt(night, iso("2026-10-25T00:45:00Z"));
  expect(autumn).toEqual({ from: iso("2026-10-25T00:30:00Z"), until: iso("2026-10-25T02:30:00Z") });
});

test("a window of another zone than any clock knows never opens, nor does one without days", () => {
  expect(nextOpeningOf([{ ...nights, timeZone: "Mars/Olympus" }], iso("2026-01-10T13:30:00Z"))).toBeNull();
  expect(openingAt({ ...nights, timeZone: "Mars/Olympus" }, iso("2026-01-10T13:30:00Z"))).toBeNull();
  expect(nextOpeningOf([{ ...nights, weekdays: [] }], iso("2026-01-10T13:30:00Z"))).toBeNull();
});

const anyWindow = fc.record({
  name: fc.constant("any"),
  weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
  startMinute: fc.integer({ min: 0, max: 1439 }),
  durationMinutes: fc.integer({ min: 1, max: 7 * 1440 }),
  timeZone: fc.constantFrom("UTC", "Asia/Seoul", "Europe/London", "America/St_Johns", "Australia/Lord_Howe"),
  impactFrom: fc.constant(0),
});
const anyMoment = fc.date({ min: iso("2026-01-01T00:00:00Z"), max: iso("2027-12-31T00:00:00Z"), noInvalidDate: true });

test("whenever a window opens next, it is open then, through to its end and not after it", () => {
  fc.assert(
    fc.property(anyWindow, anyMoment, (window, now) => {
      const [next] = nextOpenings(window, now, 1);
      if (!next) throw new Error("A window with a day opens every week");
      expect(next.from.getTime()).toBeGreaterThan(now.getTime());
      expect(next.until.getTime() - next.from.getTime()).toBe(window.durationMinutes * 60_000);
      expect(openingAt(window, next.from)).not.toBeNull();
      expect(openingAt(window, new Date(next.until.getTime() - 1))).not.toBeNull();
      expect(next.from.getTime() - now.getTime()).toBeLessThanOrEqual((7 * 24 + 2) * 3_600_000);
    }),
  );
});
