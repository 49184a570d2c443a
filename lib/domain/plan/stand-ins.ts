import { kinds } from "../kinds";
import { leadsToSame, type PathFacts } from "../tunnels/redundancy";
import type { StandIn, TunnelsOf } from "./impact";
import type { Intent } from "./intents";
import { isThere, knownSpec, namesOf, type ResourceState } from "./resource-state";

interface Surroundings {
  resources: readonly ResourceState[];
  intents: readonly Intent[];
  tunnelsOf: TunnelsOf;
}

/**
 * For each connection the others at its gateway that are UP and lead to the same network. What the plan itself touches stands in
 * for nothing: its steps may run at the same time. Only what EC2 shows counts, never what is merely wanted.
 */
export function findStandIns({ resources, intents, tunnelsOf }: Surroundings): (connectionKey: string) => StandIn[] {
  const busy = new Set(intents.flatMap((intent) => [intent.key, ...intent.carries]));
  // Most plans never ask.
  let paths: Map<string, PathFacts> | undefined;
  return (connectionKey) => {
    paths ??= pathsOf(resources, tunnelsOf);
    const own = paths.get(connectionKey);
    if (!own) return [];
    return [...paths.values()]
      .filter((other) => other.key !== own.key && !busy.has(other.key) && leadsToSame(other, own) && isCarrying(other))
      .map(({ key, name, routing }) => ({ key, name, isCertain: routing === "static" }));
  };
}

function isCarrying({ tunnels }: PathFacts): boolean {
  return tunnels.some(({ state }) => state === "up");
}

function pathsOf(resources: readonly ResourceState[], tunnelsOf: TunnelsOf): Map<string, PathFacts> {
  const names = namesOf(resources);
  const there = resources.filter(isThere);
  const byKey = new Map(there.map((state) => [state.key, state]));
  const paths = there.flatMap((state): [string, PathFacts][] => {
    const parsed = kinds["vpn-connection"].attributes.safeParse(state.observed.attributes);
    if (state.kind !== "vpn-connection" || state.observed.state !== "available" || !parsed.success) return [];
    const { staticRoutesOnly, customerGatewayId, vpnGatewayId, routes } = parsed.data;
    if (staticRoutesOnly === undefined || !vpnGatewayId) return [];
    const device = customerGatewayId ? names.keyOf("customer-gateway", customerGatewayId) : null;
    const site = device === null ? undefined : byKey.get(device);
    const { bgpAsn, ipAddress } = site ? knownSpec(site, names) : {};
    return [
      [
        state.key,
        {
          key: state.key,
          name: state.name,
          device,
          deviceName: site?.name ?? state.name,
          deviceIpAddress: typeof ipAddress === "string" ? ipAddress : null,
          asn: typeof bgpAsn === "number" ? bgpAsn : null,
          gateway: names.keyOf("vpn-gateway", vpnGatewayId),
          routing: staticRoutesOnly ? "static" : "bgp",
          prefixes: routes.filter((route) => route.state === "available").map(({ destination }) => destination),
          tunnels: tunnelsOf(state.key),
        },
      ],
    ];
  });
  return new Map(paths);
}
