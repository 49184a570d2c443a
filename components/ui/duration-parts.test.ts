import { expect, test } from "vitest";
import { durationParts } from "./duration-parts";

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

test("seconds are counted below a minute", () => {
  expect(durationParts(18.9 * second)).toMatchObject({ form: "s", values: { s: 18 } });
});

test("an age of minutes leaves out seconds, a wait keeps them", () => {
  expect(durationParts(3 * minute + 40 * second)).toMatchObject({ form: "min", values: { min: 3 } });
  expect(durationParts(3 * minute + 40 * second, "elapsed")).toMatchObject({ form: "mins", values: { min: 3, s: 40 } });
  expect(durationParts(3 * minute, "elapsed").form).toBe("min");
});

test("two units at most, and a unit of zero is not written", () => {
  expect(durationParts(2 * hour + 14 * minute + 5 * second)).toMatchObject({ form: "hmin", values: { h: 2, min: 14 } });
  expect(durationParts(2 * hour + 5 * second).form).toBe("h");
  expect(durationParts(3 * day + 19 * hour + 59 * minute)).toMatchObject({ form: "dh", values: { d: 3, h: 19 } });
  expect(durationParts(3 * day + 59 * minute).form).toBe("d");
});

test("from two weeks on only days count", () => {
  expect(durationParts(21 * day + 5 * hour)).toMatchObject({ form: "d", values: { d: 21 } });
});

test("a moment that lies ahead by a difference of clocks is no age", () => {
  expect(durationParts(-3 * second)).toMatchObject({ form: "s", values: { s: 0 } });
});
