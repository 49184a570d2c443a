import type {
  CreateRouteRequest,
  CreateRouteResult,
  DeleteRouteRequest,
  ReplaceRouteRequest,
  Route as RouteView,
} from "@aws-sdk/client-ec2";
import { contains, formatBlock, known } from "../../net";
import type { Operation, Wire } from "../../operation";
import { ApiError, invalidCombination, invalidParameterValue, missingParameter, need } from "../../protocol/errors";
import { learnedPrefixes } from "../../vpn/tunnel-status";
import type { World } from "../../world";
import type { RouteTable } from "./route-table";
import { readBlock } from "./vpc";

export type Route = { destination: string; target: RouteTarget };

type RouteTarget = { gatewayId: string } | { instanceId: string; networkInterfaceId: string };

/** Targets that have no simulation: no such object can exist here, so naming one is not found, with the code of its kind. */
const absentTargets = {
  NatGatewayId: ["NatGatewayNotFound", "natGateway ID"],
  TransitGatewayId: ["InvalidTransitGatewayID.NotFound", "transitGateway ID"],
  VpcPeeringConnectionId: ["InvalidVpcPeeringConnectionID.NotFound", "vpcPeeringConnection ID"],
  VpcEndpointId: ["InvalidVpcEndpointId.NotFound", "Vpc Endpoint Id"],
  EgressOnlyInternetGatewayId: ["InvalidGatewayID.NotFound", "gateway ID"],
  CarrierGatewayId: ["InvalidCarrierGatewayID.NotFound", "carrierGateway ID"],
  LocalGatewayId: ["InvalidLocalGatewayID.NotFound", "localGateway ID"],
} as const;

export const CreateRoute: Operation<CreateRouteRequest, CreateRouteResult> = (input, world) => {
  const table = world.routeTables.require(need(input.RouteTableId, "RouteTableId"));
  const destination = readDestination(input);
  const target = readTarget(input, table, world);
  if (table.routes.some((route) => route.destination === destination) || isLocal(destination, table, world))
    throw new ApiError("RouteAlreadyExists", `The route identified by ${destination} already exists.`);
  if (contains(known("169.254.168.0/22"), known(destination)))
    throw invalidParameterValue(`The destination CIDR block ${destination} is reserved.`);
  table.routes.push({ destination, target });
  return { Return: true };
};

export const ReplaceRoute: Operation<ReplaceRouteRequest> = (input, world) => {
  const table = world.routeTables.require(need(input.RouteTableId, "RouteTableId"));
  const destination = readDestination(input);
  const route = table.routes.find((other) => other.destination === destination);
  if (!route)
    throw invalidParameterValue(
      `There is no route defined for '${destination}' in the route table. Use CreateRoute instead.`,
    );
  route.target = readTarget(input, table, world);
  return undefined;
};

export const DeleteRoute: Operation<DeleteRouteRequest> = (input, world) => {
  const table = world.routeTables.require(need(input.RouteTableId, "RouteTableId"));
  const destination = readDestination(input);
  if (isLocal(destination, table, world))
    throw invalidParameterValue(`cannot remove local route ${destination} in route table ${table.id}`);
  const left = table.routes.filter((route) => route.destination !== destination);
  if (left.length === table.routes.length)
    throw new ApiError(
      "InvalidRoute.NotFound",
      `no route with destination-cidr-block ${destination} in route table ${table.id}`,
    );
  table.routes = left;
  return undefined;
};

/**
 * The routes a table has now: local, written, and propagated. For one destination a written route hides the
 * propagated one (reference §7); the local route cannot be hidden.
 */
export function routesOf(table: RouteTable, world: World): Wire<RouteView>[] {
  const local = localCidr(table, world);
  const taken = new Set([local, ...table.routes.map((route) => route.destination)]);
  const propagated = propagatedRoutes(table, world).filter((route) => !taken.has(route.destination));
  return [
    { DestinationCidrBlock: local, GatewayId: "local", Origin: "CreateRouteTable", State: "active" },
    ...table.routes.map((route) => view(route, "CreateRoute", table, world)),
    ...propagated.map((route) => view(route, "EnableVgwRoutePropagation", table, world)),
  ];
}

function propagatedRoutes(table: RouteTable, world: World): Route[] {
  const routes = new Map<string, Route>();
  for (const gatewayId of table.propagatingGatewayIds) {
    if (!isAttachedTo(gatewayId, table.vpcId, world)) continue;
    for (const destination of learnedPrefixes(gatewayId, world))
      if (!routes.has(destination)) routes.set(destination, { destination, target: { gatewayId } });
  }
  return [...routes.values()];
}

function view(route: Route, origin: string, table: RouteTable, world: World): Wire<RouteView> {
  const { target } = route;
  const base = { DestinationCidrBlock: route.destination, Origin: origin };
  if ("gatewayId" in target) {
    const isActive = isAttachedTo(target.gatewayId, table.vpcId, world);
    return { ...base, GatewayId: target.gatewayId, State: isActive ? "active" : "blackhole" };
  }
  const instance = world.instances.get(target.instanceId);
  return {
    ...base,
    InstanceId: target.instanceId,
    InstanceOwnerId: world.place.account,
    NetworkInterfaceId: target.networkInterfaceId,
    State: instance?.state === "running" ? "active" : "blackhole",
  };
}

function isAttachedTo(gatewayId: string, vpcId: string, world: World): boolean {
  const attachment = world.vpnGateways.get(gatewayId)?.attachment;
  if (attachment) return attachment.vpcId === vpcId && attachment.state === "attached";
  return world.internetGateways.get(gatewayId)?.vpcId === vpcId;
}

function readDestination(input: CreateRouteRequest | DeleteRouteRequest): string {
  if (input.DestinationIpv6CidrBlock || input.DestinationPrefixListId)
    throw new ApiError("UnsupportedOperation", "IPv6 and prefix list routes are not simulated.");
  if (!input.DestinationCidrBlock) throw missingParameter("DestinationCidrBlock");
  return formatBlock(readBlock(input.DestinationCidrBlock, "destinationCidrBlock"));
}

function readTarget(input: ReplaceRouteRequest, table: RouteTable, world: World): RouteTarget {
  for (const [name, [code, noun]] of Object.entries(absentTargets)) {
    const id = Object.entries(input).find(([member]) => member === name)?.[1];
    if (id !== undefined) throw new ApiError(code, `The ${noun} '${String(id)}' does not exist`);
  }
  const given = [input.GatewayId, input.InstanceId, input.NetworkInterfaceId].filter((id) => id !== undefined);
  if (given.length > 1) throw invalidCombination("The request must contain exactly one route target.");
  if (input.GatewayId !== undefined) return { gatewayId: readGateway(input.GatewayId, table, world) };
  if (input.InstanceId !== undefined) {
    const instance = world.instances.requireLive(input.InstanceId);
    return { instanceId: instance.id, networkInterfaceId: instance.networkInterface.id };
  }
  if (input.NetworkInterfaceId !== undefined) {
    const owner = world.instances.find((row) => row.networkInterface.id === input.NetworkInterfaceId);
    if (owner) return { instanceId: owner.id, networkInterfaceId: owner.networkInterface.id };
    throw new ApiError(
      "InvalidNetworkInterfaceID.NotFound",
      `The networkInterface ID '${input.NetworkInterfaceId}' does not exist`,
    );
  }
  throw missingParameter("GatewayId");
}

function readGateway(id: string, table: RouteTable, world: World): string {
  if (id.startsWith("vgw-")) world.vpnGateways.requireLive(id);
  else if (id.startsWith("igw-")) world.internetGateways.require(id);
  else throw new ApiError("InvalidGatewayID.NotFound", `The gateway ID '${id}' does not exist`);
  if (!isAttachedTo(id, table.vpcId, world))
    throw invalidParameterValue(`route table ${table.id} and network gateway ${id} belong to different networks`);
  return id;
}

function isLocal(destination: string, table: RouteTable, world: World): boolean {
  return localCidr(table, world) === destination;
}

function localCidr(table: RouteTable, world: World): string {
  return world.vpcs.require(table.vpcId).cidr;
}
