import type {
  CreateSubnetRequest,
  CreateSubnetResult,
  DeleteSubnetRequest,
  DescribeSubnetsRequest,
  DescribeSubnetsResult,
  ModifySubnetAttributeRequest,
  Subnet as SubnetView,
} from "@aws-sdk/client-ec2";
import { type FilterTable, page, select } from "../../describe";
import { contains, formatBlock, known, overlaps, size } from "../../net";
import type { Operation, Wire } from "../../operation";
import { ApiError, dependencyViolation, invalidValue, missingParameter, need } from "../../protocol/errors";
import { type Tags, tagSet, tagsFor } from "../../tags";
import { timings } from "../../timings";
import type { World } from "../../world";
import { zonesOf } from "./region";
import { readBlock } from "./vpc";

export type Subnet = {
  id: string;
  vpcId: string;
  cidr: string;
  zone: { name: string; id: string };
  state: "pending" | "available";
  mapPublicIpOnLaunch: boolean;
  networkAclAssociationId: string;
  tags: Tags;
};

/** The first four addresses and the last one belong to AWS. */
export const reservedAddresses = 5;

export const CreateSubnet: Operation<CreateSubnetRequest, CreateSubnetResult> = (input, world) => {
  const vpc = world.vpcs.require(need(input.VpcId, "VpcId"));
  if (input.Ipv6CidrBlock || input.Ipv6Native) throw new ApiError("UnsupportedOperation", "IPv6 is not simulated.");
  if (!input.CidrBlock) throw missingParameter("CidrBlock");
  const block = readBlock(input.CidrBlock, "cidrBlock");
  if (block.length < 16 || block.length > 28 || !contains(known(vpc.cidr), block))
    throw new ApiError("InvalidSubnet.Range", `The CIDR '${input.CidrBlock}' is invalid.`);
  if (world.subnets.find((other) => other.vpcId === vpc.id && overlaps(known(other.cidr), block)))
    throw new ApiError("InvalidSubnet.Conflict", `The CIDR '${input.CidrBlock}' conflicts with another subnet`);
  const subnet = world.subnets.add<Subnet>({
    id: world.newId("subnet"),
    vpcId: vpc.id,
    cidr: formatBlock(block),
    zone: chooseZone(input, world),
    state: "pending",
    mapPublicIpOnLaunch: false,
    networkAclAssociationId: `aclassoc-0${world.random.pick("0123456789abcdef", 16)}`,
    tags: tagsFor("subnet", input.TagSpecifications),
  });
  world.later(timings.subnetPending, "subnet-available", subnet.id);
  return { Subnet: view(subnet, world) };
};

export const DescribeSubnets: Operation<DescribeSubnetsRequest, DescribeSubnetsResult> = (input, world) => {
  const found = page(select(world.subnets, input.SubnetIds, input.Filters, filtersFor(world)), input, input.SubnetIds);
  return { Subnets: found.rows.map((subnet) => view(subnet, world)), NextToken: found.nextToken };
};

export const ModifySubnetAttribute: Operation<ModifySubnetAttributeRequest> = (input, world) => {
  const subnet = world.subnets.require(need(input.SubnetId, "SubnetId"));
  const { SubnetId: _, MapPublicIpOnLaunch, ...others } = input;
  if (Object.keys(others).length)
    throw new ApiError("UnsupportedOperation", `${Object.keys(others).join(", ")} is not simulated.`);
  if (MapPublicIpOnLaunch?.Value === undefined) throw missingParameter("MapPublicIpOnLaunch");
  subnet.mapPublicIpOnLaunch = MapPublicIpOnLaunch.Value;
  return undefined;
};

export const DeleteSubnet: Operation<DeleteSubnetRequest> = (input, world) => {
  const subnet = world.subnets.require(need(input.SubnetId, "SubnetId"));
  if (instancesIn(subnet, world).length) throw dependencyViolation("subnet", subnet.id);
  for (const table of world.routeTables.all())
    table.associations = table.associations.filter((association) => association.subnetId !== subnet.id);
  world.subnets.delete(subnet.id);
  return undefined;
};

/** Instances that still hold an address in the subnet. */
export function instancesIn(subnet: Subnet, world: World) {
  return world.instances.where((instance) => instance.subnetId === subnet.id && instance.state !== "terminated");
}

export function subnetBecomesAvailable(world: World, id: string): void {
  const subnet = world.subnets.get(id);
  if (subnet) subnet.state = "available";
}

function chooseZone(input: CreateSubnetRequest, world: World): Subnet["zone"] {
  const zones = zonesOf(world);
  const names = zones.map((zone) => zone.name).join(", ");
  if (input.AvailabilityZone !== undefined) {
    const zone = zones.find(({ name }) => name === input.AvailabilityZone);
    if (zone) return zone;
    throw invalidValue(
      "availabilityZone",
      input.AvailabilityZone,
      `Subnets can currently only be created in the following availability zones: ${names}.`,
    );
  }
  if (input.AvailabilityZoneId !== undefined) {
    const zone = zones.find(({ id }) => id === input.AvailabilityZoneId);
    if (zone) return zone;
    throw invalidValue("availabilityZoneId", input.AvailabilityZoneId);
  }
  return need(zones[world.subnets.size % zones.length], "AvailabilityZone");
}

function view(subnet: Subnet, world: World): Wire<SubnetView> {
  return {
    SubnetId: subnet.id,
    SubnetArn: world.arn("subnet", subnet.id),
    VpcId: subnet.vpcId,
    CidrBlock: subnet.cidr,
    State: subnet.state,
    AvailabilityZone: subnet.zone.name,
    AvailabilityZoneId: subnet.zone.id,
    AvailableIpAddressCount: freeAddresses(subnet, world),
    MapPublicIpOnLaunch: subnet.mapPublicIpOnLaunch,
    AssignIpv6AddressOnCreation: false,
    MapCustomerOwnedIpOnLaunch: false,
    DefaultForAz: false,
    EnableDns64: false,
    Ipv6Native: false,
    Ipv6CidrBlockAssociationSet: [],
    OwnerId: world.place.account,
    PrivateDnsNameOptionsOnLaunch: {
      HostnameType: "ip-name",
      EnableResourceNameDnsARecord: false,
      EnableResourceNameDnsAAAARecord: false,
    },
    Tags: tagSet(subnet.tags),
  };
}

function freeAddresses(subnet: Subnet, world: World): number {
  return size(known(subnet.cidr)) - reservedAddresses - instancesIn(subnet, world).length;
}

function filtersFor(world: World): FilterTable<Subnet> {
  return {
    "availability-zone": (subnet) => subnet.zone.name,
    availabilityZone: (subnet) => subnet.zone.name,
    "availability-zone-id": (subnet) => subnet.zone.id,
    availabilityZoneId: (subnet) => subnet.zone.id,
    "available-ip-address-count": (subnet) => freeAddresses(subnet, world),
    cidr: (subnet) => subnet.cidr,
    "cidr-block": (subnet) => subnet.cidr,
    cidrBlock: (subnet) => subnet.cidr,
    "default-for-az": () => false,
    defaultForAz: () => false,
    "ipv6-native": () => false,
    "ipv6-cidr-block-association.ipv6-cidr-block": () => [],
    "ipv6-cidr-block-association.association-id": () => [],
    "ipv6-cidr-block-association.state": () => [],
    "map-public-ip-on-launch": (subnet) => subnet.mapPublicIpOnLaunch,
    "owner-id": () => world.place.account,
    state: (subnet) => subnet.state,
    "subnet-arn": (subnet) => world.arn("subnet", subnet.id),
    "subnet-id": (subnet) => subnet.id,
    "vpc-id": (subnet) => subnet.vpcId,
  };
}
