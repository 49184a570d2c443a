import type {
  AssociateTransitGatewayRouteTableRequest,
  AssociateTransitGatewayRouteTableResult,
  DisassociateTransitGatewayRouteTableRequest,
  DisassociateTransitGatewayRouteTableResult,
  GetTransitGatewayRouteTableAssociationsRequest,
  GetTransitGatewayRouteTableAssociationsResult,
  TransitGatewayAssociation as TransitGatewayAssociationView,
} from "@aws-sdk/client-ec2";
import { applyFilters, page } from "../../describe";
import type { Operation, Wire } from "../../operation";
import { ApiError, incorrectState, need } from "../../protocol/errors";
import { timings } from "../../timings";
import type { World } from "../../world";
import { checkAvailable, type TransitGatewayAttachment } from "./attachment";
import { requirePair } from "./route-table";

export const AssociateTransitGatewayRouteTable: Operation<
  AssociateTransitGatewayRouteTableRequest,
  AssociateTransitGatewayRouteTableResult
> = (input, world) => {
  const { table, attachment } = requirePair(world, input);
  checkAvailable(attachment);
  if (attachment.association)
    throw new ApiError(
      "Resource.AlreadyAssociated",
      `Transit Gateway Attachment ${attachment.id} is already associated to a route table.`,
    );
  associate(world, attachment, table.id);
  return { Association: view(attachment, table.id) };
};

export const DisassociateTransitGatewayRouteTable: Operation<
  DisassociateTransitGatewayRouteTableRequest,
  DisassociateTransitGatewayRouteTableResult
> = (input, world) => {
  const { table, attachment } = requirePair(world, input);
  const { association } = attachment;
  if (association?.routeTableId !== table.id)
    throw new ApiError(
      "InvalidAssociation.NotFound",
      `Transit Gateway Attachment ${attachment.id} is not associated with Transit Gateway Route Table ${table.id}.`,
    );
  if (association.state === "associating")
    throw incorrectState(`The association of ${attachment.id} with ${table.id} is in invalid state`);
  if (association.state === "associated") {
    association.state = "disassociating";
    world.later(timings.transitGatewayRouting, "transit-gateway-association-settles", attachment.id);
  }
  return { Association: view(attachment, table.id) };
};

export const GetTransitGatewayRouteTableAssociations: Operation<
  GetTransitGatewayRouteTableAssociationsRequest,
  GetTransitGatewayRouteTableAssociationsResult
> = (input, world) => {
  const table = world.transitGatewayRouteTables.requireLive(
    need(input.TransitGatewayRouteTableId, "TransitGatewayRouteTableId"),
  );
  const rows = world.transitGatewayAttachments.where((row) => row.association?.routeTableId === table.id);
  const asked = applyFilters(rows, input.Filters, {
    "resource-id": (row) => row.resource.id,
    "resource-type": (row) => row.resource.type,
    "transit-gateway-attachment-id": (row) => row.id,
  });
  const found = page(asked, input);
  return {
    Associations: found.rows.map(({ id, resource, association }) => ({
      TransitGatewayAttachmentId: id,
      ResourceId: resource.id,
      ResourceType: resource.type,
      State: association?.state,
    })),
    NextToken: found.nextToken,
  };
};

export function associate(world: World, attachment: TransitGatewayAttachment, routeTableId: string): void {
  attachment.association = { routeTableId, state: "associating" };
  world.later(timings.transitGatewayRouting, "transit-gateway-association-settles", attachment.id);
}

export function associationSettles(world: World, attachmentId: string): void {
  const attachment = world.transitGatewayAttachments.get(attachmentId);
  if (attachment?.association?.state === "associating") attachment.association.state = "associated";
  else if (attachment?.association?.state === "disassociating") attachment.association = undefined;
}

function view({ id, resource, association }: TransitGatewayAttachment, routeTableId: string) {
  return {
    TransitGatewayRouteTableId: routeTableId,
    TransitGatewayAttachmentId: id,
    ResourceId: resource.id,
    ResourceType: resource.type,
    State: association?.state,
  } satisfies Wire<TransitGatewayAssociationView>;
}
