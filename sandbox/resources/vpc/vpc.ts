import type {
  CreateVpcRequest,
  CreateVpcResult,
  DeleteVpcRequest,
  DescribeVpcAttributeRequest,
  DescribeVpcAttributeResult,
  DescribeVpcsRequest,
  DescribeVpcsResult,
  ModifyVpcAttributeRequest,
  Vpc as VpcView,
} from "@aws-sdk/client-ec2";
import { type FilterTable, page, select } from "../../describe";
import { type Block, canonical, formatBlock, parseBlock } from "../../net";
import type { Operation, Wire } from "../../operation";
import {
  ApiError,
  dependencyViolation,
  invalidCombination,
  invalidParameterValue,
  invalidValue,
  missingParameter,
  need,
} from "../../protocol/errors";
import { type Tags, tagSet, tagsFor } from "../../tags";
import { timings } from "../../timings";
import type { World } from "../../world";
import { addDefaultNetworkAcl, removeNetworkAclsOf } from "./network-acl";
import { addMainRouteTable } from "./route-table";
import { addDefaultSecurityGroup, removeSecurityGroup } from "./security-group";

export type Vpc = {
  id: string;
  cidr: string;
  state: "pending" | "available";
  tenancy: string;
  cidrAssociationId: string;
  dhcpOptionsId: string;
  dnsSupport: boolean;
  dnsHostnames: boolean;
  addressUsageMetrics: boolean;
  tags: Tags;
};

export const CreateVpc: Operation<CreateVpcRequest, CreateVpcResult> = (input, world) => {
  if (!input.CidrBlock)
    throw new ApiError("MissingParameter", "Either 'cidrBlock' or 'ipv4IpamPoolId' should be provided.");
  if (input.AmazonProvidedIpv6CidrBlock || input.Ipv6CidrBlock)
    throw new ApiError("UnsupportedOperation", "IPv6 is not simulated.");
  const tenancy = input.InstanceTenancy ?? "default";
  if (tenancy !== "default" && tenancy !== "dedicated") throw invalidValue("instanceTenancy", tenancy);
  const block = vpcBlock(input.CidrBlock);
  const tags = tagsFor("vpc", input.TagSpecifications);
  const vpc = world.vpcs.add<Vpc>({
    id: world.newId("vpc"),
    cidr: formatBlock(block),
    state: "pending",
    tenancy,
    cidrAssociationId: `vpc-cidr-assoc-0${world.random.pick("0123456789abcdef", 16)}`,
    dhcpOptionsId: `dopt-0${world.random.pick("0123456789abcdef", 16)}`,
    dnsSupport: true,
    dnsHostnames: false,
    addressUsageMetrics: false,
    tags,
  });
  addMainRouteTable(world, vpc);
  addDefaultNetworkAcl(world, vpc);
  addDefaultSecurityGroup(world, vpc);
  world.later(timings.vpcPending, "vpc-available", vpc.id);
  return { Vpc: view(vpc, world) };
};

export const DescribeVpcs: Operation<DescribeVpcsRequest, DescribeVpcsResult> = (input, world) => {
  const found = page(select(world.vpcs, input.VpcIds, input.Filters, filtersFor(world)), input, input.VpcIds);
  return { Vpcs: found.rows.map((vpc) => view(vpc, world)), NextToken: found.nextToken };
};

export const DeleteVpc: Operation<DeleteVpcRequest> = (input, world) => {
  const vpc = world.vpcs.require(need(input.VpcId, "VpcId"));
  if (hasContents(vpc, world)) throw dependencyViolation("vpc", vpc.id);
  for (const table of world.routeTables.where((row) => row.vpcId === vpc.id)) world.routeTables.delete(table.id);
  for (const group of world.securityGroups.where((row) => row.vpcId === vpc.id)) removeSecurityGroup(world, group);
  removeNetworkAclsOf(world, vpc);
  world.vpcs.delete(vpc.id);
  return undefined;
};

export const DescribeVpcAttribute: Operation<DescribeVpcAttributeRequest, DescribeVpcAttributeResult> = (
  input,
  world,
) => {
  const vpc = world.vpcs.require(need(input.VpcId, "VpcId"));
  switch (input.Attribute) {
    case "enableDnsSupport":
      return { VpcId: vpc.id, EnableDnsSupport: { Value: vpc.dnsSupport } };
    case "enableDnsHostnames":
      return { VpcId: vpc.id, EnableDnsHostnames: { Value: vpc.dnsHostnames } };
    case "enableNetworkAddressUsageMetrics":
      return { VpcId: vpc.id, EnableNetworkAddressUsageMetrics: { Value: vpc.addressUsageMetrics } };
    default:
      throw invalidValue("attribute", input.Attribute, "Unknown vpc attribute.");
  }
};

export const ModifyVpcAttribute: Operation<ModifyVpcAttributeRequest> = (input, world) => {
  const vpc = world.vpcs.require(need(input.VpcId, "VpcId"));
  const { EnableDnsSupport, EnableDnsHostnames, EnableNetworkAddressUsageMetrics } = input;
  const given = Object.entries({ EnableDnsSupport, EnableDnsHostnames, EnableNetworkAddressUsageMetrics }).filter(
    ([, value]) => value !== undefined,
  );
  if (given.length === 0) throw missingParameter("Attribute");
  if (given.length > 1)
    throw invalidCombination(
      `Fields for multiple attribute types specified: ${given.map(([name]) => name.charAt(0).toLowerCase() + name.slice(1)).join(", ")}`,
    );
  vpc.dnsSupport = EnableDnsSupport?.Value ?? vpc.dnsSupport;
  vpc.dnsHostnames = EnableDnsHostnames?.Value ?? vpc.dnsHostnames;
  vpc.addressUsageMetrics = EnableNetworkAddressUsageMetrics?.Value ?? vpc.addressUsageMetrics;
  return undefined;
};

/** Reads a caller's CIDR. A text that is no CIDR and a CIDR that EC2 does not allow are different errors. */
export function readBlock(text: string, parameter: string): Block {
  const block = parseBlock(text);
  if (!block)
    throw invalidParameterValue(
      `Value (${text}) for parameter ${parameter} is invalid. This is not a valid CIDR block.`,
    );
  return canonical(block);
}

export function vpcBecomesAvailable(world: World, id: string): void {
  const vpc = world.vpcs.get(id);
  if (vpc) vpc.state = "available";
}

function vpcBlock(text: string): Block {
  const block = readBlock(text, "cidrBlock");
  if (block.length < 16 || block.length > 28) throw new ApiError("InvalidVpc.Range", `The CIDR '${text}' is invalid.`);
  return block;
}

function hasContents(vpc: Vpc, world: World): boolean {
  const inVpc = (row: { vpcId?: string }) => row.vpcId === vpc.id;
  return (
    world.subnets.find(inVpc) !== undefined ||
    world.internetGateways.find(inVpc) !== undefined ||
    world.vpnGateways.find((row) => row.attachment?.vpcId === vpc.id && row.attachment.state !== "detached") !==
      undefined ||
    world.routeTables.find((row) => inVpc(row) && !row.associations.some((a) => a.isMain)) !== undefined ||
    world.securityGroups.find((row) => inVpc(row) && row.name !== "default") !== undefined ||
    world.networkAcls.find((row) => inVpc(row) && !row.isDefault) !== undefined
  );
}

function view(vpc: Vpc, world: World): Wire<VpcView> {
  return {
    VpcId: vpc.id,
    CidrBlock: vpc.cidr,
    State: vpc.state,
    InstanceTenancy: vpc.tenancy,
    DhcpOptionsId: vpc.dhcpOptionsId,
    IsDefault: false,
    OwnerId: world.place.account,
    CidrBlockAssociationSet: [
      { AssociationId: vpc.cidrAssociationId, CidrBlock: vpc.cidr, CidrBlockState: { State: "associated" } },
    ],
    Ipv6CidrBlockAssociationSet: [],
    Tags: tagSet(vpc.tags),
  };
}

function filtersFor(world: World): FilterTable<Vpc> {
  return {
    cidr: (vpc) => vpc.cidr,
    "cidr-block": (vpc) => vpc.cidr,
    "cidr-block-association.association-id": (vpc) => vpc.cidrAssociationId,
    "cidr-block-association.cidr-block": (vpc) => vpc.cidr,
    "cidr-block-association.state": () => "associated",
    "dhcp-options-id": (vpc) => vpc.dhcpOptionsId,
    "ipv6-cidr-block-association.association-id": () => [],
    "ipv6-cidr-block-association.ipv6-cidr-block": () => [],
    "ipv6-cidr-block-association.ipv6-pool": () => [],
    "ipv6-cidr-block-association.state": () => [],
    "is-default": () => false,
    isDefault: () => false,
    "owner-id": () => world.place.account,
    state: (vpc) => vpc.state,
    "vpc-id": (vpc) => vpc.id,
  };
}
