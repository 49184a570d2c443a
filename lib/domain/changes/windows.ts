import { DateTime, IANAZone } from "luxon";

/** A time of the week in which changes may start. */
export interface ChangeWindow {
  name: string;
  /** ISO weekdays on which it opens: 1 (Monday) to 7. */
  weekdays: readonly number[];
  /** Minutes after midnight on the clock of its time zone. */
  startMinute: number;
  /** By the stopwatch: a window over a change of the clock stays as long as it is. */
  durationMinutes: number;
  /** IANA name, such as Asia/Seoul. */
  timeZone: string;
  /** It binds changes of this impact and more. */
  impactFrom: number;
}

export interface Opening {
  from: Date;
  /** The first moment after it. */
  until: Date;
}

const MINUTES_A_DAY = 1440;
const DAYS_A_WEEK = 7;

/** The opening of the window in which a moment lies; null while it is closed. */
export function openingAt(window: ChangeWindow, at: Date): Opening | null {
  const daysBack = Math.ceil(window.durationMinutes / MINUTES_A_DAY) + 1;
  return openingsFrom(window, at, { firstDay: -daysBack, days: daysBack + 2 }).find((one) => holds(one, at)) ?? null;
}

/** The next openings that begin after a moment, in order. */
export function nextOpenings(window: ChangeWindow, after: Date, count: number): Opening[] {
  // One more week than there are openings, since the first days of it may lie before.
  const days = (count + 2) * DAYS_A_WEEK;
  return openingsFrom(window, after, { firstDay: -1, days })
    .filter(({ from }) => from > after)
    .slice(0, count);
}

/** When the first of these windows opens next; null without one that ever does. */
export function nextOpeningOf(windows: readonly ChangeWindow[], after: Date): Date | null {
  const starts = windows.flatMap((window) => nextOpenings(window, after, 1)).map(({ from }) => from);
  return starts.sort((a, b) => a.getTime() - b.getTime())[0] ?? null;
}

function openingsFrom(
  window: ChangeWindow,
  at: Date,
  { firstDay, days }: { firstDay: number; days: number },
): Opening[] {
  const { timeZone, weekdays, startMinute, durationMinutes } = window;
  // An unknown zone opens nothing: better closed too long than open by mistake.
  if (!IANAZone.isValidZone(timeZone)) return [];
  const today = DateTime.fromJSDate(at, { zone: timeZone }).startOf("day");
  return Array.from({ length: days }, (_, index) => today.plus({ days: firstDay + index }))
    .filter((day) => weekdays.includes(day.weekday))
    .map((day) => {
      // By the clock on the wall. A time that the clock leaps over opens as much later (luxon); one it shows twice, the first time.
      const from = day.set({ hour: Math.floor(startMinute / 60), minute: startMinute % 60 });
      return { from: from.toJSDate(), until: from.plus({ minutes: durationMinutes }).toJSDate() };
    });
}

function holds({ from, until }: Opening, at: Date): boolean {
  return from <= at && at < until;
}
