import type { VpnConnection } from "../resources/vpn/vpn-connection";
import type { World } from "../world";

/** One way to a prefix, with what the choice among several goes by: shorter AS path first, then lower MED. */
export type LearnedRoute = {
  prefix: string;
  /** The outside address of the tunnel. */
  tunnel: string;
  origin: "static" | "bgp";
  /** The nearest autonomous system first; empty for static routes. */
  asPath: number[];
  med: number;
};

/**
 * What AWS knows behind a connection: static prefixes over each tunnel that is UP, and what came by BGP over the tunnel it
 * came by. A tunnel that is silent but still UP keeps its routes (reference §7, "Propagation").
 */
export function learnedRoutes(_world: World, connection: VpnConnection): LearnedRoute[] {
  const tunnelsUp = connection.tunnels.filter((tunnel) => tunnel.telemetry.status === "UP");
  if (!connection.isStatic)
    return tunnelsUp.flatMap((tunnel) =>
      tunnel.routes.map((route) => ({ ...route, tunnel: tunnel.outsideAddress, origin: "bgp" as const })),
    );
  return connection.routes
    .filter((route) => route.state === "available")
    .flatMap(({ cidr }) =>
      tunnelsUp.map(({ outsideAddress }) => ({
        prefix: cidr,
        tunnel: outsideAddress,
        origin: "static" as const,
        asPath: [],
        med: 0,
      })),
    );
}

/** The prefixes a gateway has from its VPN connections: what propagates. */
export function learnedPrefixes(targetId: string, world: World): Set<string> {
  const prefixes = new Set<string>();
  for (const connection of world.vpnConnections.under("target", targetId))
    for (const { prefix } of learnedRoutes(world, connection)) prefixes.add(prefix);
  return prefixes;
}
