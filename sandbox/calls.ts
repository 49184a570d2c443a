export type Call = { action: string; at: string; status: number };

const logMax = 10_000;

/** Which actions were called how often. Never what they carried: answers hold pre-shared keys. */
export class Calls {
  private counts = new Map<string, number>();
  private log: Call[] = [];

  note(call: Call): void {
    this.counts.set(call.action, (this.counts.get(call.action) ?? 0) + 1);
    this.log.push(call);
    if (this.log.length > logMax) this.log.shift();
  }

  clear(): void {
    this.counts.clear();
    this.log = [];
  }

  summary(): Record<string, number> {
    return Object.fromEntries([...this.counts].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  list(): Call[] {
    return [...this.log];
  }
}
