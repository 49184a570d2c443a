import "server-only";
import type { Relied, ReliedResource } from "@/lib/domain/changes/relied";
import type { Names } from "@/lib/domain/kinds/kind";
import { isThere, namesOf, type ResourceState, shownSpec } from "@/lib/domain/plan/resource-state";
import { hashOf } from "./fingerprints";
import type { Network } from "./load-network";

/** What a plan relies on, as it is now. */
export function reliedNow(network: Network, keys: readonly string[]): Relied {
  const states = new Map(network.resources.map((state) => [state.key, state]));
  const names = namesOf(network.resources);
  const resourceOf = (key: string): ReliedResource => {
    const version = network.specVersions.get(key) ?? 0;
    const state: ResourceState | undefined = states.get(key);
    const shown = isThere(state) ? shownSpec(state, names) : null;
    return { fingerprint: fingerprintOf(state, names), version, shown };
  };
  return { identity: network.identity, resources: Object.fromEntries(keys.map((key) => [key, resourceOf(key)])) };
}

/** Equal as long as EC2 has the same object and shows the same of it in the shape of the kind's spec; "absent" where it has none. */
export function fingerprintOf(state: ResourceState | undefined, names: Names): string {
  // Only what the spec of the kind speaks of: telemetry and lifecycle words move all the time and bind nobody.
  return isThere(state) ? hashOf([state.awsId, shownSpec(state, names)]) : "absent";
}
