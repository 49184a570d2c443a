import { shownRouting } from "@/lib/domain/kinds/vpn-connection/observe";
import { buildPlan } from "@/lib/domain/plan/build-plan";
import type { TunnelsOf } from "@/lib/domain/plan/impact";
import type { ResourceState } from "@/lib/domain/plan/resource-state";
import type { Edit, Plan } from "@/lib/domain/plan/step";
import { describeTunnel } from "@/lib/domain/tunnels/tunnel-view";
import type { Network } from "@/lib/server/network/queries";

/** The plan that edits would have, for a page that proposes them. */
export function planEdits(network: Network, edits: readonly Edit[]): Plan {
  const { region } = network.environment;
  return buildPlan({ edits, region, resources: statesOf(network), tunnelsOf: tunnelsOf(network) });
}

/** The resources of a network as the planner knows them. */
export function statesOf({ resources }: Network): ResourceState[] {
  return resources.map(({ kind, key, name, awsId, desired, observed }) => ({
    ...{ kind, key, name, awsId, observed },
    spec: desired,
  }));
}

/** The tunnels of each connection as they were last read. */
export function tunnelsOf({ resources, tunnels, now, staleAfterMs }: Network): TunnelsOf {
  return (connection) => {
    const routing = shownRouting(resources.find(({ key }) => key === connection)?.observed ?? null);
    return (tunnels.get(connection) ?? []).map((reading) => describeTunnel(reading, { now, staleAfterMs, routing }));
  };
}
