import "server-only";

/** Ours fills a little slower than EC2's: what is sent evenly does not arrive evenly. */
const CAUTION = 0.95;
/** However often EC2 refuses, this part of its rate is tried. */
const SHARE_LEAST = 1 / 32;
/** Parts of the full rate that come back each second without a refusal. */
const RECOVERY_PER_SECOND = 0.02;
/** Calls that were sent together are refused together; they count as one refusal. */
const SAME_REFUSAL_MS = 1_000;

/**
 * Calls that may be sent: a number at once, refilled at a rate that halves with each refusal and grows back slowly. Times are
 * milliseconds of a clock that never goes back.
 */
export class TokenBucket {
  private tokens: number;
  /** Part of the full rate that is used, up to 1. */
  private share = 1;
  private slowedAt = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly limit: { burst: number; perSecond: number },
    private filledAt: number,
  ) {
    this.tokens = limit.burst;
  }

  /** Takes one and returns 0, or takes none and returns in how many milliseconds to ask again. `kept`: part of the bucket to leave. */
  take(now: number, kept = 0): number {
    this.fill(now);
    const least = Math.max(1, this.limit.burst * this.share * kept);
    // Of a sum of fractions a whole number is not always one.
    if (this.tokens + 1e-9 >= least) {
      this.tokens -= 1;
      return 0;
    }
    return Math.ceil(((least - this.tokens) / this.perSecond()) * 1000);
  }

  /** A call was refused: EC2's bucket is empty, whatever ours says. */
  slowDown(now: number): void {
    this.fill(now);
    this.tokens = 0;
    if (now - this.slowedAt < SAME_REFUSAL_MS) return;
    this.slowedAt = now;
    this.share = Math.max(SHARE_LEAST, this.share / 2);
  }

  private fill(now: number): void {
    const seconds = Math.max(0, now - this.filledAt) / 1000;
    this.filledAt = now;
    const most = Math.max(1, this.limit.burst * this.share);
    this.tokens = Math.min(most, this.tokens + seconds * this.perSecond());
    this.share = Math.min(1, this.share + seconds * RECOVERY_PER_SECOND);
  }

  private perSecond(): number {
    return this.limit.perSecond * this.share * CAUTION;
  }
}
