import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { TokenBucket } from "./token-bucket";

const LIMIT = { burst: 50, perSecond: 5 };

/** Asks without a pause until so many milliseconds have passed, waiting as long as it is told; when each call was let go. */
function callTimes(bucket: TokenBucket, untilMs: number, kept = 0): number[] {
  const times: number[] = [];
  for (let now = 0; now < untilMs; ) {
    const waitMs = bucket.take(now, kept);
    if (waitMs === 0) times.push(now);
    now += waitMs;
  }
  return times;
}

describe("EC2 never refuses what the bucket lets go", () => {
  test("however long the pauses between the calls are", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 20_000 }), { maxLength: 200 }), (pauses) => {
        const bucket = new TokenBucket(LIMIT, 0);
        const theirs = { tokens: LIMIT.burst, at: 0 };
        let now = 0;
        for (const pause of pauses) {
          now += pause;
          for (let waitMs = bucket.take(now); waitMs > 0; waitMs = bucket.take(now)) now += waitMs;
          theirs.tokens = Math.min(LIMIT.burst, theirs.tokens + ((now - theirs.at) / 1000) * LIMIT.perSecond) - 1;
          theirs.at = now;
          expect(theirs.tokens).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });

  test("and as many are let go at once as EC2 takes", () => {
    expect(callTimes(new TokenBucket(LIMIT, 0), 1)).toHaveLength(50);
    expect(callTimes(new TokenBucket(LIMIT, 0), 10_000).length).toBeGreaterThan(50 + 9 * 5);
  });
});

test("a round leaves a part of the bucket to runs", () => {
  const bucket = new TokenBucket(LIMIT, 0);
  const round = callTimes(bucket, 1, 0.25);
  expect(round.length).toBeLessThan(40);
  expect(bucket.take(0, 0.25)).toBeGreaterThan(0);
  expect(bucket.take(0)).toBe(0);
});

describe("after a refusal", () => {
  const refused = () => {
    const bucket = new TokenBucket(LIMIT, 0);
    bucket.slowDown(0);
    return bucket;
  };

  test("nothing is sent at first, then at half the rate", () => {
    const times = callTimes(refused(), 3000);
    expect(times[0]).toBeGreaterThan(300);
    expect(times.length).toBeGreaterThan(5);
    expect(times.length).toBeLessThan(9);
  });

  test("calls that were refused together count once, and the full rate comes back", () => {
    const bucket = refused();
    bucket.slowDown(10);
    bucket.slowDown(20);
    const later = callTimes(bucket, 60_000).filter((time) => time > 50_000);
    expect(later.length).toBeGreaterThan(9 * 5 * 0.9);
  });

  test("however often it is refused, something is tried", () => {
    const bucket = new TokenBucket(LIMIT, 0);
    for (let second = 0; second < 100; second += 1) bucket.slowDown(second * 1001);
    const waitMs = bucket.take(100_100);
    expect(waitMs).toBeLessThan(10_000);
    expect(bucket.take(100_100 + waitMs)).toBe(0);
  });
});
