/** Weekdays that follow each other, taken together: [1, 2, 3, 7] is [[1, 3], [7, 7]]. The days come in order. */
export function weekdayRanges(days: readonly number[]): [first: number, last: number][] {
  const ranges: [number, number][] = [];
  for (const day of days) {
    const last = ranges.at(-1);
    if (last && last[1] === day - 1) last[1] = day;
    else ranges.push([day, day]);
  }
  return ranges;
}
