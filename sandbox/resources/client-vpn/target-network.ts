import type {
  ApplySecurityGroupsToClientVpnTargetNetworkRequest,
  ApplySecurityGroupsToClientVpnTargetNetworkResult,
  AssociateClientVpnTargetNetworkRequest,
  AssociateClientVpnTargetNetworkResult,
  DescribeClientVpnTargetNetworksRequest,
  DescribeClientVpnTargetNetworksResult,
  DisassociateClientVpnTargetNetworkRequest,
  DisassociateClientVpnTargetNetworkResult,
  TargetNetwork as TargetNetworkView,
} from "@aws-sdk/client-ec2";
import { applyFilters, type FilterTable, page } from "../../describe";
import type { Operation, Wire } from "../../operation";
import { ApiError, invalidValue, need } from "../../protocol/errors";
import { timings } from "../../timings";
import type { World } from "../../world";
import { removeNetworkInterface } from "../vpc/network-interface";
import type { Zone } from "../vpc/region";
import { madeBefore, type Request, readRequest } from "./client-token";
import { resetConnections } from "./connection";
import { type ClientVpnEndpoint, findEndpoint, requireEndpoint } from "./endpoint";
import { applyGroups, readGroups } from "./endpoint-vpc";
import { addLocalRoute, removeRoutesOf } from "./route";
import { chooseTarget, placeInterface } from "./target-subnet";

/** A zone in which clients reach their networks: through a subnet, or without one through a transit gateway. */
export type TargetNetwork = {
  id: string;
  state: "associating" | "associated" | "disassociating";
  subnetId: string | undefined;
  zone: Zone;
  networkInterfaceId: string | undefined;
  request: Request;
};

export const AssociateClientVpnTargetNetwork: Operation<
  AssociateClientVpnTargetNetworkRequest,
  AssociateClientVpnTargetNetworkResult
> = (input, world) => {
  const endpoint = requireEndpoint(world, input);
  const request = readRequest(input);
  const made = madeBefore(endpoint.networks, request);
  if (made) return answer(made);
  const { zone, subnet } = chooseTarget(world, endpoint, input);
  const network = addNetwork(world, endpoint, { zone, subnetId: subnet?.id, request });
  if (subnet) {
    const vpc = world.vpcs.require(subnet.vpcId);
    endpoint.vpc ??= { id: vpc.id, securityGroupIds: readGroups(world, vpc, []), isChosen: false };
    network.networkInterfaceId = placeInterface(world, endpoint.vpc.securityGroupIds, subnet);
    addLocalRoute(world, endpoint, { destination: vpc.cidr, subnetId: subnet.id });
  }
  return answer(network);
};

export const DisassociateClientVpnTargetNetwork: Operation<
  DisassociateClientVpnTargetNetworkRequest,
  DisassociateClientVpnTargetNetworkResult
> = (input, world) => {
  const endpoint = findEndpoint(world, input);
  const network = requireNetwork(endpoint, need(input.AssociationId, "AssociationId"));
  if (network.state !== "disassociating") {
    network.state = "disassociating";
    world.later(timings.clientVpnNetworkChanging, "client-vpn-network-disassociated", subject(endpoint, network));
  }
  return answer(network);
};

export const DescribeClientVpnTargetNetworks: Operation<
  DescribeClientVpnTargetNetworksRequest,
  DescribeClientVpnTargetNetworksResult
> = (input, world) => {
  const endpoint = world.clientVpnEndpoints.require(need(input.ClientVpnEndpointId, "ClientVpnEndpointId"));
  const ids = input.AssociationIds;
  const named = ids?.length ? [...new Set(ids)].map((id) => requireNetwork(endpoint, id)) : endpoint.networks;
  const found = page(applyFilters(named, input.Filters, filtersFor(endpoint)), input, ids);
  return {
    ClientVpnTargetNetworks: found.rows.map((network) => view(endpoint, network)),
    NextToken: found.nextToken,
  };
};

export const ApplySecurityGroupsToClientVpnTargetNetwork: Operation<
  ApplySecurityGroupsToClientVpnTargetNetworkRequest,
  ApplySecurityGroupsToClientVpnTargetNetworkResult
> = (input, world) => {
  const endpoint = requireEndpoint(world, input);
  const vpc = world.vpcs.require(need(input.VpcId, "VpcId"));
  if (endpoint.vpc?.id !== vpc.id)
    throw invalidValue("vpcId", vpc.id, `It is not the VPC of the target networks of endpoint ${endpoint.id}.`);
  const securityGroupIds = readGroups(world, vpc, need(input.SecurityGroupIds, "SecurityGroupId"));
  endpoint.vpc = { ...endpoint.vpc, securityGroupIds };
  applyGroups(world, endpoint);
  return { SecurityGroupIds: securityGroupIds };
};

/** Begins an association; its zone must have been found free. */
export function addNetwork(
  world: World,
  endpoint: ClientVpnEndpoint,
  target: Pick<TargetNetwork, "zone" | "subnetId" | "request">,
): TargetNetwork {
  const network: TargetNetwork = {
    id: world.newId("clientVpnAssociation"),
    state: "associating",
    networkInterfaceId: undefined,
    ...target,
  };
  endpoint.networks.push(network);
  world.later(timings.clientVpnNetworkChanging, "client-vpn-network-associated", subject(endpoint, network));
  return network;
}

export function clientVpnNetworkIsAssociated(world: World, name: string): void {
  const { endpoint, network } = find(world, name);
  if (!endpoint || network?.state !== "associating") return;
  network.state = "associated";
  settle(endpoint);
}

/** Takes everything along that the association brought: its interface, its routes, and with the last one the clients. */
export function clientVpnNetworkIsDisassociated(world: World, name: string): void {
  const { endpoint, network } = find(world, name);
  if (!endpoint || !network) return;
  endpoint.networks = endpoint.networks.filter((other) => other !== network);
  if (network.networkInterfaceId !== undefined) removeNetworkInterface(world, network.networkInterfaceId);
  removeRoutesOf(endpoint, network);
  if (endpoint.networks.length === 0 && !endpoint.vpc?.isChosen) endpoint.vpc = undefined;
  settle(endpoint);
  if (endpoint.state !== "available") resetConnections(world, endpoint);
}

/** An endpoint takes clients while a network is associated (CreateClientVpnEndpoint, `Status`). */
export function settle(endpoint: ClientVpnEndpoint): void {
  if (endpoint.state !== "available" && endpoint.state !== "pending-associate") return;
  endpoint.state = isReachable(endpoint) ? "available" : "pending-associate";
}

/** Whether there is a network for routes and clients. */
export function isReachable({ networks }: ClientVpnEndpoint): boolean {
  return networks.some(({ state }) => state !== "associating");
}

function requireNetwork(endpoint: ClientVpnEndpoint, id: string): TargetNetwork {
  const network = endpoint.networks.find((one) => one.id === id);
  if (network) return network;
  throw new ApiError("InvalidClientVpnAssociationIdNotFound", `Association ${id} does not exist`);
}

function subject(endpoint: ClientVpnEndpoint, network: TargetNetwork): string {
  return `${endpoint.id} ${network.id}`;
}

function find(world: World, name: string) {
  const [endpointId, id] = name.split(" ");
  const endpoint = world.clientVpnEndpoints.get(endpointId);
  return { endpoint, network: endpoint?.networks.find((one) => one.id === id) };
}

function answer({ id, state }: TargetNetwork) {
  return { AssociationId: id, Status: { Code: state } };
}

function view(endpoint: ClientVpnEndpoint, network: TargetNetwork): Wire<TargetNetworkView> {
  const isZone = network.subnetId === undefined;
  return {
    AssociationId: network.id,
    ClientVpnEndpointId: endpoint.id,
    VpcId: isZone ? undefined : endpoint.vpc?.id,
    TargetNetworkId: network.subnetId,
    Status: { Code: network.state },
    SecurityGroups: isZone ? [] : (endpoint.vpc?.securityGroupIds ?? []),
    AvailabilityZones: isZone ? [network.zone.name] : [],
    AvailabilityZoneIds: isZone ? [network.zone.id] : [],
  };
}

function filtersFor(endpoint: ClientVpnEndpoint): FilterTable<TargetNetwork> {
  return {
    "association-id": (network) => network.id,
    "target-network-id": (network) => network.subnetId,
    "vpc-id": (network) => (network.subnetId === undefined ? undefined : endpoint.vpc?.id),
  };
}
