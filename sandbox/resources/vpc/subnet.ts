import type {
  CreateDefaultSubnetRequest,
  CreateDefaultSubnetResult,
  CreateSubnetRequest,
  CreateSubnetResult,
  DeleteSubnetRequest,
  DescribeSubnetsRequest,
  DescribeSubnetsResult,
  Subnet as SubnetView,
} from "@aws-sdk/client-ec2";
import { type FilterTable, page, select } from "../../describe";
import { contains, formatBlock, known, overlaps, size } from "../../net";
import type { Operation, Wire } from "../../operation";
import { ApiError, dependencyViolation, invalidValue, missingParameter, need } from "../../protocol/errors";
import { requireRoom } from "../../quotas";
import { type Tags, tagSet, tagsFor } from "../../tags";
import { timings } from "../../timings";
import type { World } from "../../world";
import { isSubnetAttached } from "../transit-gateway/vpc-attachment";
import { defaultNetworkAcl, newAclAssociationId } from "./network-acl";
import { interfacesIn } from "./network-interface";
import { type Zone, zonesOf } from "./region";
import { type SubnetOptions, standardSubnetOptions } from "./subnet-attribute";
import { requireIpv6Block } from "./subnet-cidr";
import { defaultVpc, readBlock, type Vpc } from "./vpc";
import { type CidrAssociation, newCidrAssociation } from "./vpc-cidr";

export type Subnet = SubnetOptions & {
  id: string;
  vpcId: string;
  cidr: string;
  ipv6Cidrs: CidrAssociation[];
  zone: Zone;
  isDefault: boolean;
  state: "pending" | "available";
  networkAclId: string;
  networkAclAssociationId: string;
  tags: Tags;
};

/** The first four addresses and the last one belong to AWS. */
export const reservedAddresses = 5;

export const CreateSubnet: Operation<CreateSubnetRequest, CreateSubnetResult> = (input, world) => {
  const vpc = world.vpcs.require(need(input.VpcId, "VpcId"));
  if (input.Ipv6Native) throw new ApiError("UnsupportedOperation", "Subnets without IPv4 are not simulated.");
  if (!input.CidrBlock) throw missingParameter("CidrBlock");
  const cidr = requireIpv4Block(input.CidrBlock, vpc, world);
  const ipv6 = input.Ipv6CidrBlock === undefined ? undefined : requireIpv6Block(input.Ipv6CidrBlock, vpc, world);
  requireRoom(world, "subnetsPerVpc", world.subnets.where((row) => row.vpcId === vpc.id).length);
  const zone = chooseZone(input, world);
  const tags = tagsFor("subnet", input.TagSpecifications);
  const subnet = addSubnet(world, vpc, { cidr, zone, tags });
  if (ipv6 !== undefined) subnet.ipv6Cidrs.push(newCidrAssociation(world, ipv6, "subnet-cidr-assoc"));
  return { Subnet: view(subnet, world) };
};

/** The default VPC's subnet of a zone, after somebody deleted it. */
export const CreateDefaultSubnet: Operation<CreateDefaultSubnetRequest, CreateDefaultSubnetResult> = (input, world) => {
  const vpc = defaultVpc(world);
  if (!vpc) throw new ApiError("DefaultVpcDoesNotExist", "There is no default VPC for this account in this region.");
  const zone = chooseZone(input, world);
  const present = world.subnets.where((row) => row.vpcId === vpc.id);
  if (present.some((row) => row.isDefault && row.zone.name === zone.name))
    throw new ApiError(
      "DefaultSubnetAlreadyExistsInAvailabilityZone",
      `'${world.subnets.find((row) => row.isDefault && row.zone.name === zone.name)?.id}' is already the default subnet in ${zone.name}.`,
    );
  const cidr = Array.from({ length: 16 }, (_, index) => `172.31.${index * 16}.0/20`).find(
    (one) => !present.some((row) => overlaps(known(row.cidr), known(one))),
  );
  if (cidr === undefined)
    throw new ApiError("InsufficientDefaultVpcAddressSpace", "The default VPC has no room for another subnet.");
  const subnet = addSubnet(world, vpc, { cidr, zone, isDefault: true, mapPublicIpOnLaunch: true });
  return { Subnet: view(subnet, world) };
};

export const DescribeSubnets: Operation<DescribeSubnetsRequest, DescribeSubnetsResult> = (input, world) => {
  const found = page(select(world.subnets, input.SubnetIds, input.Filters, filtersFor(world)), input, input.SubnetIds);
  return { Subnets: found.rows.map((subnet) => view(subnet, world)), NextToken: found.nextToken };
};

export const DeleteSubnet: Operation<DeleteSubnetRequest> = (input, world) => {
  const subnet = world.subnets.require(need(input.SubnetId, "SubnetId"));
  if (interfacesIn(subnet, world).length || isSubnetAttached(world, subnet))
    throw dependencyViolation("subnet", subnet.id);
  for (const table of world.routeTables.all())
    table.associations = table.associations.filter((association) => association.subnetId !== subnet.id);
  world.subnets.delete(subnet.id);
  return undefined;
};

export function addSubnet(world: World, vpc: Vpc, wanted: Partial<Subnet> & { cidr: string; zone: Zone }): Subnet {
  const subnet = world.subnets.add<Subnet>({
    ...standardSubnetOptions,
    id: world.newId("subnet"),
    vpcId: vpc.id,
    ipv6Cidrs: [],
    isDefault: false,
    state: "pending",
    networkAclId: defaultNetworkAcl(vpc.id, world).id,
    networkAclAssociationId: newAclAssociationId(world),
    tags: new Map(),
    ...wanted,
  });
  world.later(timings.subnetPending, "subnet-available", subnet.id);
  return subnet;
}

/** Where a launch goes that names no subnet: the default VPC's subnet in that zone, or in the first one. */
export function defaultSubnet(world: World, zoneName: string | undefined): Subnet | undefined {
  return world.subnets.find((row) => row.isDefault && (zoneName === undefined || row.zone.name === zoneName));
}

export function subnetBecomesAvailable(world: World, id: string): void {
  const subnet = world.subnets.get(id);
  if (!subnet) return;
  subnet.state = "available";
  for (const association of subnet.ipv6Cidrs) if (association.state === "associating") association.state = "associated";
}

function requireIpv4Block(text: string, vpc: Vpc, world: World): string {
  const block = readBlock(text, "cidrBlock");
  const blocks = [vpc.cidr, ...vpc.secondaryCidrs.map(({ cidr }) => cidr)];
  if (block.length < 16 || block.length > 28 || !blocks.some((one) => contains(known(one), block)))
    throw new ApiError("InvalidSubnet.Range", `The CIDR '${text}' is invalid.`);
  if (world.subnets.find((other) => other.vpcId === vpc.id && overlaps(known(other.cidr), block)))
    throw new ApiError("InvalidSubnet.Conflict", `The CIDR '${text}' conflicts with another subnet`);
  return formatBlock(block);
}

function chooseZone(input: { AvailabilityZone?: string; AvailabilityZoneId?: string }, world: World): Zone {
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
    AssignIpv6AddressOnCreation: subnet.assignIpv6OnCreation,
    MapCustomerOwnedIpOnLaunch: false,
    DefaultForAz: subnet.isDefault,
    EnableDns64: subnet.dns64,
    Ipv6Native: false,
    Ipv6CidrBlockAssociationSet: subnet.ipv6Cidrs.map(({ id, cidr, state }) => ({
      AssociationId: id,
      Ipv6CidrBlock: cidr,
      Ipv6CidrBlockState: { State: state },
    })),
    OwnerId: world.place.account,
    PrivateDnsNameOptionsOnLaunch: {
      HostnameType: subnet.hostnameType,
      EnableResourceNameDnsARecord: subnet.resourceNameARecord,
      EnableResourceNameDnsAAAARecord: subnet.resourceNameAaaaRecord,
    },
    Tags: tagSet(subnet.tags),
  };
}

function freeAddresses(subnet: Subnet, world: World): number {
  const used = interfacesIn(subnet, world).reduce((sum, row) => sum + row.privateAddresses.length, 0);
  return size(known(subnet.cidr)) - reservedAddresses - used;
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
    "customer-owned-ipv4-pool": () => [],
    "default-for-az": (subnet) => subnet.isDefault,
    defaultForAz: (subnet) => subnet.isDefault,
    "enable-dns64": (subnet) => subnet.dns64,
    "enable-lni-at-device-index": () => [],
    "ipv6-cidr-block-association.association-id": (subnet) => subnet.ipv6Cidrs.map(({ id }) => id),
    "ipv6-cidr-block-association.ipv6-cidr-block": (subnet) => subnet.ipv6Cidrs.map(({ cidr }) => cidr),
    "ipv6-cidr-block-association.state": (subnet) => subnet.ipv6Cidrs.map(({ state }) => state),
    "ipv6-native": () => false,
    "map-customer-owned-ip-on-launch": () => false,
    "map-public-ip-on-launch": (subnet) => subnet.mapPublicIpOnLaunch,
    "outpost-arn": () => [],
    "owner-id": () => world.place.account,
    "private-dns-name-options-on-launch.enable-resource-name-dns-a-record": (subnet) => subnet.resourceNameARecord,
    "private-dns-name-options-on-launch.enable-resource-name-dns-aaaa-record": (subnet) =>
      subnet.resourceNameAaaaRecord,
    "private-dns-name-options-on-launch.hostname-type": (subnet) => subnet.hostnameType,
    state: (subnet) => subnet.state,
    "subnet-arn": (subnet) => world.arn("subnet", subnet.id),
    "subnet-id": (subnet) => subnet.id,
    "vpc-id": (subnet) => subnet.vpcId,
  };
}
