import type {
  DescribeNetworkInterfacesRequest,
  DescribeNetworkInterfacesResult,
  InstanceNetworkInterface,
} from "@aws-sdk/client-ec2";
import { applyFilters, type FilterTable, page } from "../../describe";
import type { Operation, Wire } from "../../operation";
import { ApiError } from "../../protocol/errors";
import type { World } from "../../world";
import { kindFacts } from "../kinds";
import type { Instance } from "./instance";

/** Only instances have interfaces here, one each. Clients look them up before they delete a subnet or a group. */
export const DescribeNetworkInterfaces: Operation<DescribeNetworkInterfacesRequest, DescribeNetworkInterfacesResult> = (
  input,
  world,
) => {
  const live = world.instances.where((row) => row.state !== "terminated");
  const ids = input.NetworkInterfaceIds;
  for (const id of ids ?? [])
    if (!live.some((row) => row.networkInterface.id === id))
      throw new ApiError(kindFacts.networkInterface.notFoundCode, kindFacts.networkInterface.notFound(id));
  const asked = ids?.length ? live.filter((row) => ids.includes(row.networkInterface.id)) : live;
  const found = page(applyFilters(asked, input.Filters, filtersFor(world)), input, ids);
  return {
    NetworkInterfaces: found.rows.map((row) => ({
      ...networkInterfaceView(row, world),
      AvailabilityZone: row.zoneName,
      RequesterManaged: false,
      TagSet: [],
      Attachment: {
        ...networkInterfaceView(row, world).Attachment,
        InstanceId: row.id,
        InstanceOwnerId: world.place.account,
      },
    })),
    NextToken: found.nextToken,
  };
};

/** As DescribeInstances shows it. */
export function networkInterfaceView(instance: Instance, world: World): Wire<InstanceNetworkInterface> {
  const { networkInterface, privateAddress: PrivateIpAddress } = instance;
  const PrivateDnsName = `ip-${PrivateIpAddress.replaceAll(".", "-")}.${world.place.region}.compute.internal`;
  return {
    NetworkInterfaceId: networkInterface.id,
    OwnerId: world.place.account,
    Description: "",
    Status: "in-use",
    InterfaceType: "interface",
    MacAddress: networkInterface.macAddress,
    SubnetId: instance.subnetId,
    VpcId: instance.vpcId,
    PrivateIpAddress,
    PrivateDnsName,
    PrivateIpAddresses: [{ Primary: true, PrivateIpAddress, PrivateDnsName }],
    Ipv6Addresses: [],
    SourceDestCheck: instance.sourceDestCheck,
    Groups: instance.groupIds.map((GroupId) => ({ GroupId, GroupName: world.securityGroups.get(GroupId)?.name })),
    Attachment: {
      AttachmentId: networkInterface.attachmentId,
      AttachTime: new Date(instance.launchedMs),
      DeleteOnTermination: true,
      DeviceIndex: 0,
      Status: "attached",
    },
  };
}

function filtersFor(world: World): FilterTable<Instance> {
  return {
    "attachment.attachment-id": (row) => row.networkInterface.attachmentId,
    "attachment.instance-id": (row) => row.id,
    "attachment.status": () => "attached",
    "availability-zone": (row) => row.zoneName,
    description: () => "",
    "group-id": (row) => row.groupIds,
    "interface-type": () => "interface",
    "mac-address": (row) => row.networkInterface.macAddress,
    "network-interface-id": (row) => row.networkInterface.id,
    "owner-id": () => world.place.account,
    "private-ip-address": (row) => row.privateAddress,
    "requester-id": () => [],
    "requester-managed": () => false,
    status: () => "in-use",
    "subnet-id": (row) => row.subnetId,
    "vpc-id": (row) => row.vpcId,
  };
}
