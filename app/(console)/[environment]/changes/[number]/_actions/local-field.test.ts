import { expect, test } from "vitest";
import { toLocalField } from "./local-field";

test("what the field shows is read back as the same minute", () => {
  for (const minute of ["2026-11-21T06:05:00.000Z", "2026-03-29T01:30:00.000Z", "2026-01-01T00:00:00.000Z"]) {
    expect(new Date(toLocalField(new Date(minute))).toISOString()).toBe(minute);
  }
});
