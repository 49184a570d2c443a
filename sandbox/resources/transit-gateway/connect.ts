import type {
  CreateTransitGatewayConnectRequest,
  CreateTransitGatewayConnectResult,
  DeleteTransitGatewayConnectRequest,
  DeleteTransitGatewayConnectResult,
  DescribeTransitGatewayConnectsRequest,
  DescribeTransitGatewayConnectsResult,
  TransitGatewayConnect as TransitGatewayConnectView,
} from "@aws-sdk/client-ec2";
import { type FilterTable, page } from "../../describe";
import type { Operation, Wire } from "../../operation";
import { incorrectState, invalidParameterValue, invalidValue, need } from "../../protocol/errors";
import { tagSet, tagsFor } from "../../tags";
import { timings } from "../../timings";
import { type AttachmentOf, attach, checkAvailable, detach, requireAttachment, selectOfType } from "./attachment";

/** GRE rides on an attachment that is there: a VPC's, as Direct Connect is not simulated. */
export const CreateTransitGatewayConnect: Operation<
  CreateTransitGatewayConnectRequest,
  CreateTransitGatewayConnectResult
> = (input, world) => {
  const transport = world.transitGatewayAttachments.requireLive(
    need(input.TransportTransitGatewayAttachmentId, "TransportTransitGatewayAttachmentId"),
  );
  if (input.Options?.Protocol !== "gre") throw invalidValue("protocol", input.Options?.Protocol, "Valid values: gre.");
  if (transport.resource.type !== "vpc")
    throw invalidParameterValue(`${transport.id} cannot be the transport of a Connect attachment.`);
  checkAvailable(transport);
  const attachment = attach(world, {
    transitGatewayId: transport.transitGatewayId,
    resource: { type: "connect", id: transport.id },
    tags: tagsFor("transitGatewayAttachment", input.TagSpecifications),
    seconds: timings.transitGatewayAttachmentPending,
  });
  return { TransitGatewayConnect: view(requireAttachment(world, attachment.id, "connect")) };
};

export const DescribeTransitGatewayConnects: Operation<
  DescribeTransitGatewayConnectsRequest,
  DescribeTransitGatewayConnectsResult
> = (input, world) => {
  const found = page(selectOfType(world, "connect", input, filters), input, input.TransitGatewayAttachmentIds);
  return { TransitGatewayConnects: found.rows.map(view), NextToken: found.nextToken };
};

export const DeleteTransitGatewayConnect: Operation<
  DeleteTransitGatewayConnectRequest,
  DeleteTransitGatewayConnectResult
> = (input, world) => {
  const id = need(input.TransitGatewayAttachmentId, "TransitGatewayAttachmentId");
  const attachment = requireAttachment(world, id, "connect");
  if (attachment.state !== "deleting") checkAvailable(attachment);
  const peer = world.transitGatewayConnectPeers.find((row) => row.attachmentId === id && row.state !== "deleted");
  if (peer) throw incorrectState(`${id} has non-deleted Transit Gateway Connect Peers: ${peer.id}.`);
  detach(world, attachment, timings.transitGatewayAttachmentDeleting);
  return { TransitGatewayConnect: view(attachment) };
};

function view(attachment: AttachmentOf<"connect">): Wire<TransitGatewayConnectView> {
  return {
    TransitGatewayAttachmentId: attachment.id,
    TransportTransitGatewayAttachmentId: attachment.resource.id,
    TransitGatewayId: attachment.transitGatewayId,
    State: attachment.state,
    CreationTime: new Date(attachment.createdMs),
    Options: { Protocol: "gre" },
    Tags: tagSet(attachment.tags),
  };
}

const filters: FilterTable<AttachmentOf<"connect">> = {
  "options.protocol": () => "gre",
  state: (row) => row.state,
  "transit-gateway-attachment-id": (row) => row.id,
  "transit-gateway-id": (row) => row.transitGatewayId,
  "transport-transit-gateway-attachment-id": (row) => row.resource.id,
};
