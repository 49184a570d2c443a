import type {
  CreateNetworkInterfaceRequest,
  CreateNetworkInterfaceResult,
  DeleteNetworkInterfaceRequest,
  DescribeNetworkInterfacesRequest,
  DescribeNetworkInterfacesResult,
} from "@aws-sdk/client-ec2";
import { page, select } from "../../describe";
import type { Operation } from "../../operation";
import { ApiError, need } from "../../protocol/errors";
import { requireRoom } from "../../quotas";
import { type Tags, tagsFor } from "../../tags";
import type { World } from "../../world";
import { forgetAssociationsOf } from "./address";
import { chooseIpv6Addresses, choosePrivateAddresses, requireGroups } from "./interface-addresses";
import { interfaceFilters, interfaceView } from "./network-interface-view";
import type { Zone } from "./region";
import type { Subnet } from "./subnet";

/** What holds private addresses in a subnet: of an instance, of a gateway, or still free. */
export type NetworkInterface = {
  id: string;
  subnetId: string;
  vpcId: string;
  zone: Zone;
  description: string;
  /** `interface`, or the service it belongs to: `nat_gateway`, `transit_gateway`, … */
  interfaceType: string;
  /** The service that made it and alone may remove it; undefined when a user did. */
  requesterId: string | undefined;
  macAddress: string;
  /** The first one is the primary one. Public addresses are found by `publicAddressOf`. */
  privateAddresses: string[];
  ipv6Addresses: string[];
  /** Given at launch and lost when the instance stops; an Elastic IP address takes its place. */
  launchPublicAddress: string | undefined;
  groupIds: string[];
  sourceDestCheck: boolean;
  attachment: InterfaceAttachment | undefined;
  clientToken: string | undefined;
  tags: Tags;
};

export type InterfaceAttachment = {
  id: string;
  /** Undefined for an interface of a service. */
  instanceId: string | undefined;
  deviceIndex: number;
  deleteOnTermination: boolean;
  attachedMs: number;
};

export const CreateNetworkInterface: Operation<CreateNetworkInterfaceRequest, CreateNetworkInterfaceResult> = (
  input,
  world,
) => {
  const made = input.ClientToken && world.networkInterfaces.find((row) => row.clientToken === input.ClientToken);
  if (made) return { NetworkInterface: interfaceView(made, world), ClientToken: input.ClientToken };
  const subnet = world.subnets.require(need(input.SubnetId, "SubnetId"));
  const tags = tagsFor("networkInterface", input.TagSpecifications);
  const groupIds = requireGroups(input.Groups ?? [], subnet, world);
  const privateAddresses = choosePrivateAddresses(input, subnet, world);
  const ipv6Addresses = chooseIpv6Addresses(input, subnet, world);
  const row = addNetworkInterface(world, subnet, {
    description: input.Description ?? "",
    interfaceType: input.InterfaceType ?? "interface",
    groupIds,
    privateAddresses,
    ipv6Addresses,
    clientToken: input.ClientToken,
    tags,
  });
  return { NetworkInterface: interfaceView(row, world), ClientToken: input.ClientToken };
};

export const DescribeNetworkInterfaces: Operation<DescribeNetworkInterfacesRequest, DescribeNetworkInterfacesResult> = (
  input,
  world,
) => {
  const ids = input.NetworkInterfaceIds;
  const found = page(select(world.networkInterfaces, ids, input.Filters, interfaceFilters(world)), input, ids);
  return { NetworkInterfaces: found.rows.map((row) => interfaceView(row, world)), NextToken: found.nextToken };
};

export const DeleteNetworkInterface: Operation<DeleteNetworkInterfaceRequest> = (input, world) => {
  const row = requireOwnInterface(need(input.NetworkInterfaceId, "NetworkInterfaceId"), world);
  if (row.attachment) throw new ApiError("InvalidParameterValue", `Network interface '${row.id}' is currently in use.`);
  removeNetworkInterface(world, row.id);
  return undefined;
};

/** Makes an interface: for a user, an instance, or (with `requesterId`) a service such as a NAT gateway or an attachment. */
export function addNetworkInterface(
  world: World,
  subnet: Subnet,
  wanted: Partial<NetworkInterface> = {},
): NetworkInterface {
  requireRoom(world, "networkInterfaces", world.networkInterfaces.size);
  return world.networkInterfaces.add<NetworkInterface>({
    id: world.newId("networkInterface"),
    subnetId: subnet.id,
    vpcId: subnet.vpcId,
    zone: subnet.zone,
    description: "",
    interfaceType: "interface",
    requesterId: undefined,
    macAddress: `02:${Array.from({ length: 5 }, () => world.random.pick("0123456789abcdef", 2)).join(":")}`,
    privateAddresses: wanted.privateAddresses ?? choosePrivateAddresses({}, subnet, world),
    ipv6Addresses: [],
    launchPublicAddress: undefined,
    groupIds: [],
    sourceDestCheck: true,
    attachment: undefined,
    clientToken: undefined,
    tags: new Map(),
    ...wanted,
  });
}

/** Removes an interface; Elastic IP addresses on it become free. */
export function removeNetworkInterface(world: World, id: string): void {
  forgetAssociationsOf(world, id);
  world.networkInterfaces.delete(id);
}

export function newAttachment(world: World, wanted: Partial<InterfaceAttachment>): InterfaceAttachment {
  return {
    id: `eni-attach-0${world.random.pick("0123456789abcdef", 16)}`,
    instanceId: undefined,
    deviceIndex: 0,
    deleteOnTermination: false,
    attachedMs: world.nowMs,
    ...wanted,
  };
}

/** The interfaces of an instance in the order of their device index. */
export function interfacesOf(instanceId: string, world: World): NetworkInterface[] {
  return world.networkInterfaces
    .where((row) => row.attachment?.instanceId === instanceId)
    .sort((a, b) => (a.attachment?.deviceIndex ?? 0) - (b.attachment?.deviceIndex ?? 0));
}

export function interfacesIn(subnet: Subnet, world: World): NetworkInterface[] {
  return world.networkInterfaces.where((row) => row.subnetId === subnet.id);
}

/** An interface that its caller may change: what a service made is the service's. */
export function requireOwnInterface(id: string, world: World): NetworkInterface {
  const row = world.networkInterfaces.require(id);
  if (row.requesterId === undefined) return row;
  throw new ApiError("OperationNotPermitted", "You are not allowed to manage 'ela-attach' attachments.");
}
