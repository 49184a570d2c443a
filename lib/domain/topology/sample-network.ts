import type { TunnelStatus } from "../tunnels/tunnel-view";
import { joinNetwork } from "./join-network";
import type { Network, Proposal, TopologyResource, TopologyTunnel } from "./network";

// Networks for the tests of this folder, built the way the console builds them: resources and readings, then joined.

const now = new Date("2026-11-20T12:00:00Z");

export interface SampleConnection {
  site: string;
  gateway: string;
  /** Status of both tunnels; "never" for one that was never up. */
  tunnels?: [TunnelStatus | "never", TunnelStatus | "never"];
  state?: string;
}

export interface Sample {
  resources: TopologyResource[];
  tunnels: Map<string, TopologyTunnel[]>;
}

export function resource(kind: string, name: string, spec: Record<string, unknown> = {}): TopologyResource {
  return {
    key: `${kind}/${name}`,
    kind,
    name,
    awsId: `${kind}-id-${name}`,
    state: "available",
    spec: { name, ...spec },
  };
}

/** Sites, gateways with a VPC each, and the connections between them. */
export function sample(connections: readonly SampleConnection[]): Sample {
  const resources: TopologyResource[] = [];
  const tunnels = new Map<string, TopologyTunnel[]>();
  for (const gateway of new Set(connections.map((each) => each.gateway))) {
    resources.push(
      resource("vpn-gateway", gateway, { amazonSideAsn: 64513 }),
      resource("vpc", gateway, { cidr: "10.50.0.0/16" }),
      resource("vpn-gateway-attachment", gateway, { vpnGateway: `vpn-gateway/${gateway}`, vpc: `vpc/${gateway}` }),
    );
  }
  for (const site of new Set(connections.map((each) => each.site))) {
    resources.push(resource("customer-gateway", site, { ipAddress: "192.0.2.25", bgpAsn: 65020 }));
  }
  connections.forEach(({ site, gateway, tunnels: statuses = ["UP", "UP"], state = "available" }, index) => {
    const connection = resource("vpn-connection", `${site}-${gateway}`, {
      customerGateway: `customer-gateway/${site}`,
      vpnGateway: `vpn-gateway/${gateway}`,
      routing: "static",
    });
    resources.push({ ...connection, state });
    tunnels.set(
      connection.key,
      statuses.map((status, tunnel) => ({
        outsideIpAddress: `203.0.${100 + Math.floor(index / 100)}.${(index % 100) * 2 + tunnel + 1}`,
        ordinal: tunnel + 1,
        status: status === "never" ? "DOWN" : status,
        statusMessage: status === "UP" ? "" : "IPSEC IS DOWN",
        acceptedRouteCount: 0,
        since: now,
        everUp: status !== "never",
        readAt: now,
      })),
    );
  });
  return { resources, tunnels };
}

export function join({ resources, tunnels }: Sample, proposals: readonly Proposal[] = []): Network {
  return joinNetwork({ resources, tunnels, proposals, now, staleAfterMs: 120_000 });
}

/** `count` sites named site-1, site-2, … on one gateway. */
export function manySites(count: number, gateway = "core"): SampleConnection[] {
  return Array.from({ length: count }, (_, index) => ({ site: `branch-office ${index + 1}x`, gateway }));
}

export const nothingAsked = { open: new Set<string>(), wanted: new Set<string>() };
