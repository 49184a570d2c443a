import fc from "fast-check";
import { expect, test } from "vitest";
import { clockTime, minuteOf } from "./clock-time";
import { windowInput } from "./window-input";

const good = {
  name: "Night",
  weekdays: [7, 6, 7],
  startMinute: 1350,
  durationMinutes: 240,
  timeZone: "Asia/Seoul",
  impactFrom: 2,
};

test("weekdays are kept once each, from Monday on", () => {
  expect(windowInput.parse(good).weekdays).toEqual([6, 7]);
});

test.each([
  [{ weekdays: [] }, "weekdays: policy.problems.weekdays"],
  [{ timeZone: "Mars/Olympus" }, "timeZone: policy.problems.timeZone"],
  [{ timeZone: "+09:00" }, "timeZone: policy.problems.timeZone"],
  [{ startMinute: null }, "startMinute: policy.problems.startTime"],
])("refuses %j beside the field", (input, problem) => {
  const { error } = windowInput.safeParse({ ...good, ...input });
  expect(error?.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`)).toEqual([problem]);
});

test("a minute of the day reads back from how it is written", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1439 }), (minute) => {
      expect(minuteOf(clockTime(minute))).toBe(minute);
    }),
  );
  expect(["", "24:00", "9:00", "09:60"].map(minuteOf)).toEqual([null, null, null, null]);
});
