import type {
  ModifyTransitGatewayVpcAttachmentRequest,
  ModifyTransitGatewayVpcAttachmentResult,
} from "@aws-sdk/client-ec2";
import type { Operation } from "../../operation";
import { invalidParameterValue, missingParameter } from "../../protocol/errors";
import { timings } from "../../timings";
import { checkAvailable } from "./attachment";
import { placeInterfaces } from "./attachment-interfaces";
import { checkSubnets, readOptions, requireVpcAttachment, view } from "./vpc-attachment";

/** Subnets come and go one for each zone; the last one stays. */
export const ModifyTransitGatewayVpcAttachment: Operation<
  ModifyTransitGatewayVpcAttachmentRequest,
  ModifyTransitGatewayVpcAttachmentResult
> = (input, world) => {
  const attachment = requireVpcAttachment(input, world);
  checkAvailable(attachment);
  const { AddSubnetIds: added = [], RemoveSubnetIds: removed = [], Options } = input;
  if (!added.length && !removed.length && !Options) throw missingParameter("Options");
  const { resource } = attachment;
  for (const id of removed) {
    world.subnets.require(id);
    if (!resource.subnetIds.includes(id))
      throw invalidParameterValue(`Subnet ${id} is not attached to Transit Gateway VPC Attachment ${attachment.id}.`);
  }
  for (const id of added)
    if (resource.subnetIds.includes(id))
      throw invalidParameterValue(
        `Subnet ${id} is already attached to Transit Gateway VPC Attachment ${attachment.id}.`,
      );
  const subnetIds = [...resource.subnetIds.filter((id) => !removed.includes(id)), ...added];
  if (!subnetIds.length)
    throw invalidParameterValue(`Transit Gateway VPC Attachment ${attachment.id} must have at least one subnet.`);
  checkSubnets(world, resource, subnetIds);
  const options = readOptions(Options ?? {}, resource.options);
  placeInterfaces(world, attachment.id, subnetIds);
  attachment.resource = { ...resource, subnetIds, options };
  attachment.state = "modifying";
  world.later(timings.transitGatewayAttachmentModifying, "transit-gateway-attachment-available", attachment.id);
  return { TransitGatewayVpcAttachment: view(attachment, world) };
};
