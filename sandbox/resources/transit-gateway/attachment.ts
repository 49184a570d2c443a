import type {
  DescribeTransitGatewayAttachmentsRequest,
  DescribeTransitGatewayAttachmentsResult,
  Filter,
  TransitGatewayAttachment as TransitGatewayAttachmentView,
} from "@aws-sdk/client-ec2";
import { applyFilters, type FilterTable, page, select } from "../../describe";
import type { Operation, Wire } from "../../operation";
import { ApiError, incorrectState } from "../../protocol/errors";
import { type Tags, tagSet } from "../../tags";
import { timings } from "../../timings";
import type { World } from "../../world";
import { associate } from "./association";
import { placeInterfaces } from "./attachment-interfaces";
import { propagate } from "./propagation";

/** What joins a resource to a transit gateway. One table for all types: routes and associations do not tell them apart. */
export type TransitGatewayAttachment = {
  id: string;
  transitGatewayId: string;
  state: AttachmentState;
  createdMs: number;
  resource: AttachedResource;
  /** An attachment is associated with one route table at most: the one that its traffic is looked up in. */
  association: { routeTableId: string; state: "associating" | "associated" | "disassociating" } | undefined;
  tags: Tags;
};

export type AttachmentState =
  | "initiatingRequest"
  | "pendingAcceptance"
  | "pending"
  | "available"
  | "modifying"
  | "rejecting"
  | "rejected"
  | "deleting"
  | "deleted"
  | "failed";

/** An attachment whose resource is known to be of one type. */
export type AttachmentOf<Type extends AttachedResource["type"]> = TransitGatewayAttachment & {
  resource: Extract<AttachedResource, { type: Type }>;
};

/** `id` is what EC2 calls the resource id of the attachment. */
export type AttachedResource =
  | { type: "vpc"; id: string; subnetIds: string[]; options: VpcAttachmentOptions }
  | { type: "vpn" | "vpn-concentrator"; id: string }
  | { type: "client-vpn"; id: string }
  | { type: "connect"; id: string }
  | { type: "peering"; id: string; isAccepter: boolean; dynamicRouting: string | undefined; peer: Peer };

export type VpcAttachmentOptions = {
  dnsSupport: string;
  securityGroupReferencingSupport: string;
  ipv6Support: string;
  applianceModeSupport: string;
};

/** The other side of a peering: where its transit gateway is, and the id of the attachment there. */
export type Peer = { account: string; region: string; attachmentId: string };

export const DescribeTransitGatewayAttachments: Operation<
  DescribeTransitGatewayAttachmentsRequest,
  DescribeTransitGatewayAttachmentsResult
> = (input, world) => {
  const ids = input.TransitGatewayAttachmentIds;
  const found = page(select(world.transitGatewayAttachments, ids, input.Filters, filtersFor(world)), input, ids);
  return {
    TransitGatewayAttachments: found.rows.map((attachment) => view(attachment, world)),
    NextToken: found.nextToken,
  };
};

/** Attaches a resource; `available` after `seconds`, and then in the default route tables. */
export function attach(
  world: World,
  request: { transitGatewayId: string; resource: AttachedResource; tags: Tags; seconds: number },
  id?: string,
): TransitGatewayAttachment {
  const attachment = addAttachment(world, request, "pending", id);
  joinDefaultTables(world, attachment);
  world.later(request.seconds, "transit-gateway-attachment-available", attachment.id);
  return attachment;
}

export function addAttachment(
  world: World,
  request: { transitGatewayId: string; resource: AttachedResource; tags: Tags },
  state: AttachmentState,
  id = world.newId("transitGatewayAttachment"),
): TransitGatewayAttachment {
  const { transitGatewayId, resource, tags } = request;
  return world.transitGatewayAttachments.add<TransitGatewayAttachment>({
    id,
    transitGatewayId,
    state,
    createdMs: world.nowMs,
    resource,
    association: undefined,
    tags,
  });
}

/** Begins the end of an attachment: its association and propagations go with it, routes written to it become blackholes. */
export function detach(world: World, attachment: TransitGatewayAttachment, seconds: number): void {
  if (attachment.state === "deleting" || attachment.state === "deleted") return;
  attachment.state = "deleting";
  if (attachment.association) attachment.association.state = "disassociating";
  for (const { propagations } of world.transitGatewayRouteTables.values())
    for (const propagation of propagations)
      if (propagation.attachmentId === attachment.id) propagation.state = "disabling";
  world.later(seconds, "transit-gateway-attachment-deleted", attachment.id);
}

/**
 * Puts an attachment into the default route tables of its transit gateway. A peering propagates nothing: its routes are
 * static (reference: TGW guide, "Peering attachments").
 */
export function joinDefaultTables(world: World, attachment: TransitGatewayAttachment): void {
  const { options } = world.transitGateways.require(attachment.transitGatewayId);
  if (options.defaultRouteTableAssociation === "enable" && options.associationTableId !== undefined)
    associate(world, attachment, options.associationTableId);
  if (attachment.resource.type === "peering") return;
  if (options.defaultRouteTablePropagation === "enable" && options.propagationTableId !== undefined)
    propagate(world, attachment, options.propagationTableId);
}

export function attachmentBecomesAvailable(world: World, id: string): void {
  const attachment = world.transitGatewayAttachments.get(id);
  if (attachment?.state !== "pending" && attachment?.state !== "modifying") return;
  attachment.state = "available";
}

export function attachmentIsDeleted(world: World, id: string): void {
  const attachment = world.transitGatewayAttachments.get(id);
  if (!attachment) return;
  attachment.state = "deleted";
  attachment.association = undefined;
  placeInterfaces(world, id, []);
  for (const table of world.transitGatewayRouteTables.values()) {
    table.propagations = table.propagations.filter((propagation) => propagation.attachmentId !== id);
    for (const route of [...table.routes, ...table.prefixLists])
      if (route.attachmentId === id) route.attachmentId = undefined;
  }
  world.later(timings.deletedKept, "transit-gateway-attachment-gone", id);
}

/** What AWS could not attach: out of all tables, and listed as failed for as long as a deleted one is (ours). */
export function attachmentFails(world: World, id: string): void {
  attachmentIsDeleted(world, id);
  const attachment = world.transitGatewayAttachments.get(id);
  if (attachment) attachment.state = "failed";
}

/** The attachment that a resource has now, if any. */
export function attachmentOf(world: World, resourceId: string): TransitGatewayAttachment | undefined {
  return world.transitGatewayAttachments.under("resource", resourceId).find(({ state }) => !isOver(state));
}

/** Whether an attachment is only listed still, and holds nothing any more. */
export function isOver(state: AttachmentState): boolean {
  return state === "deleted" || state === "rejected" || state === "failed";
}

/** For calls that act on an attachment of one type: of another type it is unknown to them. */
export function requireAttachment<Type extends AttachedResource["type"]>(
  world: World,
  id: string,
  type: Type,
): AttachmentOf<Type> {
  const attachment = world.transitGatewayAttachments.require(id);
  if (attachment.state === "deleted") throw notFound(id, type);
  if (!isOfType(attachment, type)) throw notFound(id, type);
  return attachment;
}

function notFound(id: string, type: AttachedResource["type"]): ApiError {
  const noun = type === "vpc" ? "Transit Gateway VPC Attachment" : "Transit Gateway Attachment";
  return new ApiError("InvalidTransitGatewayAttachmentID.NotFound", `${noun} ${id} was deleted or does not exist.`);
}

export function isOfType<Type extends AttachedResource["type"]>(
  attachment: TransitGatewayAttachment,
  type: Type,
): attachment is AttachmentOf<Type> {
  return attachment.resource.type === type;
}

/** What a Describe call for one type of attachment asks for. An id of another type is unknown to it. */
export function selectOfType<Type extends AttachedResource["type"]>(
  world: World,
  type: Type,
  input: { TransitGatewayAttachmentIds?: string[] | undefined; Filters?: Filter[] | undefined },
  filters: FilterTable<AttachmentOf<Type>>,
): AttachmentOf<Type>[] {
  const { TransitGatewayAttachmentIds: ids, Filters } = input;
  const rows = ids?.length ? [...new Set(ids)].map((id) => world.transitGatewayAttachments.require(id)) : undefined;
  const stranger = rows?.find((row) => !isOfType(row, type));
  if (stranger) throw notFound(stranger.id, type);
  const own = (rows ?? world.transitGatewayAttachments.all()).filter((row) => isOfType(row, type));
  return applyFilters(own, Filters, filters);
}

/** For calls that build on an attachment (reference: "tgw-… is in invalid state"). */
export function checkAvailable(row: { id: string; state: string }): void {
  if (row.state !== "available") throw incorrectState(`${row.id} is in invalid state`);
}

function view(attachment: TransitGatewayAttachment, world: World): Wire<TransitGatewayAttachmentView> {
  const { resource, association } = attachment;
  return {
    TransitGatewayAttachmentId: attachment.id,
    TransitGatewayId: attachment.transitGatewayId,
    TransitGatewayOwnerId: world.place.account,
    ResourceOwnerId: resourceOwner(attachment, world),
    ResourceType: resource.type,
    ResourceId: resource.id,
    State: attachment.state,
    Association: association && { TransitGatewayRouteTableId: association.routeTableId, State: association.state },
    CreationTime: new Date(attachment.createdMs),
    Tags: tagSet(attachment.tags),
  };
}

function resourceOwner({ resource }: TransitGatewayAttachment, world: World): string {
  return resource.type === "peering" ? resource.peer.account : world.place.account;
}

function filtersFor(world: World): FilterTable<TransitGatewayAttachment> {
  return {
    "association.state": (row) => row.association?.state,
    "association.transit-gateway-route-table-id": (row) => row.association?.routeTableId,
    "resource-id": (row) => row.resource.id,
    "resource-owner-id": (row) => resourceOwner(row, world),
    "resource-type": (row) => row.resource.type,
    state: (row) => row.state,
    "transit-gateway-attachment-id": (row) => row.id,
    "transit-gateway-id": (row) => row.transitGatewayId,
    "transit-gateway-owner-id": () => world.place.account,
  };
}
