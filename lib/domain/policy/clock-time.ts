const CLOCK = /^([01]\d|2[0-3]):([0-5]\d)$/;

/** Minutes after midnight as `<input type="time">` writes them: 1350 is "22:30". */
export function clockTime(minute: number): string {
  const [hours, minutes] = [Math.floor(minute / 60), minute % 60];
  return [hours, minutes].map((part) => String(part).padStart(2, "0")).join(":");
}

/** The minutes after midnight that such a text means; null for anything else. */
export function minuteOf(text: string): number | null {
  const [, hours, minutes] = CLOCK.exec(text) ?? [];
  return hours === undefined ? null : Number(hours) * 60 + Number(minutes);
}
