import type {
  AcceptTransitGatewayVpcAttachmentRequest,
  AcceptTransitGatewayVpcAttachmentResult,
  CreateTransitGatewayVpcAttachmentRequest,
  CreateTransitGatewayVpcAttachmentResult,
  DeleteTransitGatewayVpcAttachmentRequest,
  DeleteTransitGatewayVpcAttachmentResult,
  DescribeTransitGatewayVpcAttachmentsRequest,
  DescribeTransitGatewayVpcAttachmentsResult,
  RejectTransitGatewayVpcAttachmentRequest,
  RejectTransitGatewayVpcAttachmentResult,
  TransitGatewayVpcAttachment as TransitGatewayVpcAttachmentView,
} from "@aws-sdk/client-ec2";
import { type FilterTable, page } from "../../describe";
import type { Operation, Wire } from "../../operation";
import { ApiError, incorrectState, invalidParameterValue, need } from "../../protocol/errors";
import { requireRoom } from "../../quotas";
import { tagSet, tagsFor } from "../../tags";
import { timings } from "../../timings";
import type { World } from "../../world";
import type { Subnet } from "../vpc/subnet";
import type { Vpc } from "../vpc/vpc";
import {
  type AttachmentOf,
  attach,
  attachmentOf,
  checkAvailable,
  detach,
  isOfType,
  isOver,
  requireAttachment,
  selectOfType,
  type VpcAttachmentOptions,
} from "./attachment";
import { placeInterfaces } from "./attachment-interfaces";
import { requireTransitGateway } from "./transit-gateway";
import { readSwitch } from "./transit-gateway-options";

type VpcAttachment = AttachmentOf<"vpc">;

export const CreateTransitGatewayVpcAttachment: Operation<
  CreateTransitGatewayVpcAttachmentRequest,
  CreateTransitGatewayVpcAttachmentResult
> = (input, world) => {
  const gateway = requireTransitGateway(world, need(input.TransitGatewayId, "TransitGatewayId"));
  checkAvailable(gateway);
  const vpc = world.vpcs.require(need(input.VpcId, "VpcId"));
  const subnetIds = need(input.SubnetIds, "SubnetIds");
  checkSubnets(world, vpc, subnetIds);
  const others = attachmentsOfVpc(world, vpc.id);
  if (others.some(({ transitGatewayId }) => transitGatewayId === gateway.id))
    throw new ApiError(
      "DuplicateTransitGatewayAttachment",
      `${gateway.id} has non-deleted Transit Gateway Attachments with same VPC ID.`,
    );
  requireRoom(world, "transitGatewaysPerVpc", others.length);
  const request = {
    transitGatewayId: gateway.id,
    resource: { type: "vpc", id: vpc.id, subnetIds, options: readOptions(input.Options ?? {}, standard) } as const,
    tags: tagsFor("transitGatewayAttachment", input.TagSpecifications),
    seconds: timings.transitGatewayAttachmentPending,
  };
  const id = world.newId("transitGatewayAttachment");
  placeInterfaces(world, id, subnetIds);
  attach(world, request, id);
  return { TransitGatewayVpcAttachment: view(requireAttachment(world, id, "vpc"), world) };
};

export const DescribeTransitGatewayVpcAttachments: Operation<
  DescribeTransitGatewayVpcAttachmentsRequest,
  DescribeTransitGatewayVpcAttachmentsResult
> = (input, world) => {
  const found = page(selectOfType(world, "vpc", input, filters), input, input.TransitGatewayAttachmentIds);
  return {
    TransitGatewayVpcAttachments: found.rows.map((attachment) => view(attachment, world)),
    NextToken: found.nextToken,
  };
};

export const DeleteTransitGatewayVpcAttachment: Operation<
  DeleteTransitGatewayVpcAttachmentRequest,
  DeleteTransitGatewayVpcAttachmentResult
> = (input, world) => {
  const attachment = requireVpcAttachment(input, world);
  if (attachment.state !== "deleting" && attachment.state !== "failed") checkAvailable(attachment);
  const connect = attachmentOf(world, attachment.id);
  if (connect) throw incorrectState(`${attachment.id} has non-deleted Transit Gateway Connects: ${connect.id}.`);
  detach(world, attachment, timings.transitGatewayAttachmentDeleting);
  return { TransitGatewayVpcAttachment: view(attachment, world) };
};

/** Only an attachment of a shared transit gateway waits for its owner, and none is shared here. */
export const AcceptTransitGatewayVpcAttachment: Operation<
  AcceptTransitGatewayVpcAttachmentRequest,
  AcceptTransitGatewayVpcAttachmentResult
> = (input, world) => {
  throw notPending(requireVpcAttachment(input, world));
};

export const RejectTransitGatewayVpcAttachment: Operation<
  RejectTransitGatewayVpcAttachmentRequest,
  RejectTransitGatewayVpcAttachmentResult
> = (input, world) => {
  throw notPending(requireVpcAttachment(input, world));
};

/** Attachments that hold a VPC, and of these the ones that have an interface in a subnet. */
export function attachmentsOfVpc(world: World, vpcId: string): VpcAttachment[] {
  return world.transitGatewayAttachments
    .all()
    .filter((row) => isOfType(row, "vpc"))
    .filter(({ resource, state }) => resource.id === vpcId && !isOver(state));
}

/** Whether routes of the VPC may lead to the transit gateway, and carry traffic. */
export function reachesTransitGateway(world: World, vpcId: string, transitGatewayId: string): boolean {
  return attachmentsOfVpc(world, vpcId).some(
    (row) => row.transitGatewayId === transitGatewayId && (row.state === "available" || row.state === "modifying"),
  );
}

export function isSubnetAttached(world: World, subnet: { id: string; vpcId: string }): boolean {
  return attachmentsOfVpc(world, subnet.vpcId).some(({ resource }) => resource.subnetIds.includes(subnet.id));
}

/** Subnets of the VPC, in different zones. */
export function checkSubnets(world: World, vpc: Pick<Vpc, "id">, subnetIds: string[]): void {
  const zones = new Set<string>();
  for (const id of subnetIds) {
    const subnet = requireSubnet(world, id);
    if (subnet.vpcId !== vpc.id) throw invalidParameterValue(`Subnet ${id} does not belong to VPC ${vpc.id}.`);
    if (zones.has(subnet.zone.name))
      throw new ApiError("DuplicateSubnetsInSameZone", `Found another subnet in the availability zone of ${id}.`);
    zones.add(subnet.zone.name);
  }
}

/** This call has a sentence of its own for an absent subnet (TF issues). */
function requireSubnet(world: World, id: string): Subnet {
  const subnet = world.subnets.get(id);
  if (subnet || !/^subnet-([0-9a-f]{8}|[0-9a-f]{17})$/.test(id)) return subnet ?? world.subnets.require(id);
  throw new ApiError("InvalidSubnetID.NotFound", `Subnet ${id} was deleted or does not exist.`);
}

export function requireVpcAttachment(
  input: { TransitGatewayAttachmentId?: string | undefined },
  world: World,
): VpcAttachment {
  return requireAttachment(world, need(input.TransitGatewayAttachmentId, "TransitGatewayAttachmentId"), "vpc");
}

/** Reference §1.5. */
const standard: VpcAttachmentOptions = {
  dnsSupport: "enable",
  securityGroupReferencingSupport: "enable",
  ipv6Support: "disable",
  applianceModeSupport: "disable",
};

export function readOptions(
  given: NonNullable<CreateTransitGatewayVpcAttachmentRequest["Options"]>,
  base: VpcAttachmentOptions,
): VpcAttachmentOptions {
  return {
    dnsSupport: readSwitch("DnsSupport", given) ?? base.dnsSupport,
    securityGroupReferencingSupport:
      readSwitch("SecurityGroupReferencingSupport", given) ?? base.securityGroupReferencingSupport,
    ipv6Support: readSwitch("Ipv6Support", given) ?? base.ipv6Support,
    applianceModeSupport: readSwitch("ApplianceModeSupport", given) ?? base.applianceModeSupport,
  };
}

function notPending({ id }: VpcAttachment): ApiError {
  return incorrectState(`${id} is in invalid state`);
}

/** As EC2 answers it. */
export function view(attachment: VpcAttachment, world: World): Wire<TransitGatewayVpcAttachmentView> {
  const { options, subnetIds, id: vpcId } = attachment.resource;
  return {
    TransitGatewayAttachmentId: attachment.id,
    TransitGatewayId: attachment.transitGatewayId,
    VpcId: vpcId,
    VpcOwnerId: world.place.account,
    State: attachment.state,
    SubnetIds: subnetIds,
    CreationTime: new Date(attachment.createdMs),
    Options: {
      DnsSupport: options.dnsSupport,
      SecurityGroupReferencingSupport: options.securityGroupReferencingSupport,
      Ipv6Support: options.ipv6Support,
      ApplianceModeSupport: options.applianceModeSupport,
    },
    Tags: tagSet(attachment.tags),
  };
}

const filters: FilterTable<VpcAttachment> = {
  state: (row) => row.state,
  "transit-gateway-attachment-id": (row) => row.id,
  "transit-gateway-id": (row) => row.transitGatewayId,
  "vpc-id": (row) => row.resource.id,
};
