export type ClockOptions = {
  /** `real` runs by itself, `stepped` moves only by `advance`. */
  mode: "real" | "stepped";
  /** Virtual seconds in one real second. Ignored when stepped. */
  speed: number;
  /** Where virtual time begins, in milliseconds since 1970. Default: now. */
  startMs?: number;
};

/**
 * The sandbox's time. Nothing is scheduled on real timers: each call first carries out what has become due by the
 * virtual time of the call, in order, so results do not depend on when anybody looked.
 */
export class Clock {
  private skippedMs = 0;
  private readonly startMs: number;
  private readonly realStart = performance.now();

  constructor(readonly options: ClockOptions) {
    this.startMs = options.startMs ?? Date.now();
  }

  nowMs(): number {
    const { mode, speed } = this.options;
    const ranMs = mode === "real" ? (performance.now() - this.realStart) * speed : 0;
    return Math.round(this.startMs + this.skippedMs + ranMs);
  }

  /** Virtual seconds in one second of a client. A stepped clock moves for everybody, so nobody is slower than it. */
  get speed(): number {
    return this.options.mode === "real" ? this.options.speed : 1;
  }

  advance(seconds: number): void {
    this.skippedMs += seconds * 1000;
  }
}
