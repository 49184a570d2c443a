/**
 * What a clock on the wall shows in a time zone at an instant, in the form of an `<input type="datetime-local">`:
 * "2026-11-21T10:00".
 */
export function wallTime(instant: Date, timeZone: string): string {
  return new Date(instant.getTime() + offsetMs(instant, timeZone)).toISOString().slice(0, 16);
}

/**
 * The instant at which a clock on the wall shows that; null for what is no date. What the clock shows twice (summer time ends)
 * is its first time, and what it leaves out (summer time begins) is as long after midnight as it says.
 */
export function instantOf(wall: string, timeZone: string): Date | null {
  const asUtc = new Date(`${wall.slice(0, 16)}:00Z`);
  if (!WALL.test(wall) || Number.isNaN(asUtc.getTime())) return null;
  // Zones differ from UTC by less than a day, so these two have the offsets on both sides of whatever happens that day.
  const [before, after] = [-DAY_MS, DAY_MS].map((distance) => offsetMs(new Date(asUtc.getTime() + distance), timeZone));
  const candidates = [before, after].map((offset = 0) => new Date(asUtc.getTime() - offset));
  return candidates.find((instant) => wallTime(instant, timeZone) === wall.slice(0, 16)) ?? candidates[0] ?? null;
}

const WALL = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?$/;
const DAY_MS = 24 * 60 * 60_000;

/** By how much the zone is ahead of UTC then. */
function offsetMs(instant: Date, timeZone: string): number {
  const parts = Object.fromEntries(
    formatOf(timeZone)
      .formatToParts(instant)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(instant.getTime() / 1000) * 1000;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Kept: making one costs a hundred times what using it does. */
function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat("en", {
      timeZone,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
  formats.set(timeZone, known);
  return known;
}
