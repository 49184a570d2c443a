import { groupBy } from "../group-by";
import { ipv4ToNumber, isIpv4 } from "../net/ip";
import { rollUp } from "../tunnels/tunnel-status";
import { describeTunnel } from "../tunnels/tunnel-view";
import { joinVpcs } from "./join-vpcs";
import type {
  Attachment,
  Connection,
  Gateway,
  Network,
  Site,
  TopologyInput,
  TopologyTunnel,
  TunnelLine,
} from "./network";
import { type MarkedResource, overlayProposals, pieceOf } from "./overlay-proposals";
import { numberIn, recordsIn, textIn } from "./read-spec";
import { compareNames, worstHealth } from "./severity";

/** Joins resources, readings and proposals into one network. Pieces that serve nothing yet are in it too. */
export function joinNetwork(input: TopologyInput): Network {
  const byKind = groupBy(overlayProposals(input.resources, input.proposals), (resource) => resource.kind);
  const of = (kind: string) => byKind.get(kind) ?? [];

  const prefixes = prefixesByConnection(of("vpn-connection-route"));
  const connections = of("vpn-connection")
    .filter((resource) => !isGone(resource))
    .map((resource) => connectionOf(resource, input, prefixes.get(resource.key) ?? []))
    .sort(compareNames);
  const attachments = of("vpn-gateway-attachment").flatMap(attachmentOf);

  const bySite = groupBy(connections, (connection) => connection.customerGateway);
  const byGateway = groupBy(connections, (connection) => connection.gateway);
  return {
    connections,
    attachments,
    sites: of("customer-gateway")
      .filter((resource) => !isGone(resource))
      .map((resource) => siteOf(resource, bySite.get(resource.key) ?? []))
      .sort(compareNames),
    gateways: [
      ...of("vpn-gateway")
        .filter((resource) => !isGone(resource))
        .map((resource) => gatewayOf(resource, byGateway.get(resource.key) ?? [], attachments)),
      ...transitGatewaysOf(byGateway),
    ].sort(compareNames),
    vpcs: joinVpcs(byKind, attachments),
  };
}

/** EC2 lists what is deleted for about an hour; it is no part of the network. */
function isGone(resource: MarkedResource): boolean {
  return resource.state === "deleted";
}

function connectionOf(resource: MarkedResource, input: TopologyInput, prefixes: string[]): Connection {
  const routing = resource.spec.routing === "static" ? "static" : "bgp";
  const base = {
    ...pieceOf(resource),
    customerGateway: textIn(resource.spec, "customerGateway"),
    gateway: textIn(resource.spec, "vpnGateway") ?? transitGatewayKeyOf(resource),
    routing,
    prefixes,
  } as const;
  const insideCidrs = recordsIn(resource.spec, "tunnels");
  if (resource.proposed?.operation === "add") {
    const tunnels = [1, 2].map((ordinal) => ({
      ...emptyLine(ordinal, "proposed"),
      insideCidr: textIn(insideCidrs[ordinal - 1] ?? {}, "insideCidr"),
    }));
    return { ...base, health: "pending", since: null, reason: null, tunnels };
  }
  const readings = input.tunnels.get(resource.key) ?? [];
  const rolledUp = rollUp(resource.state, readings, { ...input, routing });
  const isPending = rolledUp.health === "pending" && resource.state !== "modifying";
  const lines = readings.map((reading) => lineOf(reading, isPending, { ...input, routing }));
  // EC2 that tells of fewer than two tunnels leaves the other one unknown; the pair stays a pair.
  for (let ordinal = lines.length + 1; ordinal <= 2; ordinal++) {
    lines.push(emptyLine(ordinal, isPending ? "pending" : "unknown"));
  }
  for (const line of lines) {
    const option = insideCidrs.find((tunnel) => textIn(tunnel, "outsideIpAddress") === line.outsideIpAddress);
    if (option) line.insideCidr = textIn(option, "insideCidr");
  }
  return { ...base, ...rolledUp, tunnels: lines.sort(compareAddresses) };
}

function lineOf(
  reading: TopologyTunnel,
  isPending: boolean,
  options: { now: Date; staleAfterMs: number; routing: "static" | "bgp" },
): TunnelLine {
  const view = describeTunnel(reading, options);
  return {
    outsideIpAddress: reading.outsideIpAddress,
    ordinal: reading.ordinal,
    state: isPending ? "pending" : view.state,
    since: view.since,
    reason: view.reason,
    message: reading.statusMessage,
    routeCount: reading.acceptedRouteCount,
    insideCidr: null,
  };
}

function emptyLine(ordinal: number, state: TunnelLine["state"]): TunnelLine {
  return {
    outsideIpAddress: null,
    ordinal,
    state,
    since: null,
    reason: null,
    message: "",
    routeCount: 0,
    insideCidr: null,
  };
}

function compareAddresses(a: TunnelLine, b: TunnelLine): number {
  return addressNumber(a) - addressNumber(b) || a.ordinal - b.ordinal;
}

function addressNumber({ outsideIpAddress }: TunnelLine): number {
  return outsideIpAddress !== null && isIpv4(outsideIpAddress) ? ipv4ToNumber(outsideIpAddress) : 2 ** 32;
}

function siteOf(resource: MarkedResource, connections: readonly Connection[]): Site {
  return {
    ...pieceOf(resource),
    ipAddress: textIn(resource.spec, "ipAddress"),
    bgpAsn: numberIn(resource.spec, "bgpAsn"),
    routing: connections[0]?.routing ?? null,
    connections: connections.map((connection) => connection.key),
    health: healthOf(connections),
  };
}

function gatewayOf(
  resource: MarkedResource,
  connections: readonly Connection[],
  attachments: readonly Attachment[],
): Gateway {
  return {
    ...pieceOf(resource),
    type: "vpn-gateway",
    amazonSideAsn: numberIn(resource.spec, "amazonSideAsn"),
    connections: connections.map((connection) => connection.key),
    vpc: attachments.find((attachment) => attachment.vpnGateway === resource.key)?.vpc ?? null,
    health: healthOf(connections),
  };
}

const TRANSIT_GATEWAY = "transit-gateway/";

function transitGatewayKeyOf({ observed }: MarkedResource): string | null {
  const id = textIn(observed?.attributes ?? {}, "transitGatewayId");
  return id === null ? null : TRANSIT_GATEWAY + id;
}

function transitGatewaysOf(byGateway: ReadonlyMap<string | null, readonly Connection[]>): Gateway[] {
  return [...byGateway].flatMap(([key, connections]): Gateway[] => {
    if (!key?.startsWith(TRANSIT_GATEWAY)) return [];
    const awsId = key.slice(TRANSIT_GATEWAY.length);
    return [
      {
        ...{ key, name: awsId, awsId, type: "transit-gateway", state: null, proposed: null },
        ...{ amazonSideAsn: null, vpc: null },
        connections: connections.map((connection) => connection.key),
        health: healthOf(connections),
      },
    ];
  });
}

/** A connection that is only wished for says nothing about the network. */
function healthOf(connections: readonly Connection[]) {
  return worstHealth(connections.filter((each) => each.proposed?.operation !== "add").map((each) => each.health));
}

function attachmentOf(resource: MarkedResource): Attachment[] {
  const vpnGateway = textIn(resource.spec, "vpnGateway");
  const vpc = textIn(resource.spec, "vpc");
  if (vpnGateway === null || vpc === null || resource.state === "detached") return [];
  return [{ ...pieceOf(resource), vpnGateway, vpc }];
}

function prefixesByConnection(routes: readonly MarkedResource[]): Map<string, string[]> {
  const prefixes = new Map<string, string[]>();
  for (const route of routes) {
    const connection = textIn(route.spec, "vpnConnection");
    const destination = textIn(route.spec, "destination");
    if (connection === null || destination === null || isGone(route)) continue;
    prefixes.set(connection, [...(prefixes.get(connection) ?? []), destination]);
  }
  return prefixes;
}
