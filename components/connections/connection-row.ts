import type { Phrase } from "@/lib/domain/phrase";
import type { Network, TunnelLine } from "@/lib/domain/topology/network";
import { compareHealth } from "@/lib/domain/topology/severity";
import type { PathFacts } from "@/lib/domain/tunnels/redundancy";
import type { Health } from "@/lib/domain/tunnels/tunnel-status";

/** A connection as lists, cards and its own page show it. */
export interface ConnectionRow {
  key: string;
  name: string;
  awsId: string | null;
  /** EC2's lifecycle word; null when EC2 does not list it. */
  state: string | null;
  /** The customer gateway; null when it is not known. */
  site: { key: string; name: string; ipAddress: string | null; asn: number | null } | null;
  gateway: {
    type: "vpn-gateway" | "transit-gateway";
    key: string;
    name: string;
    asn: number | null;
    vpc: { key: string; name: string; cidr: string | null } | null;
  } | null;
  routing: "static" | "bgp";
  prefixes: string[];
  health: Health;
  /** Since when it is so; where the tunnels cannot tell, since when EC2 shows it like this. */
  since: Date | null;
  reason: Phrase | null;
  /** Always two, in the order of their outside addresses. */
  tunnels: TunnelLine[];
  /** Outside addresses that were never UP: what AWS calls DOWN there is no outage, also when nothing is known of the present. */
  neverUp: string[];
}

/** What EC2 shows of the connections' resources besides the joined network. */
interface ResourceAge {
  key: string;
  observedAt: Date | null;
}

interface RowSources {
  resources: readonly ResourceAge[];
  /** By key of the connection. */
  tunnels: ReadonlyMap<string, readonly { outsideIpAddress: string; everUp: boolean }[]>;
}

/** Connections that are in AWS, worst first, by name among equals. */
export function connectionRows(network: Network, { resources, tunnels: readings }: RowSources): ConnectionRow[] {
  const observedAt = new Map(resources.map((resource) => [resource.key, resource.observedAt]));
  const sites = new Map(network.sites.map((site) => [site.key, site]));
  const gateways = new Map(network.gateways.map((gateway) => [gateway.key, gateway]));
  const vpcs = new Map(network.vpcs.map((vpc) => [vpc.key, vpc]));
  return network.connections
    .map((connection): ConnectionRow => {
      const { key, name, awsId, state, routing, prefixes, health, reason, tunnels } = connection;
      const site = sites.get(connection.customerGateway ?? "");
      const gateway = gateways.get(connection.gateway ?? "");
      const vpc = vpcs.get(gateway?.vpc ?? "");
      return {
        ...{ key, name, awsId, state, routing, prefixes, health, reason, tunnels },
        neverUp: (readings.get(key) ?? []).flatMap((tunnel) => (tunnel.everUp ? [] : tunnel.outsideIpAddress)),
        since: connection.since ?? fallbackSince(connection, observedAt.get(key) ?? null),
        site: site ? { key: site.key, name: site.name, ipAddress: site.ipAddress, asn: site.bgpAsn } : null,
        gateway: gateway
          ? {
              type: gateway.type,
              key: gateway.key,
              name: gateway.name,
              asn: gateway.amazonSideAsn,
              vpc: vpc ? { key: vpc.key, name: vpc.name, cidr: vpc.cidr } : null,
            }
          : null,
      };
    })
    .sort(compareRows);
}

/** Worst first; among equals those that changed last, then by name. */
export function compareRows(a: ConnectionRow, b: ConnectionRow): number {
  return compareHealth(a.health, b.health) || collator.compare(a.name, b.name);
}

const collator = new Intl.Collator("en", { numeric: true });

/** Never UP since the tunnels exist; in progress since EC2 shows the state. */
function fallbackSince({ health, tunnels }: Network["connections"][number], observedAt: Date | null): Date | null {
  switch (health) {
    case "never-up":
      return tunnels.reduce<Date | null>(
        (first, { since }) => (since && (!first || since < first) ? since : first),
        null,
      );
    case "pending":
      return observedAt;
    case "healthy":
    case "degraded":
    case "down":
    case "unknown":
      return null;
    default: {
      const impossible: never = health;
      throw new Error(`Unknown health: ${impossible}`);
    }
  }
}

/** What redundancy is judged by. */
export function pathFactsOf({ key, name, site, gateway, routing, prefixes, tunnels }: ConnectionRow): PathFacts {
  return {
    ...{ key, name, routing, prefixes, tunnels },
    device: site?.key ?? null,
    deviceName: site?.name ?? name,
    deviceIpAddress: site?.ipAddress ?? null,
    asn: site?.asn ?? null,
    gateway: gateway?.key ?? null,
  };
}

/** True unless nothing is known of it at present. */
export function isReadable({ health }: ConnectionRow): boolean {
  return health !== "unknown";
}

/** True while traffic could pass: what EC2 is creating or deleting is not in service. */
export function isInService({ health }: ConnectionRow): boolean {
  return health !== "pending";
}

/** Tunnels that AWS says are UP. */
export function upCount({ tunnels }: ConnectionRow): number {
  return tunnels.filter(({ state }) => state === "up" || state === "up-no-routes").length;
}
