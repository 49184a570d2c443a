import type { Impact } from "@/lib/domain/plan/step";
import { clockTime, minuteOf } from "@/lib/domain/policy/clock-time";
import type { WindowInput } from "@/lib/domain/policy/window-input";

/** What the form of a window holds. */
export interface WindowValues {
  name: string;
  weekdays: readonly number[];
  /** "22:00"; "" while no time is chosen. */
  start: string;
  durationMinutes: number;
  timeZone: string;
  impactFrom: Impact;
}

/** Nights of the working week, by the clock of whoever adds it. */
export function newWindow(timeZone: string): WindowValues {
  return { name: "", weekdays: [1, 2, 3, 4, 5], start: "22:00", durationMinutes: 240, timeZone, impactFrom: 2 };
}

export function valuesOf({ name, weekdays, startMinute, durationMinutes, timeZone, impactFrom }: WindowInput) {
  return { name, weekdays, start: clockTime(startMinute), durationMinutes, timeZone, impactFrom };
}

/** What is sent. A time that is missing is sent as none, and refused beside its field. */
export function inputOf({ start, weekdays, ...values }: WindowValues): WindowInput {
  return { ...values, weekdays: weekdays.filter(isWeekday), startMinute: minuteOf(start) ?? Number.NaN };
}

function isWeekday(day: number): day is WindowInput["weekdays"][number] {
  return Number.isInteger(day) && day >= 1 && day <= 7;
}
