import type { ReplaceRouteRequest } from "@aws-sdk/client-ec2";
import { ApiError, invalidCombination, invalidParameterValue, missingParameter } from "../../protocol/errors";
import type { World } from "../../world";
import { reachesTransitGateway } from "../transit-gateway/vpc-attachment";
import { interfacesOf } from "./network-interface";
import type { RouteTable } from "./route-table";

/** Where a route leads. An instance stands for its interface. */
export type RouteTarget =
  | { gatewayId: string }
  | { natGatewayId: string }
  | { networkInterfaceId: string }
  | { egressOnlyInternetGatewayId: string }
  | { transitGatewayId: string };

type Reader = (id: string, table: RouteTable, world: World) => RouteTarget;

/** Member of the request → what it names. Kinds without a simulation are not found, since none can exist here. */
const readers: Partial<Record<keyof ReplaceRouteRequest, Reader>> = {
  GatewayId: readGateway,
  NatGatewayId: readNatGateway,
  InstanceId: readInstance,
  NetworkInterfaceId: readInterface,
  EgressOnlyInternetGatewayId: readEgressOnlyGateway,
  TransitGatewayId: readTransitGateway,
  VpcPeeringConnectionId: absent("InvalidVpcPeeringConnectionID.NotFound", "vpcPeeringConnection ID"),
  CarrierGatewayId: absent("InvalidCarrierGatewayID.NotFound", "carrierGateway ID"),
  LocalGatewayId: absent("InvalidLocalGatewayID.NotFound", "localGateway ID"),
  CoreNetworkArn: absent("InvalidCoreNetworkArn.NotFound", "core network ARN"),
};

/** CreateRoute has a member that ReplaceRoute's type shares; one table serves both. */
export function readTarget(
  input: ReplaceRouteRequest & { VpcEndpointId?: string },
  table: RouteTable,
  world: World,
): RouteTarget {
  const named = Object.entries({
    ...readers,
    VpcEndpointId: absent("InvalidVpcEndpointId.NotFound", "Vpc Endpoint Id"),
  });
  const members: Record<string, unknown> = { ...input };
  const given = named.flatMap(([member, read]) => {
    const id = members[member];
    return typeof id === "string" ? [{ id, read }] : [];
  });
  if (given.length > 1) throw invalidCombination("The request must contain exactly one route target.");
  const [only] = given;
  if (!only) throw missingParameter("GatewayId");
  return only.read(only.id, table, world);
}

/** Whether what the route leads to can take traffic now; if not it is a `blackhole`. */
export function isReachable(target: RouteTarget, vpcId: string, world: World): boolean {
  if ("gatewayId" in target) return isAttachedTo(target.gatewayId, vpcId, world);
  if ("natGatewayId" in target) {
    const state = world.natGateways.get(target.natGatewayId)?.state;
    return state === "available" || state === "pending";
  }
  if ("egressOnlyInternetGatewayId" in target)
    return world.egressOnlyInternetGateways.get(target.egressOnlyInternetGatewayId) !== undefined;
  if ("transitGatewayId" in target) return reachesTransitGateway(world, vpcId, target.transitGatewayId);
  const attachment = world.networkInterfaces.get(target.networkInterfaceId)?.attachment;
  if (!attachment) return false;
  return attachment.instanceId === undefined || world.instances.get(attachment.instanceId)?.state === "running";
}

export function isAttachedTo(gatewayId: string, vpcId: string, world: World): boolean {
  const attachment = world.vpnGateways.get(gatewayId)?.attachment;
  if (attachment) return attachment.vpcId === vpcId && attachment.state === "attached";
  return world.internetGateways.get(gatewayId)?.vpcId === vpcId;
}

/**
 * Routes have one code for any gateway that is unknown, and take a NAT gateway's id here too, to show it as NatGatewayId
 * (hashicorp/terraform#4987, terraform-provider-aws#9445).
 */
function readGateway(id: string, table: RouteTable, world: World): RouteTarget {
  const natGateway = world.natGateways.get(id);
  if (natGateway && natGateway.state !== "deleted") return readNatGateway(id, table, world);
  const vpnGateway = world.vpnGateways.get(id);
  const isKnown = vpnGateway ? vpnGateway.state !== "deleted" : world.internetGateways.get(id) !== undefined;
  if (!isKnown) throw new ApiError("InvalidGatewayID.NotFound", `The gateway ID '${id}' does not exist`);
  if (!isAttachedTo(id, table.vpcId, world)) throw elsewhere(table, "network gateway", id);
  return { gatewayId: id };
}

/** Routes have another code for an unknown NAT gateway than DescribeNatGateways has (TF). */
function readNatGateway(id: string, table: RouteTable, world: World): RouteTarget {
  const row = world.natGateways.get(id);
  if (!row || row.state === "deleted")
    throw new ApiError("InvalidNatGatewayID.NotFound", `The natGateway ID '${id}' does not exist`);
  if (row.vpcId !== table.vpcId) throw elsewhere(table, "NAT gateway", id);
  return { natGatewayId: id };
}

function readInstance(id: string, table: RouteTable, world: World): RouteTarget {
  const instance = world.instances.requireLive(id);
  const [first, second] = interfacesOf(instance.id, world);
  if (second)
    throw new ApiError(
      "InvalidInstanceID",
      `There are multiple interfaces attached to instance '${id}'. Please specify an interface ID for the operation instead.`,
    );
  if (!first) throw world.instances.notFound(id);
  return readInterface(first.id, table, world);
}

function readInterface(id: string, table: RouteTable, world: World): RouteTarget {
  const row = world.networkInterfaces.require(id);
  if (row.vpcId !== table.vpcId) throw elsewhere(table, "interface", id);
  return { networkInterfaceId: row.id };
}

function readEgressOnlyGateway(id: string, table: RouteTable, world: World): RouteTarget {
  const row = world.egressOnlyInternetGateways.require(id);
  if (row.vpcId !== table.vpcId) throw elsewhere(table, "egress-only internet gateway", id);
  return { egressOnlyInternetGatewayId: row.id };
}

/** A transit gateway exists for a VPC only once the VPC is attached to it. */
function readTransitGateway(id: string, table: RouteTable, world: World): RouteTarget {
  if (reachesTransitGateway(world, table.vpcId, id)) return { transitGatewayId: id };
  throw new ApiError("InvalidTransitGatewayID.NotFound", `The transitGateway ID '${id}' does not exist.`);
}

function elsewhere(table: RouteTable, what: string, id: string): ApiError {
  return invalidParameterValue(`route table ${table.id} and ${what} ${id} belong to different networks`);
}

function absent(code: string, noun: string): Reader {
  return (id) => {
    throw new ApiError(code, `The ${noun} '${id}' does not exist`);
  };
}
