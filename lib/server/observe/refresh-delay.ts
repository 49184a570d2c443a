import "server-only";
import { categoryOfCode, type Ec2ErrorCategory } from "../aws/ec2-error-codes";

/** However long it has failed, it is tried at least this often: somebody may be waiting for it to come back. */
const DELAY_MAX_SECONDS = 300;

/** Failures that asking more often makes worse, or that asking cannot mend. */
const BACKS_OFF: ReadonlySet<Ec2ErrorCategory> = new Set(["throttled", "unreachable", "server", "credentials"]);

interface RefreshFacts {
  refreshSeconds: number;
  readings: readonly { action: string; failingSince: Date | null; errorCode: string | null }[];
  now: Date;
}

/**
 * Seconds until the next refresh: as set, or a quarter of the time that EC2 has been failing, whichever is longer. So it is
 * asked less and less often, and after a short failure as often as ever.
 */
export function refreshDelaySeconds({ refreshSeconds, readings, now }: RefreshFacts): number {
  const failingMs = readings.flatMap(({ action, failingSince, errorCode }) => {
    const category = errorCode ? categoryOfCode(action, errorCode) : undefined;
    return failingSince && category && BACKS_OFF.has(category) ? [now.getTime() - failingSince.getTime()] : [];
  });
  const backOffSeconds = Math.min(DELAY_MAX_SECONDS, Math.round(Math.max(0, ...failingMs) / 4000));
  return Math.max(refreshSeconds, backOffSeconds);
}

/** A round that comes by itself is not this late, however busy the worker is. */
const LATE_SECONDS = 10;

/** True when the round of an environment does not go on: it waits longer than it should for its next refresh. */
export function isOverdue({ attemptedAt, ...facts }: RefreshFacts & { attemptedAt: Date | null }): boolean {
  if (!attemptedAt) return true;
  return facts.now.getTime() - attemptedAt.getTime() > (refreshDelaySeconds(facts) + LATE_SECONDS) * 1000;
}
