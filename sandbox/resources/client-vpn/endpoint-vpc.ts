import { known, overlaps } from "../../net";
import { invalidParameterValue } from "../../protocol/errors";
import type { World } from "../../world";
import { requireGroups } from "../vpc/interface-addresses";
import type { Vpc } from "../vpc/vpc";
import type { ClientVpnEndpoint } from "./endpoint";

/**
 * The VPC that an endpoint leads to and the groups of its interfaces there. `isChosen`: a caller named it for the endpoint;
 * one that came with the first target network goes with the last (unconfirmed).
 */
export type EndpointVpc = { id: string; securityGroupIds: string[]; isChosen: boolean };

type VpcRequest = { VpcId?: string | undefined; SecurityGroupIds?: string[] | undefined };

/** The VPC and groups a call names; without groups the VPC's default one (CreateClientVpnEndpoint). */
export function readVpc(world: World, input: VpcRequest, present: EndpointVpc | undefined): EndpointVpc | undefined {
  const { VpcId, SecurityGroupIds = [] } = input;
  if (VpcId === undefined) {
    // The sentence is AWS's (terraform-provider-aws, vpnclient_endpoint.go).
    if (SecurityGroupIds.length)
      throw invalidParameterValue("Security Groups cannot be modified without specifying Vpc Id");
    return present;
  }
  const vpc = world.vpcs.require(VpcId);
  return { id: vpc.id, securityGroupIds: readGroups(world, vpc, SecurityGroupIds), isChosen: true };
}

/** One to five groups of the VPC, or its default group when none is named. */
export function readGroups(world: World, vpc: Vpc, ids: string[]): string[] {
  const stranger = ids.map((id) => world.securityGroups.require(id)).find((group) => group.vpcId !== vpc.id);
  if (stranger) throw invalidParameterValue(`Security group ${stranger.id} does not belong to VPC ${vpc.id}.`);
  return requireGroups(ids, { id: "", vpcId: vpc.id }, world);
}

/** Gives the endpoint's interfaces the groups it has now. */
export function applyGroups(world: World, endpoint: ClientVpnEndpoint): void {
  for (const network of endpoint.networks) {
    const holder = world.networkInterfaces.get(network.networkInterfaceId);
    if (holder) holder.groupIds = [...(endpoint.vpc?.securityGroupIds ?? [])];
  }
}

/** Whether client addresses would be addresses of the VPC as well. */
export function overlapsVpc(clientCidr: string | undefined, vpc: Vpc): boolean {
  if (clientCidr === undefined) return false;
  const blocks = [vpc.cidr, ...vpc.secondaryCidrs.map(({ cidr }) => cidr)];
  return blocks.some((block) => overlaps(known(block), known(clientCidr)));
}

/** Whether an endpoint needs the VPC, so that it cannot be deleted. */
export function isVpcUsedByClientVpn(world: World, vpcId: string): boolean {
  return liveEndpoints(world).some(({ vpc }) => vpc?.id === vpcId);
}

/** Whether an endpoint names the group, with or without interfaces. */
export function isGroupUsedByClientVpn(world: World, groupId: string): boolean {
  return liveEndpoints(world).some(({ vpc }) => vpc?.securityGroupIds.includes(groupId));
}

function liveEndpoints(world: World): ClientVpnEndpoint[] {
  return world.clientVpnEndpoints.where(({ state }) => state !== "deleted");
}
