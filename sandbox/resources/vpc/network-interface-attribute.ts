import type {
  AssignIpv6AddressesRequest,
  AssignIpv6AddressesResult,
  AssignPrivateIpAddressesRequest,
  AssignPrivateIpAddressesResult,
  AttachNetworkInterfaceRequest,
  AttachNetworkInterfaceResult,
  DescribeNetworkInterfaceAttributeRequest,
  DescribeNetworkInterfaceAttributeResult,
  DetachNetworkInterfaceRequest,
  ModifyNetworkInterfaceAttributeRequest,
  ResetNetworkInterfaceAttributeRequest,
  UnassignIpv6AddressesRequest,
  UnassignIpv6AddressesResult,
  UnassignPrivateIpAddressesRequest,
} from "@aws-sdk/client-ec2";
import type { Operation } from "../../operation";
import { ApiError, invalidParameterValue, invalidValue, missingParameter, need } from "../../protocol/errors";
import type { World } from "../../world";
import { chooseFreeAddresses, chooseIpv6Addresses, requireFreeAddress, requireGroups } from "./interface-addresses";
import { interfacesOf, type NetworkInterface, newAttachment, requireOwnInterface } from "./network-interface";
import { interfaceView } from "./network-interface-view";

export const AttachNetworkInterface: Operation<AttachNetworkInterfaceRequest, AttachNetworkInterfaceResult> = (
  input,
  world,
) => {
  const row = requireOwnInterface(need(input.NetworkInterfaceId, "NetworkInterfaceId"), world);
  const instance = world.instances.requireLive(need(input.InstanceId, "InstanceId"));
  const deviceIndex = need(input.DeviceIndex, "DeviceIndex");
  if (row.attachment) throw new ApiError("InvalidNetworkInterface.InUse", `Interface: [${row.id}] in use.`);
  if (row.zone.name !== instance.zone.name)
    throw invalidParameterValue(
      `You may not attach a network interface to an instance if they are not in the same availability zone`,
    );
  if (instance.state !== "running" && instance.state !== "stopped")
    throw new ApiError("IncorrectState", `Instance '${instance.id}' is not 'running' or 'stopped'.`);
  if (interfacesOf(instance.id, world).some((other) => other.attachment?.deviceIndex === deviceIndex))
    throw invalidParameterValue(
      `Instance '${instance.id}' already has an interface attached at device index '${deviceIndex}'.`,
    );
  row.attachment = newAttachment(world, { instanceId: instance.id, deviceIndex });
  return { AttachmentId: row.attachment.id, NetworkCardIndex: 0 };
};

export const DetachNetworkInterface: Operation<DetachNetworkInterfaceRequest> = (input, world) => {
  const id = need(input.AttachmentId, "AttachmentId");
  const row = world.networkInterfaces.find(({ attachment }) => attachment?.id === id);
  if (!row) throw new ApiError("InvalidAttachmentID.NotFound", `The attachment ID '${id}' does not exist`);
  requireOwnInterface(row.id, world);
  if (row.attachment?.deviceIndex === 0)
    throw new ApiError("OperationNotPermitted", "The network interface at device index 0 cannot be detached.");
  row.attachment = undefined;
  return undefined;
};

export const ModifyNetworkInterfaceAttribute: Operation<ModifyNetworkInterfaceAttributeRequest> = (input, world) => {
  const { NetworkInterfaceId, Attachment, Description, Groups, SourceDestCheck, ...others } = input;
  const row = requireOwnInterface(need(NetworkInterfaceId, "NetworkInterfaceId"), world);
  if (Object.keys(others).length)
    throw new ApiError("UnsupportedOperation", `${Object.keys(others).join(", ")} is not simulated.`);
  if (!Attachment && !Groups?.length && Description === undefined && SourceDestCheck === undefined)
    throw missingParameter("Attribute");
  if (Attachment) changeAttachment(row, Attachment);
  if (Groups?.length) row.groupIds = requireGroups(Groups, { id: row.subnetId, vpcId: row.vpcId }, world);
  row.description = Description?.Value ?? row.description;
  row.sourceDestCheck = SourceDestCheck?.Value ?? row.sourceDestCheck;
  return undefined;
};

export const ResetNetworkInterfaceAttribute: Operation<ResetNetworkInterfaceAttributeRequest> = (input, world) => {
  requireOwnInterface(need(input.NetworkInterfaceId, "NetworkInterfaceId"), world).sourceDestCheck = true;
  return undefined;
};

export const DescribeNetworkInterfaceAttribute: Operation<
  DescribeNetworkInterfaceAttributeRequest,
  DescribeNetworkInterfaceAttributeResult
> = (input, world) => {
  const row = world.networkInterfaces.require(need(input.NetworkInterfaceId, "NetworkInterfaceId"));
  const view = interfaceView(row, world);
  const NetworkInterfaceId = row.id;
  switch (input.Attribute) {
    case "attachment":
      return { NetworkInterfaceId, Attachment: view.Attachment };
    case "description":
      return { NetworkInterfaceId, Description: { Value: row.description } };
    case "groupSet":
      return { NetworkInterfaceId, Groups: view.Groups };
    case "sourceDestCheck":
      return { NetworkInterfaceId, SourceDestCheck: { Value: row.sourceDestCheck } };
    default:
      throw invalidValue("attribute", input.Attribute);
  }
};

export const AssignPrivateIpAddresses: Operation<AssignPrivateIpAddressesRequest, AssignPrivateIpAddressesResult> = (
  input,
  world,
) => {
  const row = requireOwnInterface(need(input.NetworkInterfaceId, "NetworkInterfaceId"), world);
  const { PrivateIpAddresses: named, SecondaryPrivateIpAddressCount: count } = input;
  if (!named?.length && count === undefined) throw missingParameter("PrivateIpAddress");
  const subnet = world.subnets.require(row.subnetId);
  const added = named?.length
    ? named.filter((one) => !row.privateAddresses.includes(one)).map((one) => requireFreeAddress(one, subnet, world))
    : chooseFreeAddresses(subnet, count ?? 0, world);
  row.privateAddresses.push(...added);
  return {
    NetworkInterfaceId: row.id,
    AssignedPrivateIpAddresses: added.map((PrivateIpAddress) => ({ PrivateIpAddress })),
    AssignedIpv4Prefixes: [],
  };
};

export const AssignIpv6Addresses: Operation<AssignIpv6AddressesRequest, AssignIpv6AddressesResult> = (input, world) => {
  const row = requireOwnInterface(need(input.NetworkInterfaceId, "NetworkInterfaceId"), world);
  const subnet = world.subnets.require(row.subnetId);
  const Ipv6Addresses = input.Ipv6Addresses?.map((Ipv6Address) => ({ Ipv6Address }));
  if (!Ipv6Addresses?.length && !input.Ipv6AddressCount) throw missingParameter("Ipv6Addresses");
  const added = chooseIpv6Addresses({ Ipv6Addresses, Ipv6AddressCount: input.Ipv6AddressCount }, subnet, world);
  row.ipv6Addresses.push(...added);
  return { NetworkInterfaceId: row.id, AssignedIpv6Addresses: added, AssignedIpv6Prefixes: [] };
};

export const UnassignIpv6Addresses: Operation<UnassignIpv6AddressesRequest, UnassignIpv6AddressesResult> = (
  input,
  world,
) => {
  const row = requireOwnInterface(need(input.NetworkInterfaceId, "NetworkInterfaceId"), world);
  const removed = need(input.Ipv6Addresses, "Ipv6Addresses");
  for (const address of removed)
    if (!row.ipv6Addresses.includes(address))
      throw invalidParameterValue(`${address} is not assigned to interface ${row.id}`);
  row.ipv6Addresses = row.ipv6Addresses.filter((address) => !removed.includes(address));
  return { NetworkInterfaceId: row.id, UnassignedIpv6Addresses: removed, UnassignedIpv6Prefixes: [] };
};

export const UnassignPrivateIpAddresses: Operation<UnassignPrivateIpAddressesRequest> = (input, world) => {
  const row = requireOwnInterface(need(input.NetworkInterfaceId, "NetworkInterfaceId"), world);
  const removed = need(input.PrivateIpAddresses, "PrivateIpAddress");
  const secondary = row.privateAddresses.slice(1);
  for (const address of removed)
    if (!secondary.includes(address))
      throw invalidParameterValue(`Some of ${address} are not assigned to interface ${row.id}`);
  releaseElastic(row, removed, world);
  row.privateAddresses = row.privateAddresses.filter((address) => !removed.includes(address));
  return undefined;
};

function changeAttachment(
  row: NetworkInterface,
  change: { AttachmentId?: string; DeleteOnTermination?: boolean },
): void {
  const { AttachmentId: id, DeleteOnTermination } = change;
  if (!row.attachment || row.attachment.id !== id)
    throw new ApiError("InvalidAttachmentID.NotFound", `The attachment ID '${id}' does not exist`);
  row.attachment.deleteOnTermination = DeleteOnTermination ?? row.attachment.deleteOnTermination;
}

function releaseElastic(row: NetworkInterface, addresses: string[], world: World): void {
  for (const elastic of world.addresses.values()) {
    const { association } = elastic;
    if (association?.networkInterfaceId === row.id && addresses.includes(association.privateAddress))
      elastic.association = undefined;
  }
}
