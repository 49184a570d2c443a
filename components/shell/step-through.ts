/** The entry that a key leads to from the current one, round the ends of the list; undefined for keys that lead nowhere. */
export function stepThrough<Entry>(
  entries: readonly Entry[],
  current: Entry | undefined,
  key: string,
): Entry | undefined {
  const at = current === undefined ? -1 : entries.indexOf(current);
  switch (key) {
    case "ArrowDown":
      return entries.at((at + 1) % entries.length);
    case "ArrowUp":
      return entries.at(at <= 0 ? -1 : at - 1);
    default:
      return undefined;
  }
}
