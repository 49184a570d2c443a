import type { Route as RouteView } from "@aws-sdk/client-ec2";
import type { Wire } from "../operation";
import type { RouteTable } from "../resources/vpc/route-table";
import type { Subnet } from "../resources/vpc/subnet";
import type { World } from "../world";
import { chooseRoute } from "./choose-route";
import { interfaceWith } from "./interfaces";
import { drop, type Journey, type Position, type Step } from "./journey";
import { passNetworkAcl } from "./network-acls";
import { holds, type Packet } from "./packet";
import { enterFromVpc } from "./transit-gateways";

type At<Kind extends Position["kind"]> = Extract<Position, { kind: Kind }>;

/** To its neighbours a host speaks without a router; everything else passes the network ACL and the route table. */
export function leaveSubnet({ world, subnet }: At<"leaves-subnet">, packet: Packet, journey: Journey): Step {
  if (cidrsOf(subnet).some((cidr) => holds(cidr, packet.destination)))
    return deliver(world, subnet.vpcId, packet, subnet.id);
  const denied = passNetworkAcl({ world, subnet }, "egress", packet, journey);
  return denied ?? { next: { kind: "at-route-table", world, table: tableOf(world, subnet), subnet } };
}

/** Looks the destination up, and hands the packet to what the route names. */
export function passRouteTable(position: At<"at-route-table">, packet: Packet, journey: Journey): Step {
  const { world, table } = position;
  const chosen = chooseRoute(table, packet.destination, world);
  const hop = { kind: "routeTable", id: table.id, vpcId: table.vpcId } as const;
  if (!chosen) return drop(world, hop, "NO_ROUTE_TO_DESTINATION", `${table.id} has no route to ${packet.destination}.`);
  const { route } = chosen;
  if (route.State === "blackhole")
    return drop(
      world,
      { ...hop, route },
      "BAD_STATE_ROUTE",
      `The route to ${chosen.block} in ${table.id} is a blackhole.`,
    );
  journey.pass(world, { ...hop, route });
  return follow(route, position, packet, journey);
}

/** The route table of a subnet: its own, else the VPC's main one. */
export function tableOf(world: World, subnet: Subnet): RouteTable {
  const own = world.routeTables.find(({ associations }) => associations.some((one) => one.subnetId === subnet.id));
  const main = (table: RouteTable) => table.vpcId === subnet.vpcId && table.associations.some(({ isMain }) => isMain);
  const table = own ?? world.routeTables.find(main);
  if (table) return table;
  throw new Error(`${subnet.vpcId} has no main route table`);
}

/** The route table that a gateway's incoming traffic goes by, where one is associated with it. */
export function edgeTableOf(world: World, gatewayId: string): RouteTable | undefined {
  return world.routeTables.find(({ associations }) => associations.some((one) => one.gatewayId === gatewayId));
}

/** Hands a packet to the interface in the VPC that has its destination. */
export function deliver(world: World, vpcId: string, packet: Packet, fromSubnetId: string | undefined): Step {
  const row = interfaceWith(world, vpcId, packet.destination);
  if (row) return { next: { kind: "reaches-interface", world, interfaceId: row.id, fromSubnetId } };
  const text = `No interface in ${vpcId} has the address ${packet.destination}.`;
  return drop(world, { kind: "vpc", id: vpcId, vpcId }, "NO_POSSIBLE_DESTINATION", text);
}

function follow(
  route: Wire<RouteView>,
  { world, table, subnet }: At<"at-route-table">,
  packet: Packet,
  journey: Journey,
): Step {
  const { vpcId } = table;
  const { GatewayId, NatGatewayId, TransitGatewayId, NetworkInterfaceId, EgressOnlyInternetGatewayId } = route;
  const interfaceId = NetworkInterfaceId ?? world.natGateways.get(NatGatewayId)?.networkInterfaceId;
  if (interfaceId !== undefined)
    return { next: { kind: "reaches-interface", world, interfaceId, fromSubnetId: subnet?.id } };
  if (TransitGatewayId !== undefined) return enterFromVpc({ world, vpcId, subnet }, TransitGatewayId, packet, journey);
  if (EgressOnlyInternetGatewayId !== undefined)
    return { next: { kind: "at-egress-only-gateway", world, id: EgressOnlyInternetGatewayId, way: "out" } };
  if (GatewayId === "local") return deliver(world, vpcId, packet, subnet?.id);
  if (GatewayId?.startsWith("vgw-")) return { next: { kind: "at-vpn-gateway", world, id: GatewayId, way: "out" } };
  if (GatewayId?.startsWith("igw-")) return { next: { kind: "at-internet-gateway", world, id: GatewayId, way: "out" } };
  throw new Error(`A route of ${table.id} leads nowhere: ${JSON.stringify(route)}`);
}

function cidrsOf({ cidr, ipv6Cidrs }: Subnet): string[] {
  return [cidr, ...ipv6Cidrs.map((association) => association.cidr)];
}
