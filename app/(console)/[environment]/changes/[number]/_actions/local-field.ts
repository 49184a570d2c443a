/** A moment as a `datetime-local` field takes it: minutes, in the zone of the browser. `new Date` reads it back. */
export function toLocalField(moment: Date): string {
  const two = (part: number) => String(part).padStart(2, "0");
  const day = [moment.getFullYear(), two(moment.getMonth() + 1), two(moment.getDate())].join("-");
  return `${day}T${two(moment.getHours())}:${two(moment.getMinutes())}`;
}
