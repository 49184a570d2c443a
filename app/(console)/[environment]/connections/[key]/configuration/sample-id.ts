const PREFIX = "aws-";

/** How a device of AWS's samples stands in an address, beside the ids of our own families. */
export function sampleValue(id: string): string {
  return `${PREFIX}${id}`;
}

/** AWS's id of the device; null where the value is one of our families. */
export function sampleIdOf(value: string): string | null {
  return value.startsWith(PREFIX) ? value.slice(PREFIX.length) : null;
}
