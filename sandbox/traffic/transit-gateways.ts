import { hashText } from "../random";
import {
  type AttachmentOf,
  attachmentOf,
  isOfType,
  type TransitGatewayAttachment,
} from "../resources/transit-gateway/attachment";
import { formatCidr, parseCidr } from "../resources/transit-gateway/cidr";
import { type EffectiveRoute, effectiveRoutes, routeFor } from "../resources/transit-gateway/effective-routes";
import { attachmentsOfVpc } from "../resources/transit-gateway/vpc-attachment";
import type { Subnet } from "../resources/vpc/subnet";
import type { VpnConnection } from "../resources/vpn/vpn-connection";
import type { World } from "../world";
import type { TransitRoute } from "./hop";
import { interfaceWith } from "./interfaces";
import { drop, type Journey, type Position, type Step } from "./journey";
import { passNetworkAcl } from "./network-acls";
import { addressCidr, flowKey, type Packet } from "./packet";
import { bestWays, type Way, waysOf } from "./tunnel-choice";

type At<Kind extends Position["kind"]> = Extract<Position, { kind: Kind }>;

/**
 * From a subnet into the VPC's attachment: it needs an interface of the attachment in the same zone. The network ACL of that
 * interface's subnet looks at what goes in, also from the subnet itself (TGW guide, "How network ACLs work with transit gateways").
 */
export function enterFromVpc(
  { world, vpcId, subnet }: { world: World; vpcId: string; subnet: Subnet | undefined },
  transitGatewayId: string,
  packet: Packet,
  journey: Journey,
): Step {
  const attachment = attachmentsOfVpc(world, vpcId).find((row) => row.transitGatewayId === transitGatewayId);
  const hop = { kind: "transitGateway", id: transitGatewayId, vpcId } as const;
  if (!attachment)
    return drop(world, hop, "NO_ROUTE_TO_DESTINATION", `${vpcId} is not attached to ${transitGatewayId}.`);
  const door = subnetsOf(world, attachment).find(({ zone }) => !subnet || zone.name === subnet.zone.name);
  if (!door) {
    const text = `${attachment.id} has no subnet in ${subnet?.zone.name}, where ${packet.source} is.`;
    return drop(world, hop, "TGW_ROUTE_AZ_RESTRICTION", text);
  }
  const denied = passNetworkAcl({ world, subnet: door }, "ingress", packet, journey);
  return denied ?? { next: { kind: "enters-transit-gateway", world, attachmentId: attachment.id } };
}

/** Looks the destination up in the route table that the attachment is associated with. */
export function enterTransitGateway(position: At<"enters-transit-gateway">, packet: Packet, journey: Journey): Step {
  const { world } = position;
  const attachment = world.transitGatewayAttachments.require(position.attachmentId);
  const hop = { kind: "transitGatewayAttachment", id: attachment.id } as const;
  if (!isServing(attachment)) return drop(world, hop, "BAD_STATE", `${attachment.id} is ${attachment.state}.`);
  journey.pass(world, hop);
  journey.pass(world, { kind: "transitGateway", id: attachment.transitGatewayId });
  const table = tableOf(world, attachment);
  if (!table) return drop(world, hop, "TGW_ATTACH_MISSING_TGW_RTB_ASSOCIATION", `${attachment.id} has no route table.`);
  const route = routeFor(effectiveRoutes(table, world), addressCidr(packet.destination));
  const at = { kind: "transitGatewayRouteTable", id: table.id } as const;
  if (!route) {
    const text = `${table.id} has no route to ${packet.destination}.`;
    return drop(world, at, "TGW_RTB_NO_ROUTE_TO_TGW_ATTACHMENT", text);
  }
  const transitRoute = routeView(route);
  if (route.state === "blackhole") {
    const text = `The route to ${transitRoute.destination} in ${table.id} is a blackhole.`;
    return drop(world, { ...at, transitRoute }, "TGW_RTB_BAD_STATE_ROUTE", text);
  }
  journey.pass(world, { ...at, transitRoute });
  return followRoute(world, route, packet, journey);
}

/** Out of an attachment of a VPC, into the subnet where its interface is. */
export function leaveTransitGateway(position: At<"leaves-transit-gateway">, packet: Packet, journey: Journey): Step {
  const { world } = position;
  const attachment = world.transitGatewayAttachments.require(position.attachmentId);
  journey.pass(world, { kind: "transitGatewayAttachment", id: attachment.id });
  const { resource } = attachment;
  if (resource.type === "peering") {
    const { account, region, attachmentId } = resource.peer;
    return { next: { kind: "enters-transit-gateway", world: world.elsewhere(account, region), attachmentId } };
  }
  if (!isOfType(attachment, "vpc"))
    return drop(
      world,
      { kind: "transitGatewayAttachment", id: attachment.id },
      "NO_POSSIBLE_DESTINATION",
      `Nothing is known behind ${attachment.id}.`,
    );
  const doors = subnetsOf(world, attachment);
  const zone = interfaceWith(world, resource.id, packet.destination)?.zone.name;
  const subnet = doors.find((door) => door.zone.name === zone) ?? doors[0];
  if (!subnet) throw new Error(`${attachment.id} has no subnet`);
  return { next: { kind: "leaves-subnet", world, subnet } };
}

/** Whether what a site sends to an address is known where its attachment is looked up: AWS has told the site so by BGP. */
export function isRoutedFrom(world: World, attachment: TransitGatewayAttachment, address: string): boolean {
  const table = tableOf(world, attachment);
  return table !== undefined && routeFor(effectiveRoutes(table, world), addressCidr(address)) !== undefined;
}

/** The connections whose tunnels an attachment leads to. */
export function connectionsBehind(world: World, { resource }: TransitGatewayAttachment): VpnConnection[] {
  if (resource.type === "vpn-concentrator")
    return world.vpnConnections.where(({ target, state }) => target?.id === resource.id && state !== "deleted");
  const connection = resource.type === "vpn" ? world.vpnConnections.get(resource.id) : undefined;
  return connection ? [connection] : [];
}

/** The attachment that a connection's traffic comes in by. */
export function attachmentBehind(world: World, { id, target }: VpnConnection): TransitGatewayAttachment | undefined {
  return attachmentOf(world, target?.kind === "vpn-concentrator" ? target.id : id);
}

function followRoute(world: World, route: EffectiveRoute, packet: Packet, journey: Journey): Step {
  const [first] = route.attachments;
  if (!first) throw new Error(`An active route leads nowhere: ${formatCidr(route.cidr)}`);
  if (first.resource.type !== "vpn" && first.resource.type !== "vpn-concentrator")
    return { next: { kind: "leaves-transit-gateway", world, attachmentId: first.id } };
  const ways = tunnelsOf(world, route);
  const chosen = ways[(hashText(flowKey(packet)) >>> 0) % Math.max(1, ways.length)];
  const attachment = route.attachments.find(({ id }) => id === chosen?.attachmentId) ?? first;
  const hop = { kind: "transitGatewayAttachment", id: attachment.id } as const;
  journey.pass(world, hop);
  if (!chosen) {
    const text = `No tunnel behind ${attachment.id} is up.`;
    const { id, type } = attachment.resource;
    return drop(world, { kind: type === "vpn" ? "vpnConnection" : "vpnConcentrator", id }, "TGW_BAD_STATE_VPN", text);
  }
  const { connectionId, tunnel } = chosen;
  return { next: { kind: "in-tunnel", world, connectionId, tunnel, way: "to-site" } };
}

/**
 * The tunnels that share what goes to one prefix: with ECMP all that are equal, chosen by a hash of the flow, so that one flow
 * keeps one tunnel; otherwise one. Static connections and concentrators never share (TGW guide; User Guide, "ECMP").
 */
function tunnelsOf(world: World, { cidr, attachments, type }: EffectiveRoute): (Way & { attachmentId: string })[] {
  const prefix = formatCidr(cidr);
  const ways = attachments.flatMap((attachment) => {
    const connections = connectionsBehind(world, attachment);
    const known = waysOf(world, connections).filter((way) => isSamePrefix(way.prefix, prefix));
    const present =
      known.length || type === "propagated" ? known : connections.flatMap((one) => writtenWays(one, prefix));
    return present.map((way) => ({ ...way, attachmentId: attachment.id, isShareable: mayShare(world, attachment) }));
  });
  const best = new Set(bestWays(ways, true));
  const equal = ways.filter((way) => best.has(way)).sort((a, b) => (a.tunnel < b.tunnel ? -1 : 1));
  return equal.every(({ isShareable, origin }) => isShareable && origin === "bgp") ? equal : equal.slice(0, 1);
}

/** A device may write host bits into what it advertises. */
function isSamePrefix(advertised: string, prefix: string): boolean {
  const cidr = parseCidr(advertised);
  return cidr !== undefined && formatCidr(cidr) === prefix;
}

function mayShare(world: World, { transitGatewayId, resource }: TransitGatewayAttachment): boolean {
  const { vpnEcmpSupport } = world.transitGateways.require(transitGatewayId).options;
  return resource.type === "vpn" && vpnEcmpSupport === "enable";
}

/** For a route that somebody wrote to the attachment: any tunnel that is up takes it. */
function writtenWays({ id, isStatic, tunnels }: VpnConnection, prefix: string): Way[] {
  return tunnels
    .filter(({ telemetry }) => telemetry.status === "UP")
    .map(({ outsideAddress: tunnel }) => {
      const origin = isStatic ? ("static" as const) : ("bgp" as const);
      return { prefix, tunnel, connectionId: id, origin, asPath: [], med: 0 };
    });
}

function subnetsOf(world: World, { resource }: AttachmentOf<"vpc">): Subnet[] {
  return resource.subnetIds.map((id) => world.subnets.require(id));
}

function tableOf(world: World, { association }: TransitGatewayAttachment) {
  return association?.state === "associated"
    ? world.transitGatewayRouteTables.get(association.routeTableId)
    : undefined;
}

function isServing({ state }: TransitGatewayAttachment): boolean {
  return state === "available" || state === "modifying";
}

function routeView({ cidr, type, state, prefixListId, attachments }: EffectiveRoute): TransitRoute {
  const [attachment] = attachments;
  return {
    destination: formatCidr(cidr),
    state,
    origin: type,
    prefixListId,
    attachmentId: attachment?.id,
    resourceId: attachment?.resource.id,
    resourceType: attachment?.resource.type,
  };
}
