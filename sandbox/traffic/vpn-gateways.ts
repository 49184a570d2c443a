import { isIPv6 } from "node:net";
import { cidrsOf } from "../resources/vpc/vpc";
import type { VpnConnection } from "../resources/vpn/vpn-connection";
import type { World } from "../world";
import { interfaceWith } from "./interfaces";
import { drop, type Journey, type Position, type Step } from "./journey";
import { holds, type Packet } from "./packet";
import { deliver, edgeTableOf } from "./subnets";
import { bestWays, longestMatching, type Way, waysOf } from "./tunnel-choice";

type At<Kind extends Position["kind"]> = Extract<Position, { kind: Kind }>;

/**
 * A VPN gateway knows its VPC and what its connections know, no more: no internet, NAT or peering behind it (User Guide,
 * "Route tables and VPN route priority"). Between its sites it forwards too (CloudHub).
 */
export function passVpnGateway({ world, id, way }: At<"at-vpn-gateway">, packet: Packet, journey: Journey): Step {
  const vpcId = attachedVpc(world, id);
  const hop = { kind: "vpnGateway", id, ...(vpcId === undefined ? {} : { vpcId }) } as const;
  if (way === "out" && (vpcId === undefined || !interfaceWith(world, vpcId, packet.source))) {
    const text = `${packet.source} is not the address of an interface in the VPC of ${id}.`;
    return drop(world, hop, "VGW_PRIVATE_IP_ASSOCIATION_FOR_EGRESS", text);
  }
  const isInVpc = vpcId !== undefined && isIn(world, vpcId, packet.destination);
  if (way === "in" && vpcId !== undefined && isInVpc) {
    if (!interfaceWith(world, vpcId, packet.destination)) {
      const text = `${packet.destination} is not the address of an interface in ${vpcId}.`;
      return drop(world, hop, "VGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS", text);
    }
    journey.pass(world, hop);
    const table = edgeTableOf(world, id);
    if (table) return { next: { kind: "at-route-table", world, table, subnet: undefined } };
    return deliver(world, vpcId, packet, undefined);
  }
  journey.pass(world, hop);
  const chosen = preferredWay(world, id, packet.destination);
  if (chosen)
    return {
      next: { kind: "in-tunnel", world, connectionId: chosen.connectionId, tunnel: chosen.tunnel, way: "to-site" },
    };
  return nowhere(world, id, packet);
}

/** The one tunnel of all connections that carries what a VPN gateway sends to an address: there is no ECMP. */
export function preferredWay(world: World, vpnGatewayId: string, address: string): Way | undefined {
  if (isIPv6(address)) return undefined;
  return bestWays(longestMatching(waysOf(world, connectionsOf(world, vpnGatewayId)), address), false)[0];
}

/** Whether a VPN gateway takes what its sites send to an address: it has told them so by BGP. */
export function isAdvertised(world: World, vpnGatewayId: string, address: string): boolean {
  const vpcId = attachedVpc(world, vpnGatewayId);
  const isInVpc = vpcId !== undefined && isIn(world, vpcId, address);
  return isInVpc || preferredWay(world, vpnGatewayId, address) !== undefined;
}

function nowhere(world: World, id: string, packet: Packet): Step {
  const isDown = connectionsOf(world, id).some(
    ({ isStatic, routes, tunnels }) =>
      tunnels.every(({ telemetry }) => telemetry.status === "DOWN") &&
      (!isStatic || routes.some(({ cidr }) => holds(cidr, packet.destination))),
  );
  const hop = { kind: "vpnGateway", id } as const;
  if (isDown) return drop(world, hop, "BAD_STATE_VPN", `No tunnel of ${id} to ${packet.destination} is up.`);
  return drop(world, hop, "VGW_NO_ROUTE", `${id} knows no way to ${packet.destination}.`);
}

function attachedVpc(world: World, vpnGatewayId: string): string | undefined {
  const { attachment } = world.vpnGateways.require(vpnGatewayId);
  return attachment?.state === "attached" ? attachment.vpcId : undefined;
}

function isIn(world: World, vpcId: string, address: string): boolean {
  return cidrsOf(world.vpcs.require(vpcId)).some((cidr) => holds(cidr, address));
}

function connectionsOf(world: World, vpnGatewayId: string): VpnConnection[] {
  return world.vpnConnections.where(({ target, state }) => target?.id === vpnGatewayId && state !== "deleted");
}
