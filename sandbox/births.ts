/** The longest that EC2 is seen not to know a new id: its clients retry for five minutes. */
export const birthsKeptSeconds = 300;

/** When the ids of the last minutes were given. Not part of a saved world: it is about answers, not about what there is. */
export class Births {
  private readonly bornAtMs = new Map<string, number>();

  note(id: string, nowMs: number): void {
    this.bornAtMs.set(id, nowMs);
    for (const [old, atMs] of this.bornAtMs) {
      if (atMs >= nowMs - birthsKeptSeconds * 1000) break;
      this.bornAtMs.delete(old);
    }
  }

  wasBornAfter(id: string, timeMs: number): boolean {
    return (this.bornAtMs.get(id) ?? Number.NEGATIVE_INFINITY) > timeMs;
  }
}
