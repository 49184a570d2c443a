import type { Connection, Network } from "./network";
import { compareHealth, compareNames } from "./severity";

/** A connection as a line of the table that stands for the canvas. */
export interface ConnectionRow {
  connection: Connection;
  site: { key: string; name: string; ipAddress: string | null } | null;
  gateway: { key: string; name: string } | null;
  vpc: { key: string; name: string; cidr: string | null } | null;
}

/** A piece that no connection uses: it is on the canvas, so it is in the table as well. */
export interface IdleRow {
  key: string;
  kind: "customer-gateway" | "vpn-gateway" | "vpc";
  name: string;
  awsId: string | null;
  /** Its address, ASN or CIDR. */
  fact: string | null;
}

export interface TopologyRows {
  connections: ConnectionRow[];
  idle: IdleRow[];
  /** All connections that the filter lets through; more than `connections` when these were cut. */
  connectionCount: number;
}

/** The rows of the table, worst first: what the canvas shows, without folding. `found` keeps only what a search found. */
export function topologyRows(network: Network, found: ReadonlySet<string> | null, countMax: number): TopologyRows {
  const sites = new Map(network.sites.map((site) => [site.key, site]));
  const gateways = new Map(network.gateways.map((gateway) => [gateway.key, gateway]));
  const vpcs = new Map(network.vpcs.map((vpc) => [vpc.key, vpc]));
  const rows = network.connections.map((connection): ConnectionRow => {
    const site = sites.get(connection.customerGateway ?? "") ?? null;
    const gateway = gateways.get(connection.gateway ?? "") ?? null;
    const vpc = vpcs.get(gateway?.vpc ?? "") ?? null;
    return {
      connection,
      site: site && { key: site.key, name: site.name, ipAddress: site.ipAddress },
      gateway: gateway && { key: gateway.key, name: gateway.name },
      vpc: vpc && { key: vpc.key, name: vpc.name, cidr: vpc.cidr },
    };
  });
  const kept = rows
    .filter((row) => found === null || isFound(row, found, vpcs))
    .sort(
      (a, b) => compareHealth(a.connection.health, b.connection.health) || compareNames(a.connection, b.connection),
    );
  return {
    connections: kept.slice(0, countMax),
    idle: idleRows(network).filter((row) => found === null || found.has(row.key)),
    connectionCount: kept.length,
  };
}

/** A search for a site, a gateway or a network finds the connections that run through it. */
function isFound(
  row: ConnectionRow,
  found: ReadonlySet<string>,
  vpcs: ReadonlyMap<string, Network["vpcs"][number]>,
): boolean {
  const keys = [row.connection.key, row.site?.key, row.gateway?.key, row.vpc?.key];
  if (keys.some((key) => key !== undefined && found.has(key))) return true;
  return vpcs.get(row.vpc?.key ?? "")?.subnets.some((subnet) => found.has(subnet.key)) ?? false;
}

function idleRows(network: Network): IdleRow[] {
  return [
    ...network.sites
      .filter((site) => site.connections.length === 0)
      .map(({ key, name, awsId, ipAddress }) => ({
        key,
        kind: "customer-gateway" as const,
        name,
        awsId,
        fact: ipAddress,
      })),
    ...network.gateways
      .filter((gateway) => gateway.connections.length === 0)
      .map(({ key, name, awsId, amazonSideAsn }) => ({
        key,
        kind: "vpn-gateway" as const,
        name,
        awsId,
        fact: amazonSideAsn === null ? null : String(amazonSideAsn),
      })),
    ...network.vpcs
      .filter((vpc) => vpc.gateways.length === 0)
      .map(({ key, name, awsId, cidr }) => ({ key, kind: "vpc" as const, name, awsId, fact: cidr })),
  ];
}
