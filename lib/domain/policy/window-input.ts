import { z } from "zod";

export const WINDOW_MINUTES_LEAST = 15;
export const WINDOW_MINUTES_MOST = 24 * 60;

/** ISO weekdays, Monday first. */
export const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;

/** What a person enters about a window: when it opens in the week of its time zone, for how long, and whom it binds. */
export const windowInput = z.object({
  name: z.string().trim().min(1).max(80),
  weekdays: z
    .array(z.union(weekdays.map((day) => z.literal(day))))
    .min(1, { error: "policy.problems.weekdays" })
    .transform((days) => [...new Set(days)].sort()),
  startMinute: z
    .number({ error: "policy.problems.startTime" })
    .int()
    .min(0)
    .max(24 * 60 - 1),
  durationMinutes: z.number().int().min(WINDOW_MINUTES_LEAST).max(WINDOW_MINUTES_MOST),
  timeZone: z.string().refine(isTimeZone, { error: "policy.problems.timeZone" }),
  impactFrom: z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3), z.literal(4)]),
});

export type WindowInput = z.output<typeof windowInput>;

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    // Intl also takes offsets such as "+09:00", which know nothing of summer time.
    return /^[A-Z]/i.test(name);
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
