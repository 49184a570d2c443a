import fc from "fast-check";
import { expect, test } from "vitest";
import { instantOf, wallTime } from "./wall-time";

const ZONES = ["UTC", "Asia/Seoul", "Europe/London", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia"];

test("what the clock showed at an instant leads back to that minute, or to the first of two minutes it shows alike", () => {
  const minutes = fc.integer({ min: Date.UTC(2020, 0) / 60_000, max: Date.UTC(2035, 0) / 60_000 });
  fc.assert(
    fc.property(minutes, fc.constantFrom(...ZONES), (minute, zone) => {
      const instant = new Date(minute * 60_000);
      const found = instantOf(wallTime(instant, zone), zone);
      expect(found && wallTime(found, zone)).toBe(wallTime(instant, zone));
      expect(instant.getTime() - (found?.getTime() ?? 0)).toBeOneOf([0, 30 * 60_000, 60 * 60_000]);
    }),
  );
});

test.each([
  ["2026-11-21T10:00", "Asia/Seoul", "2026-11-21T01:00:00.000Z"],
  ["2026-07-01T00:30", "America/New_York", "2026-07-01T04:30:00.000Z"],
  ["2026-10-25T01:30", "Europe/London", "2026-10-25T00:30:00.000Z"],
  ["2026-03-29T01:30", "Europe/London", "2026-03-29T01:30:00.000Z"],
])("%s in %s is %s", (wall, zone, instant) => {
  expect(instantOf(wall, zone)?.toISOString()).toBe(instant);
});

test.each(["", "2026-11-21", "2026-13-01T00:00", "tomorrow"])("%j is no date", (text) => {
  expect(instantOf(text, "UTC")).toBeNull();
});
