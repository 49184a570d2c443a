import type {
  CreateRouteRequest,
  CreateRouteResult,
  DeleteRouteRequest,
  ReplaceRouteRequest,
} from "@aws-sdk/client-ec2";
import { contains, formatBlock, known, parseBlock } from "../../net";
import { contains6, formatBlock6, known6, parseBlock6 } from "../../net6";
import type { Operation } from "../../operation";
import { ApiError, invalidCombination, invalidParameterValue, missingParameter, need } from "../../protocol/errors";
import { requireRoom } from "../../quotas";
import type { World } from "../../world";
import { weightOf } from "./prefix-list";
import type { RouteTable } from "./route-table";
import { type RouteTarget, readTarget } from "./route-target";
import { cidrsOf, readBlock } from "./vpc";

/** `destination` is an IPv4 block, an IPv6 block or the id of a prefix list. */
export type Route = { destination: string; target: RouteTarget };

export const CreateRoute: Operation<CreateRouteRequest, CreateRouteResult> = (input, world) => {
  const table = world.routeTables.require(need(input.RouteTableId, "RouteTableId"));
  const destination = readDestination(input, world);
  const target = readTarget(input, table, world);
  if (table.routes.some((route) => route.destination === destination) || isLocal(destination, table, world))
    throw new ApiError("RouteAlreadyExists", `The route identified by ${destination} already exists.`);
  refuseReserved(destination);
  requireMatch(destination, target);
  requireRoom(world, "routesPerTable", routeCount(table, world), weightOf(destination, world));
  table.routes.push({ destination, target });
  return { Return: true };
};

/** The local route may be sent elsewhere, and back with `LocalTarget`. */
export const ReplaceRoute: Operation<ReplaceRouteRequest> = (input, world) => {
  const table = world.routeTables.require(need(input.RouteTableId, "RouteTableId"));
  const destination = readDestination(input, world);
  const route = table.routes.find((other) => other.destination === destination);
  const overridesLocal = isLocal(destination, table, world);
  if (!route && !overridesLocal)
    throw invalidParameterValue(
      `There is no route defined for '${destination}' in the route table. Use CreateRoute instead.`,
    );
  if (input.LocalTarget) {
    if (!overridesLocal) throw invalidParameterValue(`The route for ${destination} cannot be reset to local.`);
    table.routes = table.routes.filter((other) => other !== route);
    return undefined;
  }
  const target = readTarget(input, table, world);
  requireMatch(destination, target);
  if (route) route.target = target;
  else table.routes.push({ destination, target });
  return undefined;
};

export const DeleteRoute: Operation<DeleteRouteRequest> = (input, world) => {
  const table = world.routeTables.require(need(input.RouteTableId, "RouteTableId"));
  const destination = readDestination(input, world);
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

function readDestination(input: CreateRouteRequest | DeleteRouteRequest, world: World): string {
  const { DestinationCidrBlock, DestinationIpv6CidrBlock, DestinationPrefixListId } = input;
  const given = [DestinationCidrBlock, DestinationIpv6CidrBlock, DestinationPrefixListId].filter((one) => one);
  if (given.length > 1) throw invalidCombination("The request must contain exactly one of the destination parameters.");
  if (DestinationPrefixListId) return world.prefixLists.require(DestinationPrefixListId).id;
  if (DestinationIpv6CidrBlock) return formatBlock6(readBlock6(DestinationIpv6CidrBlock, "destinationIpv6CidrBlock"));
  if (!DestinationCidrBlock) throw missingParameter("DestinationCidrBlock");
  return formatBlock(readBlock(DestinationCidrBlock, "destinationCidrBlock"));
}

/** Reads a caller's IPv6 CIDR. */
export function readBlock6(text: string, parameter: string) {
  const block = parseBlock6(text);
  if (block) return block;
  throw invalidParameterValue(
    `Value (${text}) for parameter ${parameter} is invalid. This is not a valid IPv6 CIDR block.`,
  );
}

function refuseReserved(destination: string): void {
  const four = parseBlock(destination);
  const six = parseBlock6(destination);
  const isReserved =
    (four && contains(known("169.254.168.0/22"), four)) || (six && contains6(known6("fd00:ec2::/32"), six));
  if (isReserved) throw invalidParameterValue(`The destination CIDR block ${destination} is reserved.`);
}

/** What speaks only one version of IP takes routes of that version. */
function requireMatch(destination: string, target: RouteTarget): void {
  if ("egressOnlyInternetGatewayId" in target && !destination.includes(":"))
    throw invalidParameterValue(
      `The egress-only internet gateway ${target.egressOnlyInternetGatewayId} does not support the destination ${destination}.`,
    );
}

function routeCount(table: RouteTable, world: World): number {
  return table.routes.reduce((sum, { destination }) => sum + weightOf(destination, world), 0);
}

function isLocal(destination: string, table: RouteTable, world: World): boolean {
  return cidrsOf(world.vpcs.require(table.vpcId)).includes(destination);
}
