import type {
  AttachVpnGatewayRequest,
  AttachVpnGatewayResult,
  CreateVpnGatewayRequest,
  CreateVpnGatewayResult,
  DeleteVpnGatewayRequest,
  DescribeVpnGatewaysRequest,
  DescribeVpnGatewaysResult,
  DetachVpnGatewayRequest,
  VpnGateway as VpnGatewayView,
} from "@aws-sdk/client-ec2";
import { type FilterTable, select } from "../../describe";
import type { Operation, Wire } from "../../operation";
import { ApiError, incorrectState, invalidValue, need } from "../../protocol/errors";
import { requireRoom } from "../../quotas";
import { type Tags, tagSet, tagsFor } from "../../tags";
import { timings } from "../../timings";
import type { World } from "../../world";
import { zonesOf } from "../vpc/region";

export type VpnGateway = {
  id: string;
  state: "available" | "deleting" | "deleted";
  amazonAsn: number;
  zoneName: string | undefined;
  /** The last attachment stays listed as `detached`. */
  attachment: { vpcId: string; state: "attaching" | "attached" | "detaching" | "detached" } | undefined;
  tags: Tags;
};

const asnDefault = 64_512;

export const CreateVpnGateway: Operation<CreateVpnGatewayRequest, CreateVpnGatewayResult> = (input, world) => {
  if (input.Type !== "ipsec.1") throw invalidValue("type", input.Type, "Valid values: ipsec.1.");
  const amazonAsn = input.AmazonSideAsn ?? asnDefault;
  if (!isAmazonAsn(amazonAsn))
    throw invalidValue("amazonSideAsn", amazonAsn, "It must be in 64512-65534 or 4200000000-4294967294.");
  // Terraform's provider sends an empty zone when none is wanted (TF, vpnsite_gateway.go).
  const zoneName = input.AvailabilityZone || undefined;
  if (zoneName !== undefined && !zonesOf(world).some(({ name }) => name === zoneName))
    throw invalidValue("availabilityZone", zoneName);
  const tags = tagsFor("vpnGateway", input.TagSpecifications);
  requireRoom(world, "vpnGateways", world.vpnGateways.where(({ state }) => state === "available").length);
  const gateway = world.vpnGateways.add<VpnGateway>({
    id: world.newId("vpnGateway"),
    state: "available",
    amazonAsn,
    zoneName,
    attachment: undefined,
    tags,
  });
  return { VpnGateway: view(gateway) };
};

export const DescribeVpnGateways: Operation<DescribeVpnGatewaysRequest, DescribeVpnGatewaysResult> = (
  input,
  world,
) => ({
  VpnGateways: select(world.vpnGateways, input.VpnGatewayIds, input.Filters, filters).map(view),
});

export const AttachVpnGateway: Operation<AttachVpnGatewayRequest, AttachVpnGatewayResult> = (input, world) => {
  const gateway = requireAvailable(world, need(input.VpnGatewayId, "VpnGatewayId"));
  const vpc = world.vpcs.require(need(input.VpcId, "VpcId"));
  const current = gateway.attachment;
  if (current && current.state !== "detached") {
    if (current.vpcId === vpc.id && current.state !== "detaching")
      return { VpcAttachment: { VpcId: vpc.id, State: current.state } };
    throw new ApiError(
      "VpnGatewayAttachmentLimitExceeded",
      "The maximum number of virtual private gateway attachments has been reached.",
    );
  }
  const present = world.vpnGateways.find(({ attachment }) => attachment?.vpcId === vpc.id && isHeld(attachment));
  if (present)
    throw new ApiError(
      "InvalidVpcState",
      `VPC ${vpc.id} is currently attached to the Virtual Private Gateway ${present.id}`,
    );
  gateway.attachment = { vpcId: vpc.id, state: "attaching" };
  world.later(timings.vpnGatewayAttaching, "vpn-gateway-attached", gateway.id);
  return { VpcAttachment: { VpcId: vpc.id, State: "attaching" } };
};

export const DetachVpnGateway: Operation<DetachVpnGatewayRequest> = (input, world) => {
  const gateway = world.vpnGateways.requireLive(need(input.VpnGatewayId, "VpnGatewayId"));
  const vpcId = need(input.VpcId, "VpcId");
  const { attachment } = gateway;
  if (attachment?.vpcId !== vpcId || attachment.state === "detached")
    throw new ApiError(
      "InvalidVpnGatewayAttachment.NotFound",
      `The attachment with vpn gateway ID '${gateway.id}' and vpc ID '${vpcId}' does not exist`,
    );
  if (attachment.state === "attaching")
    throw incorrectState(`The attachment of ${gateway.id} to ${vpcId} is not in the attached state.`);
  if (attachment.state === "detaching") return undefined;
  attachment.state = "detaching";
  world.later(timings.vpnGatewayDetaching, "vpn-gateway-detached", gateway.id);
  return undefined;
};

export const DeleteVpnGateway: Operation<DeleteVpnGatewayRequest> = (input, world) => {
  const gateway = world.vpnGateways.requireLive(need(input.VpnGatewayId, "VpnGatewayId"));
  const isAttached = gateway.attachment !== undefined && isHeld(gateway.attachment);
  const hasConnections = world.vpnConnections.under("target", gateway.id).some(({ state }) => state !== "deleted");
  if (isAttached || hasConnections) throw incorrectState("The VPN gateway is in use.");
  if (gateway.state === "deleting") return undefined;
  gateway.state = "deleting";
  world.later(timings.vpnGatewayDeleting, "vpn-gateway-deleted", gateway.id);
  return undefined;
};

/** For calls that build on the gateway. */
export function requireAvailable(world: World, id: string): VpnGateway {
  const gateway = world.vpnGateways.requireLive(id);
  if (gateway.state !== "available")
    throw new ApiError("InvalidVpnGatewayState", `The virtual private gateway ${id} is not in the available state.`);
  return gateway;
}

export function vpnGatewayIsAttached(world: World, id: string): void {
  const attachment = world.vpnGateways.get(id)?.attachment;
  if (attachment?.state === "attaching") attachment.state = "attached";
}

/** Propagation ends with the attachment (unconfirmed); routes to the gateway that were written stay as blackholes. */
export function vpnGatewayIsDetached(world: World, id: string): void {
  const attachment = world.vpnGateways.get(id)?.attachment;
  if (!attachment) return;
  attachment.state = "detached";
  for (const table of world.routeTables.where((row) => row.vpcId === attachment.vpcId))
    table.propagatingGatewayIds = table.propagatingGatewayIds.filter((other) => other !== id);
}

export function vpnGatewayIsDeleted(world: World, id: string): void {
  const gateway = world.vpnGateways.get(id);
  if (!gateway) return;
  gateway.state = "deleted";
  world.later(timings.deletedKept, "vpn-gateway-gone", id);
}

function isHeld({ state }: NonNullable<VpnGateway["attachment"]>): boolean {
  return state !== "detached";
}

function isAmazonAsn(asn: number): boolean {
  return Number.isInteger(asn) && ((asn >= 64_512 && asn <= 65_534) || (asn >= 4_200_000_000 && asn <= 4_294_967_294));
}

function view(gateway: VpnGateway): Wire<VpnGatewayView> {
  const { attachment } = gateway;
  return {
    VpnGatewayId: gateway.id,
    State: gateway.state,
    Type: "ipsec.1",
    AvailabilityZone: gateway.zoneName,
    VpcAttachments: attachment ? [{ VpcId: attachment.vpcId, State: attachment.state }] : [],
    AmazonSideAsn: gateway.amazonAsn,
    Tags: tagSet(gateway.tags),
  };
}

const filters: FilterTable<VpnGateway> = {
  "amazon-side-asn": (gateway) => gateway.amazonAsn,
  "attachment.state": (gateway) => gateway.attachment?.state,
  "attachment.vpc-id": (gateway) => gateway.attachment?.vpcId,
  "availability-zone": (gateway) => gateway.zoneName,
  state: (gateway) => gateway.state,
  type: () => "ipsec.1",
  "vpn-gateway-id": (gateway) => gateway.id,
};
