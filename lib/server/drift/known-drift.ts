import "server-only";
import { type Drift, findDrift } from "@/lib/domain/drift/find-drift";
import { type Decided, decideDrift } from "@/lib/domain/drift/ignore-drift";
import type { ResourceState } from "@/lib/domain/plan/resource-state";
import type { Viewer } from "../auth/viewer";
import { hashOf } from "../changes/fingerprints";
import { db } from "../db/client";
import { knownResources, type NetworkResource } from "../network/known-resources";
import { heldLeases } from "../runs/leases";

const computed = new WeakMap<readonly NetworkResource[], Drift[]>();

/**
 * What of an environment's resources differs from what is wanted, parted by what is ignored now. The differences are kept
 * with the reading they were made of, so a page that opens while nothing changes costs two small statements.
 */
export async function knownDrift(
  environmentId: string,
  resources: readonly NetworkResource[],
  now: Date,
): Promise<Decided> {
  const [ignored, busy] = await Promise.all([
    db.driftIgnore.findMany({ where: { environmentId, until: { gt: now } } }),
    busyKeys(environmentId),
  ]);
  const drift = driftIn(resources).filter(({ state }) => !busy.has(state.key));
  return decideDrift(drift, { ignored, now, fingerprint: hashOf });
}

/** What runs are working on: what it will be is not known yet, and what they have made is not wanted by nobody. */
export async function busyKeys(environmentId: string): Promise<Set<string>> {
  const leases = await heldLeases(db, environmentId);
  return new Set(leases.filter(({ mode }) => mode === "write").map(({ key }) => key));
}

/** How many resources have drifted and are not ignored: what the navigation and the overview show. */
export async function countDrift({ organizationId }: Viewer, environmentId: string): Promise<number> {
  const isOwn = await db.environment.count({ where: { id: environmentId, organizationId } });
  if (isOwn === 0) return 0;
  const { told } = await knownDrift(environmentId, await knownResources(environmentId), new Date());
  return told.length;
}

/** A resource as the planner knows it. */
export function stateOf({ kind, key, name, awsId, desired, observed }: NetworkResource): ResourceState {
  return { kind, key, name, awsId, spec: desired, observed };
}

function driftIn(resources: readonly NetworkResource[]): Drift[] {
  const known = computed.get(resources);
  if (known) return known;
  const drift = findDrift(resources.map(stateOf), { busy: new Set() });
  computed.set(resources, drift);
  return drift;
}
