/** How a dialect writes the two values that JSON has no word for. */
export type Plainly = { date: (date: Date) => unknown; bytes: (bytes: Uint8Array) => unknown };

/** An answer as plain values: members that are undefined are left out. */
export function toPlain(value: unknown, plainly: Plainly): unknown {
  if (value instanceof Date) return plainly.date(value);
  if (value instanceof Uint8Array) return plainly.bytes(value);
  if (Array.isArray(value)) return value.map((item) => toPlain(item, plainly));
  if (typeof value !== "object" || value === null) return value;
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(members.map(([name, member]) => [name, toPlain(member, plainly)]));
}
