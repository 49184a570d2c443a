import type {
  DisableTransitGatewayRouteTablePropagationRequest,
  DisableTransitGatewayRouteTablePropagationResult,
  EnableTransitGatewayRouteTablePropagationRequest,
  EnableTransitGatewayRouteTablePropagationResult,
  GetTransitGatewayAttachmentPropagationsRequest,
  GetTransitGatewayAttachmentPropagationsResult,
  GetTransitGatewayRouteTablePropagationsRequest,
  GetTransitGatewayRouteTablePropagationsResult,
  TransitGatewayPropagation as TransitGatewayPropagationView,
} from "@aws-sdk/client-ec2";
import { applyFilters, page } from "../../describe";
import type { Operation, Wire } from "../../operation";
import { ApiError, need } from "../../protocol/errors";
import { timings } from "../../timings";
import type { World } from "../../world";
import { checkAvailable, type TransitGatewayAttachment } from "./attachment";
import { requirePair } from "./route-table";

/** A route table's promise to take up what an attachment knows. */
export type Propagation = { attachmentId: string; state: "enabling" | "enabled" | "disabling" };

export const EnableTransitGatewayRouteTablePropagation: Operation<
  EnableTransitGatewayRouteTablePropagationRequest,
  EnableTransitGatewayRouteTablePropagationResult
> = (input, world) => {
  refuseAnnouncement(input);
  const { table, attachment } = requirePair(world, input);
  checkAvailable(attachment);
  if (attachment.resource.type === "peering")
    throw new ApiError("UnsupportedOperation", "Propagation is not supported for peering attachments.");
  if (table.propagations.some(({ attachmentId }) => attachmentId === attachment.id))
    throw new ApiError(
      "TransitGatewayRouteTablePropagation.Duplicate",
      `Propagation ${attachment.id} already exists in Transit Gateway Route Table ${table.id}.`,
    );
  const propagation = propagate(world, attachment, table.id);
  return { Propagation: view(attachment, table.id, propagation) };
};

export const DisableTransitGatewayRouteTablePropagation: Operation<
  DisableTransitGatewayRouteTablePropagationRequest,
  DisableTransitGatewayRouteTablePropagationResult
> = (input, world) => {
  refuseAnnouncement(input);
  const { table, attachment } = requirePair(world, input);
  const propagation = table.propagations.find(({ attachmentId }) => attachmentId === attachment.id);
  if (!propagation)
    throw new ApiError(
      "TransitGatewayRouteTablePropagation.NotFound",
      `Propagation ${attachment.id} does not exist in Transit Gateway Route Table ${table.id}.`,
    );
  if (propagation.state !== "disabling") {
    propagation.state = "disabling";
    settleLater(world, table.id, attachment.id);
  }
  return { Propagation: view(attachment, table.id, propagation) };
};

export const GetTransitGatewayRouteTablePropagations: Operation<
  GetTransitGatewayRouteTablePropagationsRequest,
  GetTransitGatewayRouteTablePropagationsResult
> = (input, world) => {
  const table = world.transitGatewayRouteTables.requireLive(
    need(input.TransitGatewayRouteTableId, "TransitGatewayRouteTableId"),
  );
  const rows = table.propagations.map(({ attachmentId, state }) => {
    const { resource } = world.transitGatewayAttachments.require(attachmentId);
    return { attachmentId, resource, state };
  });
  const asked = applyFilters(rows, input.Filters, {
    "resource-id": (row) => row.resource.id,
    "resource-type": (row) => row.resource.type,
    "transit-gateway-attachment-id": (row) => row.attachmentId,
  });
  const found = page(asked, input);
  return {
    TransitGatewayRouteTablePropagations: found.rows.map(({ attachmentId, resource, state }) => ({
      TransitGatewayAttachmentId: attachmentId,
      ResourceId: resource.id,
      ResourceType: resource.type,
      State: state,
    })),
    NextToken: found.nextToken,
  };
};

export const GetTransitGatewayAttachmentPropagations: Operation<
  GetTransitGatewayAttachmentPropagationsRequest,
  GetTransitGatewayAttachmentPropagationsResult
> = (input, world) => {
  const attachment = world.transitGatewayAttachments.requireLive(
    need(input.TransitGatewayAttachmentId, "TransitGatewayAttachmentId"),
  );
  const rows = world.transitGatewayRouteTables
    .all()
    .flatMap((table) =>
      table.propagations
        .filter(({ attachmentId }) => attachmentId === attachment.id)
        .map(({ state }) => ({ TransitGatewayRouteTableId: table.id, State: state })),
    );
  const asked = applyFilters(rows, input.Filters, {
    "transit-gateway-route-table-id": (row) => row.TransitGatewayRouteTableId,
  });
  const found = page(asked, input);
  return { TransitGatewayAttachmentPropagations: found.rows, NextToken: found.nextToken };
};

export function propagate(world: World, attachment: TransitGatewayAttachment, routeTableId: string): Propagation {
  const propagation: Propagation = { attachmentId: attachment.id, state: "enabling" };
  world.transitGatewayRouteTables.require(routeTableId).propagations.push(propagation);
  settleLater(world, routeTableId, attachment.id);
  return propagation;
}

export function propagationSettles(world: World, subject: string): void {
  const [routeTableId, attachmentId] = subject.split(" ");
  const table = world.transitGatewayRouteTables.get(routeTableId);
  const propagation = table?.propagations.find((other) => other.attachmentId === attachmentId);
  if (propagation?.state === "enabling") propagation.state = "enabled";
  else if (table && propagation?.state === "disabling")
    table.propagations = table.propagations.filter((other) => other !== propagation);
}

function settleLater(world: World, routeTableId: string, attachmentId: string): void {
  world.later(timings.transitGatewayRouting, "transit-gateway-propagation-settles", `${routeTableId} ${attachmentId}`);
}

function refuseAnnouncement(input: { TransitGatewayRouteTableAnnouncementId?: string | undefined }): void {
  if (input.TransitGatewayRouteTableAnnouncementId !== undefined)
    throw new ApiError("UnsupportedOperation", "Transit Gateway Route Table Announcements are not simulated.");
}

function view({ id, resource }: TransitGatewayAttachment, routeTableId: string, { state }: Propagation) {
  return {
    TransitGatewayAttachmentId: id,
    ResourceId: resource.id,
    ResourceType: resource.type,
    TransitGatewayRouteTableId: routeTableId,
    State: state,
  } satisfies Wire<TransitGatewayPropagationView>;
}
