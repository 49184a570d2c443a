import type {
  CreateTransitGatewayPrefixListReferenceRequest,
  CreateTransitGatewayPrefixListReferenceResult,
  DeleteTransitGatewayPrefixListReferenceRequest,
  DeleteTransitGatewayPrefixListReferenceResult,
  GetTransitGatewayPrefixListReferencesRequest,
  GetTransitGatewayPrefixListReferencesResult,
  ModifyTransitGatewayPrefixListReferenceRequest,
  ModifyTransitGatewayPrefixListReferenceResult,
  TransitGatewayPrefixListReference as TransitGatewayPrefixListReferenceView,
} from "@aws-sdk/client-ec2";
import { applyFilters, page } from "../../describe";
import type { Operation, Wire } from "../../operation";
import { ApiError, need } from "../../protocol/errors";
import type { World } from "../../world";
import { checkAvailable } from "./attachment";
import { readRouteTarget } from "./route";
import { type PrefixListReference, requireRouteTable, type TransitGatewayRouteTable } from "./route-table";

export const CreateTransitGatewayPrefixListReference: Operation<
  CreateTransitGatewayPrefixListReferenceRequest,
  CreateTransitGatewayPrefixListReferenceResult
> = (input, world) => {
  const table = requireRouteTable(world, input);
  checkAvailable(table);
  const prefixList = world.prefixLists.require(need(input.PrefixListId, "PrefixListId"));
  if (table.prefixLists.some(({ prefixListId }) => prefixListId === prefixList.id))
    throw new ApiError(
      "RouteAlreadyExists",
      `Prefix List ${prefixList.id} already exists in Transit Gateway Route Table ${table.id}.`,
    );
  const reference = { prefixListId: prefixList.id, attachmentId: readRouteTarget(input, world) };
  table.prefixLists.push(reference);
  return { TransitGatewayPrefixListReference: view(table, reference, world) };
};

export const ModifyTransitGatewayPrefixListReference: Operation<
  ModifyTransitGatewayPrefixListReferenceRequest,
  ModifyTransitGatewayPrefixListReferenceResult
> = (input, world) => {
  const { table, reference } = requireReference(input, world);
  reference.attachmentId = readRouteTarget(input, world);
  return { TransitGatewayPrefixListReference: view(table, reference, world) };
};

export const DeleteTransitGatewayPrefixListReference: Operation<
  DeleteTransitGatewayPrefixListReferenceRequest,
  DeleteTransitGatewayPrefixListReferenceResult
> = (input, world) => {
  const { table, reference } = requireReference(input, world);
  const gone = view(table, reference, world);
  table.prefixLists = table.prefixLists.filter((other) => other !== reference);
  return { TransitGatewayPrefixListReference: { ...gone, State: "deleting" } };
};

export const GetTransitGatewayPrefixListReferences: Operation<
  GetTransitGatewayPrefixListReferencesRequest,
  GetTransitGatewayPrefixListReferencesResult
> = (input, world) => {
  const table = requireRouteTable(world, input);
  const rows = table.prefixLists.map((reference) => view(table, reference, world));
  const asked = applyFilters(rows, input.Filters, {
    "attachment.resource-id": (row) => row.TransitGatewayAttachment?.ResourceId,
    "attachment.resource-type": (row) => row.TransitGatewayAttachment?.ResourceType,
    "attachment.transit-gateway-attachment-id": (row) => row.TransitGatewayAttachment?.TransitGatewayAttachmentId,
    "is-blackhole": (row) => row.Blackhole,
    "prefix-list-id": (row) => row.PrefixListId,
    "prefix-list-owner-id": (row) => row.PrefixListOwnerId,
    state: (row) => row.State,
  });
  const found = page(asked, input);
  return { TransitGatewayPrefixListReferences: found.rows, NextToken: found.nextToken };
};

function requireReference(
  input: { TransitGatewayRouteTableId?: string | undefined; PrefixListId?: string | undefined },
  world: World,
) {
  const table = requireRouteTable(world, input);
  checkAvailable(table);
  const prefixList = world.prefixLists.require(need(input.PrefixListId, "PrefixListId"));
  const reference = table.prefixLists.find(({ prefixListId }) => prefixListId === prefixList.id);
  if (reference) return { table, reference };
  throw new ApiError(
    "InvalidPrefixListId.NotFound",
    `Prefix List ${prefixList.id} does not exist in Transit Gateway Route Table ${table.id}.`,
  );
}

function view(table: TransitGatewayRouteTable, reference: PrefixListReference, world: World) {
  const attachment = world.transitGatewayAttachments.get(reference.attachmentId);
  return {
    TransitGatewayRouteTableId: table.id,
    PrefixListId: reference.prefixListId,
    PrefixListOwnerId: world.place.account,
    State: "available",
    Blackhole: attachment === undefined,
    TransitGatewayAttachment: attachment && {
      TransitGatewayAttachmentId: attachment.id,
      ResourceType: attachment.resource.type,
      ResourceId: attachment.resource.id,
    },
  } satisfies Wire<TransitGatewayPrefixListReferenceView>;
}
