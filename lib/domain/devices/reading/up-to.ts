/** More tunnels than any router has to AWS. It keeps the work on a made-up text in proportion to its length. */
export const TUNNELS_MAX = 200;

/** The first of what is generated; the rest is never made. */
export function upTo<T>(most: number, values: Iterable<T>): T[] {
  const taken: T[] = [];
  for (const value of values) {
    if (taken.length === most) break;
    taken.push(value);
  }
  return taken;
}
