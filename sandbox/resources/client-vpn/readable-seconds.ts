/** `2020-03-26 20:37:15`, as connections and their log have times (administrator guide, "Connection logging"). */
export function readableSeconds(ms: number): string {
  return new Date(ms).toISOString().slice(0, 19).replace("T", " ");
}
