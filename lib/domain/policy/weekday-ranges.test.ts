import { expect, test } from "vitest";
import { weekdayRanges } from "./weekday-ranges";

test.each([
  [[], []],
  [[3], [[3, 3]]],
  [
    [1, 2, 3, 4, 5, 7],
    [
      [1, 5],
      [7, 7],
    ],
  ],
])("%j is written as %j", (days, ranges) => {
  expect(weekdayRanges(days)).toEqual(ranges);
});
