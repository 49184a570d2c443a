/** The number of a hand-over as it stands in an address; null for anything else. */
export function parseNumber(segment: string): number | null {
  return /^[1-9]\d{0,8}$/.test(segment) ? Number(segment) : null;
}
