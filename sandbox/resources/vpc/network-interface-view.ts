import type { InstanceNetworkInterface, NetworkInterface as NetworkInterfaceView } from "@aws-sdk/client-ec2";
import type { FilterTable } from "../../describe";
import type { Wire } from "../../operation";
import { tagSet } from "../../tags";
import type { World } from "../../world";
import { publicAddressOf } from "./address";
import type { NetworkInterface } from "./network-interface";

/** As DescribeNetworkInterfaces shows it. */
export function interfaceView(row: NetworkInterface, world: World): Wire<NetworkInterfaceView> {
  const { attachment } = row;
  return {
    ...commonView(row, world),
    AvailabilityZone: row.zone.name,
    AvailabilityZoneId: row.zone.id,
    RequesterId: row.requesterId,
    RequesterManaged: row.requesterId !== undefined,
    Status: attachment ? "in-use" : "available",
    Attachment: attachment && {
      ...attachmentView(row),
      InstanceId: attachment.instanceId,
      InstanceOwnerId: attachment.instanceId === undefined ? "amazon-aws" : world.place.account,
    },
    Operator: { Managed: false },
    TagSet: tagSet(row.tags),
  };
}

/** As DescribeInstances shows it. */
export function instanceInterfaceView(row: NetworkInterface, world: World): Wire<InstanceNetworkInterface> {
  return { ...commonView(row, world), Status: "in-use", Attachment: attachmentView(row) };
}

export function privateDnsName(address: string, world: World): string {
  const { region } = world.place;
  const domain = region === "us-east-1" ? "ec2.internal" : `${region}.compute.internal`;
  return `ip-${address.replaceAll(".", "-")}.${domain}`;
}

/** Empty unless the VPC gives public names to its addresses. */
export function publicDnsName(address: string | undefined, vpcId: string, world: World): string {
  if (address === undefined || !world.vpcs.get(vpcId)?.dnsHostnames) return "";
  const { region } = world.place;
  const domain = region === "us-east-1" ? "compute-1" : `${region}.compute`;
  return `ec2-${address.replaceAll(".", "-")}.${domain}.amazonaws.com`;
}

function commonView(row: NetworkInterface, world: World) {
  const [primary] = row.privateAddresses;
  const PrivateDnsName = primary === undefined ? undefined : privateDnsName(primary, world);
  return {
    NetworkInterfaceId: row.id,
    OwnerId: world.place.account,
    Description: row.description,
    InterfaceType: row.interfaceType,
    MacAddress: row.macAddress,
    SubnetId: row.subnetId,
    VpcId: row.vpcId,
    PrivateIpAddress: primary,
    PrivateDnsName,
    Association: primary === undefined ? undefined : associationView(row, primary, world),
    PrivateIpAddresses: row.privateAddresses.map((address) => ({
      Primary: address === primary,
      PrivateIpAddress: address,
      PrivateDnsName: privateDnsName(address, world),
      Association: associationView(row, address, world),
    })),
    Ipv6Addresses: row.ipv6Addresses.map((Ipv6Address) => ({ Ipv6Address, IsPrimaryIpv6: false })),
    SourceDestCheck: row.sourceDestCheck,
    Groups: row.groupIds.map((GroupId) => ({ GroupId, GroupName: world.securityGroups.get(GroupId)?.name })),
  };
}

function associationView(row: NetworkInterface, privateAddress: string, world: World) {
  const found = publicAddressOf(row, privateAddress, world);
  if (!found) return undefined;
  return {
    PublicIp: found.address,
    PublicDnsName: publicDnsName(found.address, row.vpcId, world),
    AllocationId: found.elastic?.id,
    AssociationId: found.elastic?.association?.id,
    IpOwnerId: found.elastic ? world.place.account : "amazon",
  };
}

function attachmentView({ attachment }: NetworkInterface) {
  if (!attachment) return undefined;
  return {
    AttachmentId: attachment.id,
    AttachTime: new Date(attachment.attachedMs),
    DeleteOnTermination: attachment.deleteOnTermination,
    DeviceIndex: attachment.deviceIndex,
    NetworkCardIndex: 0,
    Status: "attached",
  };
}

/** The documented filters of DescribeNetworkInterfaces. */
export function interfaceFilters(world: World): FilterTable<NetworkInterface> {
  const publicOf = (row: NetworkInterface) =>
    row.privateAddresses.flatMap((address) => publicAddressOf(row, address, world) ?? []);
  return {
    "addresses.association.owner-id": (row) =>
      publicOf(row).map(({ elastic }) => (elastic ? world.place.account : "amazon")),
    "addresses.association.public-ip": (row) => publicOf(row).map(({ address }) => address),
    "addresses.primary": (row) => row.privateAddresses.map((_, index) => index === 0),
    "addresses.private-ip-address": (row) => row.privateAddresses,
    "association.allocation-id": (row) => publicOf(row).map(({ elastic }) => elastic?.id),
    "association.association-id": (row) => publicOf(row).map(({ elastic }) => elastic?.association?.id),
    "association.ip-owner-id": (row) => publicOf(row).map(({ elastic }) => (elastic ? world.place.account : "amazon")),
    "association.public-dns-name": (row) =>
      publicOf(row).map(({ address }) => publicDnsName(address, row.vpcId, world)),
    "association.public-ip": (row) => publicOf(row).map(({ address }) => address),
    "attachment.attach-time": (row) => row.attachment && new Date(row.attachment.attachedMs).toISOString(),
    "attachment.attachment-id": (row) => row.attachment?.id,
    "attachment.delete-on-termination": (row) => row.attachment?.deleteOnTermination,
    "attachment.device-index": (row) => row.attachment?.deviceIndex,
    "attachment.instance-id": (row) => row.attachment?.instanceId,
    "attachment.instance-owner-id": (row) =>
      row.attachment && (row.attachment.instanceId === undefined ? "amazon-aws" : world.place.account),
    "attachment.status": (row) => row.attachment && "attached",
    "availability-zone": (row) => row.zone.name,
    "availability-zone-id": (row) => row.zone.id,
    description: (row) => row.description,
    "group-id": (row) => row.groupIds,
    "group-name": (row) => row.groupIds.map((id) => world.securityGroups.get(id)?.name),
    "interface-type": (row) => row.interfaceType,
    "ipv6-addresses.ipv6-address": (row) => row.ipv6Addresses,
    "mac-address": (row) => row.macAddress,
    "network-interface-id": (row) => row.id,
    "operator.managed": () => false,
    "operator.principal": () => [],
    "owner-id": () => world.place.account,
    "private-dns-name": (row) => row.privateAddresses.slice(0, 1).map((address) => privateDnsName(address, world)),
    "private-ip-address": (row) => row.privateAddresses,
    "requester-id": (row) => row.requesterId,
    "requester-managed": (row) => row.requesterId !== undefined,
    "source-dest-check": (row) => row.sourceDestCheck,
    status: (row) => (row.attachment ? "in-use" : "available"),
    "subnet-id": (row) => row.subnetId,
    "vpc-id": (row) => row.vpcId,
  };
}
