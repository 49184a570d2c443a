/** `attempt` is what the client says of itself: from 2 on an SDK tries again what it had no good answer to. */
export type Call = { action: string; at: string; status: number; requestId: string; attempt?: number };

/** Of the header that every AWS SDK sends: `attempt=2; max=25`. */
export function attemptIn(header: string | string[] | undefined): number | undefined {
  const [, attempt] = /\battempt=(\d{1,4})\b/.exec(String(header ?? "")) ?? [];
  return attempt === undefined ? undefined : Number(attempt);
}

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
