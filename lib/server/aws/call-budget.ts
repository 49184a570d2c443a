import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import type { Ec2Action } from "@/lib/domain/ec2-calls";
import type { EnvironmentAccess } from "./environment-access";
import { TokenBucket } from "./token-bucket";

/** Who waits for a call: a run, or the round that looks by itself and leaves to runs what they may need. */
export type Urgency = "run" | "round";

interface Asking {
  urgency?: Urgency;
  signal?: AbortSignal;
}

/** Of a bucket that many parts stay for runs: a round takes what is above. */
const KEPT_FOR_RUNS = 0.25;

const buckets = new Map<string, TokenBucket>();

/**
 * Waits until EC2 has room for one more call of that action. EC2 counts them for each account, Region and action, and refuses what is too
 * much; so does this, for all that the process asks, runs and observation together. Rejects when the signal is raised.
 */
export async function takeCall(
  environment: EnvironmentAccess,
  action: Ec2Action,
  { urgency = "run", signal }: Asking = {},
): Promise<void> {
  const bucket = bucketOf(environment, action);
  for (;;) {
    signal?.throwIfAborted();
    const waitMs = bucket.take(performance.now(), urgency === "run" ? 0 : KEPT_FOR_RUNS);
    if (waitMs === 0) return;
    await sleep(waitMs, undefined, { signal });
  }
}

/** EC2 refused a call all the same: others use the account too, so from now on less is asked of it. */
export function noteThrottled(environment: EnvironmentAccess, action: Ec2Action): void {
  bucketOf(environment, action).slowDown(performance.now());
}

function bucketOf(environment: EnvironmentAccess, action: Ec2Action): TokenBucket {
  const { accountId, endpointUrl, region } = environment;
  // Until it is known whose account it is, an environment counts alone.
  const key = JSON.stringify([endpointUrl, accountId ?? environment.id, region, action]);
  let bucket = buckets.get(key);
  if (!bucket) {
    bucket = new TokenBucket(limitOf(action), performance.now());
    buckets.set(key, bucket);
  }
  return bucket;
}

interface Limit {
  /** Calls at once. */
  burst: number;
  perSecond: number;
}

const READS: Limit = { burst: 100, perSecond: 20 };
const CHANGES: Limit = { burst: 50, perSecond: 5 };

// reference §3.3 (EC2 guide, "Request throttling"): what differs from its class, of the actions that we call.
const OWN_LIMITS: Partial<Record<Ec2Action, Limit>> = {
  // Of an unfiltered and unpaged call; ours are paged unless they name ids.
  DescribeInstances: { burst: 50, perSecond: 10 },
  DescribeSecurityGroups: { burst: 50, perSecond: 10 },
  CreateTags: { burst: 100, perSecond: 10 },
  DeleteTags: { burst: 100, perSecond: 10 },
  RunInstances: { burst: 5, perSecond: 2 },
  TerminateInstances: { burst: 100, perSecond: 5 },
};

function limitOf(action: Ec2Action): Limit {
  return OWN_LIMITS[action] ?? (/^(Describe|Get)/.test(action) ? READS : CHANGES);
}
