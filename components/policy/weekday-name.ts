"use client";

import { useFormatter } from "next-intl";

/** Writes ISO weekdays, 1 to 7, in the reader's language. */
export function useWeekdayName(): (day: number, form: "short" | "long") => string {
  const format = useFormatter();
  // 1 January 2024 was a Monday.
  return (day, form) => format.dateTime(new Date(Date.UTC(2024, 0, day)), { weekday: form, timeZone: "UTC" });
}
