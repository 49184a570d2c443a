import type {
  AssociateRouteTableRequest,
  AssociateRouteTableResult,
  CreateRouteTableRequest,
  CreateRouteTableResult,
  DeleteRouteTableRequest,
  DescribeRouteTablesRequest,
  DescribeRouteTablesResult,
  DisassociateRouteTableRequest,
  ReplaceRouteTableAssociationRequest,
  ReplaceRouteTableAssociationResult,
  RouteTable as RouteTableView,
} from "@aws-sdk/client-ec2";
import { type FilterTable, page, select } from "../../describe";
import type { Operation, Wire } from "../../operation";
import { ApiError, dependencyViolation, invalidParameterValue, missingParameter, need } from "../../protocol/errors";
import { requireRoom } from "../../quotas";
import { type Tags, tagSet, tagsFor } from "../../tags";
import type { World } from "../../world";
import { kindFacts } from "../kinds";
import type { Route } from "./route";
import { routesOf } from "./routes-of";
import type { Vpc } from "./vpc";

export type RouteTable = {
  id: string;
  vpcId: string;
  associations: RouteTableAssociation[];
  /** Routes somebody wrote; the local one and propagated ones are worked out when asked for. */
  routes: Route[];
  propagatingGatewayIds: string[];
  clientToken: string | undefined;
  tags: Tags;
};

export type RouteTableAssociation = { id: string; isMain: boolean; subnetId?: string; gatewayId?: string };

export const CreateRouteTable: Operation<CreateRouteTableRequest, CreateRouteTableResult> = (input, world) => {
  const vpc = world.vpcs.require(need(input.VpcId, "VpcId"));
  const made = input.ClientToken && world.routeTables.find((table) => table.clientToken === input.ClientToken);
  if (made) return { RouteTable: view(made, world), ClientToken: input.ClientToken };
  requireRoom(world, "routeTablesPerVpc", world.routeTables.where((row) => row.vpcId === vpc.id).length);
  const table = world.routeTables.add({
    id: world.newId("routeTable"),
    vpcId: vpc.id,
    associations: [],
    routes: [],
    propagatingGatewayIds: [],
    clientToken: input.ClientToken,
    tags: tagsFor("routeTable", input.TagSpecifications),
  });
  return { RouteTable: view(table, world), ClientToken: input.ClientToken };
};

export const DescribeRouteTables: Operation<DescribeRouteTablesRequest, DescribeRouteTablesResult> = (input, world) => {
  const asked = select(world.routeTables, input.RouteTableIds, input.Filters, filtersFor(world));
  const found = page(asked, input, input.RouteTableIds);
  return { RouteTables: found.rows.map((table) => view(table, world)), NextToken: found.nextToken };
};

export const DeleteRouteTable: Operation<DeleteRouteTableRequest> = (input, world) => {
  const table = world.routeTables.require(need(input.RouteTableId, "RouteTableId"));
  if (table.associations.length) throw dependencyViolation("routeTable", table.id);
  world.routeTables.delete(table.id);
  return undefined;
};

export const AssociateRouteTable: Operation<AssociateRouteTableRequest, AssociateRouteTableResult> = (input, world) => {
  const table = world.routeTables.require(need(input.RouteTableId, "RouteTableId"));
  const target = associationTarget(input, table, world);
  const existing = findAssociation(world, (a) => sameTarget(a, target));
  if (existing?.table === table)
    return { AssociationId: existing.association.id, AssociationState: { State: "associated" } };
  if (existing)
    throw new ApiError(
      "Resource.AlreadyAssociated",
      `the specified association for route table ${table.id} conflicts with an existing association`,
    );
  const association = { id: world.newId("routeTableAssociation"), isMain: false, ...target };
  table.associations.push(association);
  return { AssociationId: association.id, AssociationState: { State: "associated" } };
};

export const ReplaceRouteTableAssociation: Operation<
  ReplaceRouteTableAssociationRequest,
  ReplaceRouteTableAssociationResult
> = (input, world) => {
  const { association, table: from } = requireAssociation(world, need(input.AssociationId, "AssociationId"));
  const table = world.routeTables.require(need(input.RouteTableId, "RouteTableId"));
  if (table.vpcId !== from.vpcId)
    throw invalidParameterValue(`route table ${table.id} and route table ${from.id} belong to different networks`);
  from.associations = from.associations.filter((other) => other !== association);
  const moved = { ...association, id: world.newId("routeTableAssociation") };
  table.associations.push(moved);
  return { NewAssociationId: moved.id, AssociationState: { State: "associated" } };
};

export const DisassociateRouteTable: Operation<DisassociateRouteTableRequest> = (input, world) => {
  const { association, table } = requireAssociation(world, need(input.AssociationId, "AssociationId"));
  if (association.isMain)
    throw invalidParameterValue(`cannot disassociate the main route table association ${association.id}`);
  table.associations = table.associations.filter((other) => other !== association);
  return undefined;
};

export function addMainRouteTable(world: World, vpc: Vpc): void {
  world.routeTables.add({
    id: world.newId("routeTable"),
    vpcId: vpc.id,
    associations: [{ id: world.newId("routeTableAssociation"), isMain: true }],
    routes: [],
    propagatingGatewayIds: [],
    clientToken: undefined,
    tags: new Map(),
  });
}

function associationTarget(input: AssociateRouteTableRequest, table: RouteTable, world: World) {
  if (input.SubnetId !== undefined) {
    const subnet = world.subnets.require(input.SubnetId);
    if (subnet.vpcId !== table.vpcId)
      throw invalidParameterValue(`route table ${table.id} and subnet ${subnet.id} belong to different networks`);
    return { subnetId: subnet.id };
  }
  if (input.GatewayId === undefined) throw missingParameter("SubnetId");
  const vpcId = input.GatewayId.startsWith("igw-")
    ? world.internetGateways.require(input.GatewayId).vpcId
    : world.vpnGateways.requireLive(input.GatewayId).attachment?.vpcId;
  if (vpcId !== table.vpcId)
    throw new ApiError("Gateway.NotAttached", `resource ${input.GatewayId} is not attached to network ${table.vpcId}`);
  return { gatewayId: input.GatewayId };
}

function sameTarget(a: RouteTableAssociation, b: { subnetId?: string; gatewayId?: string }): boolean {
  return !a.isMain && a.subnetId === b.subnetId && a.gatewayId === b.gatewayId;
}

function findAssociation(world: World, predicate: (association: RouteTableAssociation) => boolean) {
  for (const table of world.routeTables.all()) {
    const association = table.associations.find(predicate);
    if (association) return { table, association };
  }
  return undefined;
}

function requireAssociation(world: World, id: string) {
  const found = findAssociation(world, (association) => association.id === id);
  if (found) return found;
  const facts = kindFacts.routeTableAssociation;
  throw new ApiError(facts.notFoundCode, facts.notFound(id));
}

function view(table: RouteTable, world: World): Wire<RouteTableView> {
  return {
    RouteTableId: table.id,
    VpcId: table.vpcId,
    OwnerId: world.place.account,
    Associations: table.associations.map((association) => ({
      RouteTableAssociationId: association.id,
      RouteTableId: table.id,
      Main: association.isMain,
      SubnetId: association.subnetId,
      GatewayId: association.gatewayId,
      AssociationState: { State: "associated" },
    })),
    PropagatingVgws: table.propagatingGatewayIds.map((GatewayId) => ({ GatewayId })),
    Routes: routesOf(table, world),
    Tags: tagSet(table.tags),
  };
}

function filtersFor(world: World): FilterTable<RouteTable> {
  const routes = (table: RouteTable) => routesOf(table, world);
  return {
    "association.gateway-id": (table) => table.associations.map((a) => a.gatewayId),
    "association.route-table-association-id": (table) => table.associations.map((a) => a.id),
    "association.route-table-id": (table) => (table.associations.length ? table.id : undefined),
    "association.subnet-id": (table) => table.associations.map((a) => a.subnetId),
    "association.main": (table) =>
      table.associations.some((a) => a.isMain) ? true : table.associations.map(() => false),
    "owner-id": () => world.place.account,
    "route-table-id": (table) => table.id,
    "route.destination-cidr-block": (table) => routes(table).map((route) => route.DestinationCidrBlock),
    "route.destination-ipv6-cidr-block": (table) => routes(table).map((route) => route.DestinationIpv6CidrBlock),
    "route.destination-prefix-list-id": (table) => routes(table).map((route) => route.DestinationPrefixListId),
    "route.egress-only-internet-gateway-id": (table) => routes(table).map((route) => route.EgressOnlyInternetGatewayId),
    "route.gateway-id": (table) => routes(table).map((route) => route.GatewayId),
    "route.instance-id": (table) => routes(table).map((route) => route.InstanceId),
    "route.nat-gateway-id": (table) => routes(table).map((route) => route.NatGatewayId),
    "route.network-interface-id": (table) => routes(table).map((route) => route.NetworkInterfaceId),
    "route.transit-gateway-id": (table) => routes(table).map((route) => route.TransitGatewayId),
    "route.origin": (table) => routes(table).map((route) => route.Origin),
    "route.state": (table) => routes(table).map((route) => route.State),
    "route.vpc-peering-connection-id": () => [],
    "vpc-id": (table) => table.vpcId,
  };
}
