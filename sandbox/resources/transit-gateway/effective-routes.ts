import { learnedRoutes } from "../../vpn/learned-routes";
import type { World } from "../../world";
import { cidrsOf } from "../vpc/vpc";
import type { VpnConnection } from "../vpn/vpn-connection";
import { type AttachedResource, isOfType, type TransitGatewayAttachment } from "./attachment";
import { type Cidr, compareCidrs, containsCidr, formatCidr, parseCidr } from "./cidr";
import type { TransitGatewayRouteTable } from "./route-table";

/** A route as a table has it now. Several attachments share the traffic of one; a blackhole may have none. */
export type EffectiveRoute = {
  cidr: Cidr;
  prefixListId: string | undefined;
  type: "static" | "propagated";
  state: "active" | "blackhole";
  attachments: TransitGatewayAttachment[];
};

/**
 * The routes of a table, one for each destination: a written one before one of a prefix list, and that before a
 * propagated one (reference §7; TGW guide, "Route evaluation order"). In the order of their addresses.
 */
export function effectiveRoutes(table: TransitGatewayRouteTable, world: World): EffectiveRoute[] {
  const routes = new Map<string, EffectiveRoute>();
  const inOrder = [
    ...writtenRoutes(table, world),
    ...prefixListRoutes(table, world),
    ...propagatedRoutes(table, world),
  ];
  for (const route of inOrder) {
    const destination = formatCidr(route.cidr);
    if (!routes.has(destination)) routes.set(destination, route);
  }
  return [...routes.values()].sort((a, b) => compareCidrs(a.cidr, b.cidr));
}

/** Where a table sends a packet: the longest prefix that holds its destination. */
export function routeFor(routes: EffectiveRoute[], destination: Cidr): EffectiveRoute | undefined {
  const matching = routes.filter(({ cidr }) => containsCidr(cidr, destination));
  return matching.reduce<EffectiveRoute | undefined>(
    (best, route) => (best && best.cidr.length >= route.cidr.length ? best : route),
    undefined,
  );
}

function writtenRoutes(table: TransitGatewayRouteTable, world: World): EffectiveRoute[] {
  return table.routes.flatMap(({ destination, attachmentId }) =>
    staticRoute(world, { destination, attachmentId, prefixListId: undefined }),
  );
}

function prefixListRoutes(table: TransitGatewayRouteTable, world: World): EffectiveRoute[] {
  return table.prefixLists.flatMap(({ prefixListId, attachmentId }) =>
    (world.prefixLists.get(prefixListId)?.versions.at(-1) ?? []).flatMap(({ cidr }) =>
      staticRoute(world, { destination: cidr, attachmentId, prefixListId }),
    ),
  );
}

function staticRoute(
  world: World,
  route: { destination: string; attachmentId: string | undefined; prefixListId: string | undefined },
): EffectiveRoute[] {
  const cidr = parseCidr(route.destination);
  if (!cidr) return [];
  const attachment = world.transitGatewayAttachments.get(route.attachmentId);
  const isActive = attachment?.state === "available" || attachment?.state === "modifying";
  const { prefixListId } = route;
  const state = isActive ? "active" : "blackhole";
  return [{ cidr, prefixListId, type: "static", state, attachments: attachment ? [attachment] : [] }];
}

/** What one attachment offers for one prefix. Lower ranks win; equal ones are several ways to the same place. */
type Offer = { cidr: Cidr; attachment: TransitGatewayAttachment; rank: number[]; isShareable: boolean };

/** Among propagated routes (reference §7): VPC, Connect, VPN, VPN concentrator, Client VPN. A peering propagates nothing. */
const typeRanks: Record<AttachedResource["type"], number> = {
  vpc: 0,
  connect: 1,
  vpn: 2,
  "vpn-concentrator": 3,
  "client-vpn": 4,
  peering: 5,
};

function propagatedRoutes(table: TransitGatewayRouteTable, world: World): EffectiveRoute[] {
  const isShared = world.transitGateways.get(table.transitGatewayId)?.options.vpnEcmpSupport === "enable";
  const offers = new Map<string, Offer[]>();
  for (const { attachmentId, state } of table.propagations) {
    const attachment = world.transitGatewayAttachments.get(attachmentId);
    if (state !== "enabled" || (attachment?.state !== "available" && attachment?.state !== "modifying")) continue;
    for (const offer of offersOf(attachment, world)) {
      const destination = formatCidr(offer.cidr);
      offers.set(destination, [...(offers.get(destination) ?? []), offer]);
    }
  }
  return [...offers.values()].flatMap((rivals) => bestOf(rivals, isShared));
}

function bestOf(rivals: Offer[], isShared: boolean): EffectiveRoute[] {
  const [best, ...others] = [...rivals].sort((a, b) => compareRanks(a.rank, b.rank));
  if (!best) return [];
  const equals = others.filter(({ rank, isShareable }) => isShareable && compareRanks(rank, best.rank) === 0);
  const chosen = isShared && best.isShareable ? [best, ...equals] : [best];
  const attachments = [...new Set(chosen.map(({ attachment }) => attachment))];
  return [{ cidr: best.cidr, prefixListId: undefined, type: "propagated", state: "active", attachments }];
}

function offersOf(attachment: TransitGatewayAttachment, world: World): Offer[] {
  const { resource } = attachment;
  const typeRank = typeRanks[resource.type];
  if (resource.type === "vpc")
    return vpcCidrs(attachment, world).map((cidr) => ({ cidr, attachment, rank: [typeRank], isShareable: false }));
  if (resource.type === "client-vpn")
    return clientCidrs(resource.id, world).map((cidr) => ({ cidr, attachment, rank: [typeRank], isShareable: false }));
  return connectionsBehind(attachment, world)
    .flatMap((connection) => learnedRoutes(world, connection))
    .filter(({ origin }) => origin === "bgp")
    .flatMap(({ prefix, asPath, med }) => {
      const cidr = parseCidr(prefix);
      const rank = [typeRank, asPath.length, med];
      return cidr ? [{ cidr, attachment, rank, isShareable: resource.type === "vpn" }] : [];
    });
}

/** Clients keep their own addresses on the way through a transit gateway (Client VPN, "Route evaluation order" of 2026). */
function clientCidrs(endpointId: string, world: World): Cidr[] {
  const { clientCidr } = world.clientVpnEndpoints.get(endpointId) ?? {};
  const cidr = clientCidr === undefined ? undefined : parseCidr(clientCidr);
  return cidr ? [cidr] : [];
}

function connectionsBehind({ resource }: TransitGatewayAttachment, world: World): VpnConnection[] {
  if (resource.type === "vpn-concentrator") return [...world.vpnConnections.under("target", resource.id)];
  const connection = resource.type === "vpn" ? world.vpnConnections.get(resource.id) : undefined;
  return connection ? [connection] : [];
}

/** A block that overlaps with one of a VPC attached earlier is not propagated (TGW guide, "VPC attachments"). */
function vpcCidrs(attachment: TransitGatewayAttachment, world: World): Cidr[] {
  const before: Cidr[] = [];
  for (const other of world.transitGatewayAttachments.values()) {
    if (!isOfType(other, "vpc") || other.transitGatewayId !== attachment.transitGatewayId) continue;
    const vpc = world.vpcs.get(other.resource.id);
    const cidrs = (vpc ? cidrsOf(vpc) : []).flatMap((text) => parseCidr(text) ?? []);
    if (other === attachment)
      return cidrs.filter((cidr) => !before.some((taken) => containsCidr(taken, cidr) || containsCidr(cidr, taken)));
    if (other.state === "available" || other.state === "modifying") before.push(...cidrs);
  }
  return [];
}

function compareRanks(a: number[], b: number[]): number {
  for (const [index, left] of a.entries()) {
    const difference = left - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
