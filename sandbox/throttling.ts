/**
 * How often each action may be called: EC2's token buckets (its guide "Request throttling"), one for each account, Region
 * and action. `off` is the default, so that rehearsals are quick.
 */
export type ThrottlingMode = "off" | "ec2" | { describe: Bucket; mutate: Bucket };

/** A bucket holds `burst` calls at most and gets `perSecond` back, in virtual time. */
export type Bucket = { burst: number; perSecond: number };

export class Throttling {
  mode: ThrottlingMode = "off";
  private readonly levels = new Map<string, { tokens: number; atMs: number }>();

  setMode(mode: ThrottlingMode): void {
    this.mode = mode;
    this.levels.clear();
  }

  /** Takes a token for the call; false when there is none left. A refused call takes none. */
  admits(call: { account: string; region: string; action: string; params: URLSearchParams }, nowMs: number): boolean {
    const bucket = this.bucketFor(call.action, call.params);
    if (!bucket) return true;
    const key = `${call.account}/${call.region}/${call.action}`;
    const { tokens, atMs } = this.levels.get(key) ?? { tokens: bucket.burst, atMs: nowMs };
    const left = Math.min(bucket.burst, tokens + ((nowMs - atMs) / 1000) * bucket.perSecond);
    const isAdmitted = left >= 1;
    this.levels.set(key, { tokens: isAdmitted ? left - 1 : left, atMs: nowMs });
    return isAdmitted;
  }

  private bucketFor(action: string, params: URLSearchParams): Bucket | undefined {
    if (this.mode === "off") return undefined;
    const isRead = /^(Describe|Get|List|Search)/.test(action);
    if (this.mode !== "ec2") return isRead ? this.mode.describe : this.mode.mutate;
    if (unfilteredActions.has(action) && !isNarrow(params)) return { burst: 50, perSecond: 10 };
    return ownBuckets[action] ?? (isRead ? { burst: 100, perSecond: 20 } : { burst: 50, perSecond: 5 });
  }
}

/** Asked for without filter and without a page size, these have a smaller bucket. */
const unfilteredActions = new Set([
  "DescribeInstances",
  "DescribeInstanceStatus",
  "DescribeNetworkInterfaces",
  "DescribeSecurityGroups",
  "DescribeSnapshots",
  "DescribeSpotInstanceRequests",
  "DescribeVolumes",
]);

const ownBuckets: Record<string, Bucket> = {
  CreateTags: { burst: 100, perSecond: 10 },
  DeleteTags: { burst: 100, perSecond: 10 },
  RunInstances: { burst: 5, perSecond: 2 },
  StartInstances: { burst: 5, perSecond: 2 },
  TerminateInstances: { burst: 100, perSecond: 5 },
  AuthorizeClientVpnIngress: { burst: 5, perSecond: 2 },
  RevokeClientVpnIngress: { burst: 5, perSecond: 2 },
  CreateClientVpnRoute: { burst: 5, perSecond: 2 },
  DeleteClientVpnRoute: { burst: 5, perSecond: 2 },
  CreateNatGateway: { burst: 10, perSecond: 1 },
  DeleteNatGateway: { burst: 10, perSecond: 1 },
  CreateNetworkInterface: { burst: 100, perSecond: 5 },
  DeleteNetworkInterface: { burst: 100, perSecond: 5 },
  CreateVpcEndpoint: { burst: 4, perSecond: 0.3 },
  DeleteVpcEndpoints: { burst: 4, perSecond: 0.3 },
  DescribeSecurityGroupReferences: { burst: 20, perSecond: 5 },
};

function isNarrow(params: URLSearchParams): boolean {
  return [...params.keys()].some((key) => key === "MaxResults" || key.startsWith("Filter."));
}
