import { formatAddress, isPublicAddress, parseBlock, size } from "../../net";
import { blockRoutes } from "../../traffic/choose-route";
import type { Position } from "../../traffic/journey";
import { holds, type Packet } from "../../traffic/packet";
import type { World } from "../../world";
import { publicAddressOf } from "../vpc/address";
import { interfacesOf, type NetworkInterface } from "../vpc/network-interface";
import { cidrsOf } from "../vpc/vpc";
import type { NetworkInsightsPath } from "./path";
import type { PathEnd } from "./path-end";
import type { PortRange } from "./path-filter";

/** A packet that fits a path, and where it begins. Attempts with the same `ends` differ in ports only. */
export type Attempt = { start: Position; packet: Packet; ends: string };

/** More packets than this are not tried: what a path leaves open multiplies. */
const attemptsMax = 2000;

/** Stands for the internet where nothing says which of its addresses is meant (RFC 5737). */
const somewhere = "203.0.113.1";

/** Every packet worth trying for a path. */
export function attempts(world: World, path: NetworkInsightsPath): Attempt[] {
  const found: Attempt[] = [];
  const destinations = destinationsOf(world, path);
  const ports = portPairs(world, path);
  for (const [index, { start, addresses }] of startsOf(world, path).entries())
    for (const source of addresses)
      for (const destination of destinations)
        for (const { sourcePort, destinationPort } of ports) {
          if (found.length >= attemptsMax) return found;
          const packet = { source, destination, protocol: path.protocol, sourcePort, destinationPort };
          found.push({ start, packet, ends: `${index} ${source} ${destination}` });
        }
  return found;
}

function startsOf(world: World, path: NetworkInsightsPath): { start: Position; addresses: string[] }[] {
  const { source, sourceIp, filterAtSource } = path;
  const asked = sourceIp ?? filterAtSource?.sourceAddress;
  const outside = asked === undefined ? outsideAddresses(world, source) : [asked];
  const { id } = source;
  switch (source.kind) {
    case "instance":
    case "networkInterface":
      return interfacesAt(world, source).map((row) => ({
        start: { kind: "leaves-interface", world, interfaceId: row.id },
        addresses: asked === undefined ? row.privateAddresses : [asked],
      }));
    case "internetGateway":
      return [{ start: { kind: "at-internet-gateway", world, id, way: "in" }, addresses: outside }];
    case "vpnGateway":
      return [{ start: { kind: "at-vpn-gateway", world, id, way: "in" }, addresses: outside }];
    case "transitGatewayAttachment":
      return [{ start: { kind: "enters-transit-gateway", world, attachmentId: id }, addresses: outside }];
    case "transitGateway":
      return world.transitGatewayAttachments
        .where(({ transitGatewayId }) => transitGatewayId === id)
        .map((row) => ({
          start: { kind: "enters-transit-gateway", world, attachmentId: row.id },
          addresses: outside,
        }));
    default:
      return source.kind satisfies never;
  }
}

/** What may come in from outside: where rules begin, as they are what tells outside addresses apart. */
function outsideAddresses(world: World, { kind }: PathEnd): string[] {
  const blocks = [
    ...[...world.securityGroupRules.values()].flatMap(({ cidr }) => cidr ?? []),
    ...[...world.networkAcls.values()].flatMap(({ entries }) => entries.map(({ cidr }) => cidr)),
  ];
  const addresses = [somewhere, ...blocks.flatMap((block) => firstAddress(block) ?? [])];
  return [...new Set(addresses)].filter((address) => kind !== "internetGateway" || isPublicAddress(address));
}

/** The addresses that the traffic may be for: those of the destination, or any that some route is about. */
function destinationsOf(world: World, path: NetworkInsightsPath): string[] {
  const { source, destination, destinationIp, filterAtSource, filterAtDestination } = path;
  const asked = filterAtSource?.destinationAddress ?? destinationIp;
  if (asked !== undefined) return [asked];
  if (destination?.kind === "instance" || destination?.kind === "networkInterface") {
    const rows = interfacesAt(world, destination);
    if (source.kind === "internetGateway") return publicAddresses(world, rows);
    const inside = filterAtDestination?.destinationAddress;
    return inside === undefined ? rows.flatMap(({ privateAddresses }) => privateAddresses) : [inside];
  }
  const blocks = [
    ...world.routeTables.all().flatMap((table) => blockRoutes(table, world).map(({ block }) => block)),
    ...world.transitGatewayRouteTables.all().flatMap(({ routes }) => routes.map((route) => route.destination)),
    ...world.vpcs.all().map(({ cidr }) => cidr),
  ];
  const addresses = new Set([somewhere, ...blocks.flatMap((block) => firstAddress(block) ?? [])]);
  return [...addresses].filter((address) => !isLocal(world, source, address));
}

/** What a host sends within its own VPC comes to no gateway. */
function isLocal(world: World, source: PathEnd, address: string): boolean {
  const vpcIds = interfacesAt(world, source).map(({ vpcId }) => vpcId);
  return vpcIds.some((id) => cidrsOf(world.vpcs.require(id)).some((cidr) => holds(cidr, address)));
}

/** From the internet an interface without a public address is asked for by its private one, which the gateway refuses. */
function publicAddresses(world: World, rows: NetworkInterface[]): string[] {
  const seen = rows.flatMap((row) =>
    row.privateAddresses.flatMap((address) => publicAddressOf(row, address, world)?.address ?? []),
  );
  return seen.length ? seen : rows.flatMap(({ privateAddresses }) => privateAddresses);
}

function interfacesAt(world: World, { kind, id }: PathEnd): NetworkInterface[] {
  if (kind === "instance") return interfacesOf(id, world);
  const row = world.networkInterfaces.get(id);
  return row ? [row] : [];
}

function portPairs(world: World, path: NetworkInsightsPath): { sourcePort: number; destinationPort: number }[] {
  const { destinationPort: single, filterAtSource, filterAtDestination } = path;
  const ports = boundaryPorts(world);
  const within = (range: PortRange | undefined) =>
    range ? [range.from, ...ports.filter((port) => range.from < port && port <= range.to)] : ports;
  const destinations =
    single === undefined ? within(filterAtSource?.destinationPorts ?? filterAtDestination?.destinationPorts) : [single];
  // An ephemeral port first, as clients take them; the others for network ACLs that let only some back.
  const sources = filterAtSource?.sourcePorts ? within(filterAtSource.sourcePorts) : [49_152, ...ports];
  return destinations.flatMap((destinationPort) => sources.map((sourcePort) => ({ sourcePort, destinationPort })));
}

/** The ports at which some rule begins. */
function boundaryPorts(world: World): number[] {
  const rules = [...world.securityGroupRules.values()].filter(({ protocol }) => protocol !== "icmp");
  const entries = [...world.networkAcls.values()].flatMap((acl) => acl.entries);
  const starts = [
    ...rules.flatMap(({ fromPort }) => (fromPort !== undefined && fromPort >= 0 ? [fromPort] : [])),
    ...entries.flatMap(({ ports }) => (ports ? [ports.from, Math.min(65_535, ports.to + 1)] : [])),
  ];
  return [...new Set([443, ...starts])];
}

/** The first address of an IPv4 block that is not the network's own. */
function firstAddress(text: string): string | undefined {
  const block = parseBlock(text);
  if (!block || block.length === 0) return undefined;
  return formatAddress(block.base + (size(block) > 2 ? 1 : 0));
}
