import type { AssociateClientVpnTargetNetworkRequest } from "@aws-sdk/client-ec2";
import {
  ApiError,
  incorrectState,
  invalidCombination,
  invalidParameterValue,
  invalidValue,
  missingParameter,
} from "../../protocol/errors";
import type { World } from "../../world";
import { addNetworkInterface, newAttachment } from "../vpc/network-interface";
import { type Zone, zonesOf } from "../vpc/region";
import type { Subnet } from "../vpc/subnet";
import type { ClientVpnEndpoint } from "./endpoint";
import { overlapsVpc } from "./endpoint-vpc";
import type { EndpointTransitGateway } from "./transit-gateway-attachment";

/** Where an association goes: a subnet of the endpoint's VPC, or a zone of an endpoint at a transit gateway. */
export function chooseTarget(
  world: World,
  endpoint: ClientVpnEndpoint,
  input: AssociateClientVpnTargetNetworkRequest,
): { zone: Zone; subnet: Subnet | undefined } {
  const { SubnetId, AvailabilityZone, AvailabilityZoneId } = input;
  if (endpoint.transitGateway) {
    if (SubnetId !== undefined)
      throw invalidCombination("A subnet cannot be associated with an endpoint that uses a Transit Gateway.");
    if (!isAttached(world, endpoint.transitGateway))
      throw incorrectState(`Endpoint ${endpoint.id} is not attached to its Transit Gateway`);
    const zone = requireZone(world, { name: AvailabilityZone, id: AvailabilityZoneId });
    checkZone(endpoint, zone);
    return { zone, subnet: undefined };
  }
  if (AvailabilityZone !== undefined || AvailabilityZoneId !== undefined)
    throw invalidCombination(
      "An Availability Zone can be associated only with an endpoint that uses a Transit Gateway.",
    );
  if (SubnetId === undefined) throw missingParameter("SubnetId");
  const subnet = requireSubnet(world, endpoint, SubnetId);
  checkZone(endpoint, subnet.zone);
  return { zone: subnet.zone, subnet };
}

/** A zone by its name or by its id, never by both. */
export function requireZone(world: World, by: { name: string | undefined; id: string | undefined }): Zone {
  if (by.name !== undefined && by.id !== undefined)
    throw invalidCombination("AvailabilityZone and AvailabilityZoneId cannot be used together.");
  if (by.name === undefined && by.id === undefined) throw missingParameter("AvailabilityZone");
  const zone = zonesOf(world).find(({ name, id }) => name === by.name || id === by.id);
  if (zone) return zone;
  throw by.id === undefined ? invalidValue("availabilityZone", by.name) : invalidValue("availabilityZoneId", by.id);
}

/** The interface through which clients come into the VPC; it is the service's. AWS may place more than one. */
export function placeInterface(world: World, groupIds: string[], subnet: Subnet): string {
  return addNetworkInterface(world, subnet, {
    description: "ClientVPN Endpoint resource",
    requesterId: world.place.account,
    sourceDestCheck: false,
    groupIds: [...groupIds],
    attachment: newAttachment(world, { deviceIndex: 1 }),
  }).id;
}

function isAttached(world: World, { attachmentId }: EndpointTransitGateway): boolean {
  const state = world.transitGatewayAttachments.get(attachmentId)?.state;
  return state === "pending" || state === "available";
}

/** Codes: EC2's error page. */
function requireSubnet(world: World, endpoint: ClientVpnEndpoint, id: string): Subnet {
  const subnet = world.subnets.get(id);
  if (!subnet && !/^subnet-([0-9a-f]{8}|[0-9a-f]{17})$/.test(id)) return world.subnets.require(id);
  if (!subnet || (endpoint.vpc && endpoint.vpc.id !== subnet.vpcId))
    throw new ApiError("InvalidClientVpnSubnetId.NotFound", `Subnet ${id} does not exist in the VPC of the endpoint`);
  if (overlapsVpc(endpoint.clientCidr, world.vpcs.require(subnet.vpcId)))
    throw new ApiError(
      "InvalidClientVpnSubnetId.OverlappingCidr",
      `The CIDR of the VPC of subnet ${id} overlaps with the client CIDR ${endpoint.clientCidr}`,
    );
  if (endpoint.networks.some(({ subnetId }) => subnetId === id))
    throw new ApiError("InvalidClientVpnDuplicateAssociationException", `Subnet ${id} is already associated`);
  return subnet;
}

function checkZone(endpoint: ClientVpnEndpoint, zone: Zone): void {
  if (endpoint.networks.length >= 5) throw invalidParameterValue("An endpoint can have up to five associations.");
  if (endpoint.networks.some((network) => network.zone.name === zone.name))
    throw new ApiError(
      "InvalidClientVpnSubnetId.DuplicateAz",
      `A target network in Availability Zone ${zone.name} is already associated`,
    );
}
