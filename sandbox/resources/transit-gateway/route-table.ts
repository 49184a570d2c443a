import type {
  CreateTransitGatewayRouteTableRequest,
  CreateTransitGatewayRouteTableResult,
  DeleteTransitGatewayRouteTableRequest,
  DeleteTransitGatewayRouteTableResult,
  DescribeTransitGatewayRouteTablesRequest,
  DescribeTransitGatewayRouteTablesResult,
  TransitGatewayRouteTable as TransitGatewayRouteTableView,
} from "@aws-sdk/client-ec2";
import { type FilterTable, page, select } from "../../describe";
import type { Operation, Wire } from "../../operation";
import { incorrectState, invalidParameterValue, need } from "../../protocol/errors";
import { requireRoom } from "../../quotas";
import { type Tags, tagSet, tagsFor } from "../../tags";
import { timings } from "../../timings";
import type { World } from "../../world";
import { checkAvailable, type TransitGatewayAttachment } from "./attachment";
import type { Propagation } from "./propagation";
import { requireTransitGateway } from "./transit-gateway";

export type TransitGatewayRouteTable = {
  id: string;
  transitGatewayId: string;
  state: "pending" | "available" | "deleting" | "deleted";
  createdMs: number;
  propagations: Propagation[];
  /** Routes somebody wrote, by CIDR or by prefix list; propagated ones are worked out when asked for. */
  routes: StaticRoute[];
  prefixLists: PrefixListReference[];
  tags: Tags;
};

/** Without an attachment what matches is dropped. */
export type StaticRoute = { destination: string; attachmentId: string | undefined };

export type PrefixListReference = { prefixListId: string; attachmentId: string | undefined };

export const CreateTransitGatewayRouteTable: Operation<
  CreateTransitGatewayRouteTableRequest,
  CreateTransitGatewayRouteTableResult
> = (input, world) => {
  const gateway = requireTransitGateway(world, need(input.TransitGatewayId, "TransitGatewayId"));
  checkAvailable(gateway);
  const tags = tagsFor("transitGatewayRouteTable", input.TagSpecifications);
  const present = world.transitGatewayRouteTables.where(
    (row) => row.transitGatewayId === gateway.id && row.state !== "deleted",
  );
  requireRoom(world, "transitGatewayRouteTables", present.length);
  return { TransitGatewayRouteTable: view(addRouteTable(world, gateway.id, tags), world) };
};

export const DescribeTransitGatewayRouteTables: Operation<
  DescribeTransitGatewayRouteTablesRequest,
  DescribeTransitGatewayRouteTablesResult
> = (input, world) => {
  const ids = input.TransitGatewayRouteTableIds;
  const found = page(select(world.transitGatewayRouteTables, ids, input.Filters, filtersFor(world)), input, ids);
  return { TransitGatewayRouteTables: found.rows.map((table) => view(table, world)), NextToken: found.nextToken };
};

export const DeleteTransitGatewayRouteTable: Operation<
  DeleteTransitGatewayRouteTableRequest,
  DeleteTransitGatewayRouteTableResult
> = (input, world) => {
  const table = requireRouteTable(world, input);
  if (table.state !== "deleting") {
    if (isDefault(table, world)) throw incorrectState(`Default route table ${table.id} cannot be deleted.`);
    if (world.transitGatewayAttachments.find((row) => row.association?.routeTableId === table.id))
      throw incorrectState(`Transit Gateway Route Table ${table.id} has non-deleted associations.`);
    removeRouteTable(world, table);
  }
  return { TransitGatewayRouteTable: view(table, world) };
};

export function addRouteTable(world: World, transitGatewayId: string, tags: Tags): TransitGatewayRouteTable {
  const table = world.transitGatewayRouteTables.add<TransitGatewayRouteTable>({
    id: world.newId("transitGatewayRouteTable"),
    transitGatewayId,
    state: "pending",
    createdMs: world.nowMs,
    propagations: [],
    routes: [],
    prefixLists: [],
    tags,
  });
  world.later(timings.transitGatewayRouting, "transit-gateway-route-table-available", table.id);
  return table;
}

/** Its propagations and routes go with it. */
export function removeRouteTable(world: World, table: TransitGatewayRouteTable): void {
  table.state = "deleting";
  Object.assign(table, { propagations: [], routes: [], prefixLists: [] });
  world.later(timings.transitGatewayRouting, "transit-gateway-route-table-deleted", table.id);
}

export function routeTableBecomesAvailable(world: World, id: string): void {
  const table = world.transitGatewayRouteTables.get(id);
  if (table?.state === "pending") table.state = "available";
}

export function routeTableIsDeleted(world: World, id: string): void {
  const table = world.transitGatewayRouteTables.get(id);
  if (!table) return;
  table.state = "deleted";
  world.later(timings.deletedKept, "transit-gateway-route-table-gone", id);
}

export function requireRouteTable(
  world: World,
  input: { TransitGatewayRouteTableId?: string | undefined },
): TransitGatewayRouteTable {
  return world.transitGatewayRouteTables.requireLive(
    need(input.TransitGatewayRouteTableId, "TransitGatewayRouteTableId"),
  );
}

/** A route table and an attachment of the same transit gateway. */
export function requirePair(
  world: World,
  input: { TransitGatewayRouteTableId?: string | undefined; TransitGatewayAttachmentId?: string | undefined },
): { table: TransitGatewayRouteTable; attachment: TransitGatewayAttachment } {
  const table = requireRouteTable(world, input);
  const attachment = world.transitGatewayAttachments.requireLive(
    need(input.TransitGatewayAttachmentId, "TransitGatewayAttachmentId"),
  );
  if (attachment.transitGatewayId !== table.transitGatewayId)
    throw invalidParameterValue(`${attachment.id} and ${table.id} belong to different transit gateways`);
  checkAvailable(table);
  return { table, attachment };
}

function isDefault(table: TransitGatewayRouteTable, world: World): boolean {
  const { isForAssociation, isForPropagation } = defaultsOf(table, world);
  return isForAssociation || isForPropagation;
}

function defaultsOf(table: TransitGatewayRouteTable, world: World) {
  const options = world.transitGateways.get(table.transitGatewayId)?.options;
  return {
    isForAssociation: options?.associationTableId === table.id,
    isForPropagation: options?.propagationTableId === table.id,
  };
}

function view(table: TransitGatewayRouteTable, world: World): Wire<TransitGatewayRouteTableView> {
  const { isForAssociation, isForPropagation } = defaultsOf(table, world);
  return {
    TransitGatewayRouteTableId: table.id,
    TransitGatewayId: table.transitGatewayId,
    State: table.state,
    DefaultAssociationRouteTable: isForAssociation,
    DefaultPropagationRouteTable: isForPropagation,
    CreationTime: new Date(table.createdMs),
    Tags: tagSet(table.tags),
  };
}

function filtersFor(world: World): FilterTable<TransitGatewayRouteTable> {
  return {
    "default-association-route-table": (table) => defaultsOf(table, world).isForAssociation,
    "default-propagation-route-table": (table) => defaultsOf(table, world).isForPropagation,
    state: (table) => table.state,
    "transit-gateway-id": (table) => table.transitGatewayId,
    "transit-gateway-route-table-id": (table) => table.id,
  };
}
