/** Where a step stands on the page of its change, for links to it. */
export function stepAnchor(number: number): string {
  return `step-${number}`;
}

/** Where a thread stands there. */
export function threadAnchor(id: string): string {
  return `thread-${id}`;
}
