import type {
  AcceptTransitGatewayClientVpnAttachmentRequest,
  AcceptTransitGatewayClientVpnAttachmentResult,
  TransitGatewayClientVpnAttachment as AttachmentView,
  CreateClientVpnEndpointRequest,
  DeleteTransitGatewayClientVpnAttachmentRequest,
  DeleteTransitGatewayClientVpnAttachmentResult,
  RejectTransitGatewayClientVpnAttachmentRequest,
  RejectTransitGatewayClientVpnAttachmentResult,
} from "@aws-sdk/client-ec2";
import type { Operation, Wire } from "../../operation";
import { incorrectState, invalidCombination, missingParameter, need } from "../../protocol/errors";
import { timings } from "../../timings";
import type { World } from "../../world";
import { type AttachmentOf, attach, checkAvailable, detach, requireAttachment } from "../transit-gateway/attachment";
import { requireTransitGateway } from "../transit-gateway/transit-gateway";
import type { Zone } from "../vpc/region";
import type { ClientVpnEndpoint } from "./endpoint";
import { addNetwork, settle } from "./target-network";
import { requireZone } from "./target-subnet";

/** The transit gateway that an endpoint leads to in the place of a VPC. */
export type EndpointTransitGateway = { id: string; attachmentId: string };

/** What a new endpoint asks for: a transit gateway, and the zones in which it is reached at once. */
export type TransitGatewayRequest = { id: string; zones: Zone[] };

/** Only an attachment of a shared transit gateway waits for its owner, and none is shared here. */
export const AcceptTransitGatewayClientVpnAttachment: Operation<
  AcceptTransitGatewayClientVpnAttachmentRequest,
  AcceptTransitGatewayClientVpnAttachmentResult
> = (input, world) => {
  throw incorrectState(`${requireOwn(world, input).id} is in invalid state`);
};

export const RejectTransitGatewayClientVpnAttachment: Operation<
  RejectTransitGatewayClientVpnAttachmentRequest,
  RejectTransitGatewayClientVpnAttachmentResult
> = (input, world) => {
  throw incorrectState(`${requireOwn(world, input).id} is in invalid state`);
};

/** Cuts an endpoint off; one with associations keeps its attachment. */
export const DeleteTransitGatewayClientVpnAttachment: Operation<
  DeleteTransitGatewayClientVpnAttachmentRequest,
  DeleteTransitGatewayClientVpnAttachmentResult
> = (input, world) => {
  const attachment = requireOwn(world, input);
  if (attachment.state !== "deleting" && attachment.state !== "failed") checkAvailable(attachment);
  const endpoint = world.clientVpnEndpoints.get(attachment.resource.id);
  if (endpoint?.networks.length)
    throw incorrectState(`${attachment.id} has associated target networks of endpoint ${endpoint.id}`);
  detach(world, attachment, timings.transitGatewayAttachmentDeleting);
  return { TransitGatewayClientVpnAttachment: view(attachment, world) };
};

export function readTransitGateway(
  world: World,
  { TransitGatewayConfiguration: given, VpcId, SecurityGroupIds }: CreateClientVpnEndpointRequest,
): TransitGatewayRequest | undefined {
  if (!given) return undefined;
  if (VpcId !== undefined || SecurityGroupIds?.length)
    throw invalidCombination("TransitGatewayConfiguration cannot be used together with VpcId or SecurityGroupIds.");
  if (given.TransitGatewayId === undefined) throw missingParameter("TransitGatewayConfiguration.TransitGatewayId");
  const gateway = requireTransitGateway(world, given.TransitGatewayId);
  checkAvailable(gateway);
  const { AvailabilityZones: names = [], AvailabilityZoneIds: ids = [] } = given;
  if (names.length && ids.length)
    throw invalidCombination("AvailabilityZones and AvailabilityZoneIds cannot be used together.");
  const zones = [
    ...names.map((name) => requireZone(world, { name, id: undefined })),
    ...ids.map((id) => requireZone(world, { name: undefined, id })),
  ];
  return { id: gateway.id, zones: zones.filter((zone, index) => zones.indexOf(zone) === index) };
}

/** The endpoint is `pending` until the transit gateway has taken it. */
export function attachEndpoint(world: World, endpoint: ClientVpnEndpoint, { id, zones }: TransitGatewayRequest): void {
  const resource = { type: "client-vpn", id: endpoint.id } as const;
  const seconds = timings.transitGatewayAttachmentPending;
  const attachment = attach(world, { transitGatewayId: id, resource, tags: new Map(), seconds });
  endpoint.state = "pending";
  endpoint.transitGateway = { id, attachmentId: attachment.id };
  for (const zone of zones)
    addNetwork(world, endpoint, { zone, subnetId: undefined, request: { clientToken: undefined, asked: "" } });
  world.later(seconds, "client-vpn-endpoint-attached", endpoint.id);
}

export function detachEndpoint(world: World, { transitGateway }: ClientVpnEndpoint): void {
  const attachment = world.transitGatewayAttachments.get(transitGateway?.attachmentId);
  if (attachment) detach(world, attachment, timings.transitGatewayAttachmentDeleting);
}

export function clientVpnEndpointIsAttached(world: World, id: string): void {
  const endpoint = world.clientVpnEndpoints.get(id);
  const attachment = world.transitGatewayAttachments.get(endpoint?.transitGateway?.attachmentId);
  if (endpoint?.state !== "pending" || attachment?.state !== "available") return;
  endpoint.state = "pending-associate";
  settle(endpoint);
}

function requireOwn(world: World, input: { TransitGatewayAttachmentId?: string | undefined }) {
  return requireAttachment(world, need(input.TransitGatewayAttachmentId, "TransitGatewayAttachmentId"), "client-vpn");
}

function view(attachment: AttachmentOf<"client-vpn">, world: World): Wire<AttachmentView> {
  return {
    TransitGatewayAttachmentId: attachment.id,
    TransitGatewayId: attachment.transitGatewayId,
    ClientVpnEndpointId: attachment.resource.id,
    ClientVpnOwnerId: world.place.account,
    State: attachment.state,
    CreationTime: new Date(attachment.createdMs).toISOString(),
  };
}
