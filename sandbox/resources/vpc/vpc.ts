import type {
  CreateDefaultVpcRequest,
  CreateDefaultVpcResult,
  CreateVpcRequest,
  CreateVpcResult,
  DeleteVpcRequest,
  DescribeVpcsRequest,
  DescribeVpcsResult,
  Vpc as VpcView,
} from "@aws-sdk/client-ec2";
import { type FilterTable, page, select } from "../../describe";
import { type Block, canonical, formatBlock, parseBlock } from "../../net";
import type { Operation, Wire } from "../../operation";
import { ApiError, dependencyViolation, invalidParameterValue, invalidValue, need } from "../../protocol/errors";
import { requireRoom } from "../../quotas";
import { type Tags, tagSet, tagsFor } from "../../tags";
import { timings } from "../../timings";
import type { World } from "../../world";
import { isVpcUsedByClientVpn } from "../client-vpn/endpoint-vpc";
import { attachmentsOfVpc } from "../transit-gateway/vpc-attachment";
import { defaultDhcpOptions } from "./dhcp-options";
import { AttachInternetGateway, CreateInternetGateway } from "./internet-gateway";
import { addDefaultNetworkAcl, removeNetworkAclsOf } from "./network-acl";
import { zonesOf } from "./region";
import { addMainRouteTable } from "./route-table";
import { addDefaultSecurityGroup, removeSecurityGroup } from "./security-group";
import { addSubnet } from "./subnet";
import { addAmazonIpv6Cidr, type CidrAssociation, newCidrAssociation } from "./vpc-cidr";

export type Vpc = {
  id: string;
  /** The primary block; it stays as long as the VPC. */
  cidr: string;
  cidrAssociationId: string;
  secondaryCidrs: CidrAssociation[];
  ipv6Cidrs: CidrAssociation[];
  isDefault: boolean;
  state: "pending" | "available";
  tenancy: string;
  /** `default` when it has none. */
  dhcpOptionsId: string;
  dnsSupport: boolean;
  dnsHostnames: boolean;
  addressUsageMetrics: boolean;
  tags: Tags;
};

export const CreateVpc: Operation<CreateVpcRequest, CreateVpcResult> = (input, world) => {
  if (!input.CidrBlock)
    throw new ApiError("MissingParameter", "Either 'cidrBlock' or 'ipv4IpamPoolId' should be provided.");
  if (input.Ipv6CidrBlock || input.Ipv6Pool)
    throw new ApiError("UnsupportedOperation", "IPv6 blocks of one's own are not simulated.");
  const tenancy = input.InstanceTenancy ?? "default";
  if (tenancy !== "default" && tenancy !== "dedicated") throw invalidValue("instanceTenancy", tenancy);
  const block = vpcBlock(input.CidrBlock);
  requireRoom(world, "vpcs", world.vpcs.size);
  const tags = tagsFor("vpc", input.TagSpecifications);
  const vpc = addVpc(world, { cidr: formatBlock(block), tenancy, tags });
  if (input.AmazonProvidedIpv6CidrBlock) addAmazonIpv6Cidr(vpc, world);
  return { Vpc: view(vpc, world) };
};

/** 172.31.0.0/16 with a /20 in every zone, open to the internet (VPC User Guide, "Default VPCs"). */
export const CreateDefaultVpc: Operation<CreateDefaultVpcRequest, CreateDefaultVpcResult> = (_input, world) => {
  if (defaultVpc(world))
    throw new ApiError("DefaultVpcAlreadyExists", "A Default VPC already exists for this account in this region.");
  requireRoom(world, "vpcs", world.vpcs.size);
  const vpc = addVpc(world, { cidr: "172.31.0.0/16", isDefault: true, dnsHostnames: true });
  const made = CreateInternetGateway({}, world);
  const gatewayId = need(made.InternetGateway?.InternetGatewayId, "InternetGatewayId");
  AttachInternetGateway({ InternetGatewayId: gatewayId, VpcId: vpc.id }, world);
  const main = world.routeTables.find((table) => table.vpcId === vpc.id);
  main?.routes.push({ destination: "0.0.0.0/0", target: { gatewayId } });
  for (const [index, zone] of zonesOf(world).entries())
    addSubnet(world, vpc, { cidr: `172.31.${index * 16}.0/20`, zone, isDefault: true, mapPublicIpOnLaunch: true });
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

/** Reads a caller's CIDR. A text that is no CIDR and a CIDR that EC2 does not allow are different errors. */
export function readBlock(text: string, parameter: string): Block {
  const block = parseBlock(text);
  if (!block)
    throw invalidParameterValue(
      `Value (${text}) for parameter ${parameter} is invalid. This is not a valid CIDR block.`,
    );
  return canonical(block);
}

/** Every block of a VPC, the primary one first. */
export function cidrsOf(vpc: Vpc): string[] {
  return [vpc.cidr, ...[...vpc.secondaryCidrs, ...vpc.ipv6Cidrs].map(({ cidr }) => cidr)];
}

export function defaultVpc(world: World): Vpc | undefined {
  return world.vpcs.find((vpc) => vpc.isDefault);
}

export function vpcBecomesAvailable(world: World, id: string): void {
  const vpc = world.vpcs.get(id);
  if (vpc) vpc.state = "available";
}

function addVpc(world: World, wanted: Partial<Vpc> & { cidr: string }): Vpc {
  const vpc = world.vpcs.add<Vpc>({
    id: world.newId("vpc"),
    cidrAssociationId: newCidrAssociation(world, wanted.cidr).id,
    secondaryCidrs: [],
    ipv6Cidrs: [],
    isDefault: false,
    state: "pending",
    tenancy: "default",
    dhcpOptionsId: defaultDhcpOptions(world).id,
    dnsSupport: true,
    dnsHostnames: false,
    addressUsageMetrics: false,
    tags: new Map(),
    ...wanted,
  });
  addMainRouteTable(world, vpc);
  addDefaultNetworkAcl(world, vpc);
  addDefaultSecurityGroup(world, vpc);
  world.later(timings.vpcPending, "vpc-available", vpc.id);
  return vpc;
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
    world.egressOnlyInternetGateways.find(inVpc) !== undefined ||
    world.networkInterfaces.find(inVpc) !== undefined ||
    attachmentsOfVpc(world, vpc.id).length > 0 ||
    isVpcUsedByClientVpn(world, vpc.id) ||
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
    IsDefault: vpc.isDefault,
    OwnerId: world.place.account,
    CidrBlockAssociationSet: ipv4Associations(vpc).map(({ id, cidr, state }) => ({
      AssociationId: id,
      CidrBlock: cidr,
      CidrBlockState: { State: state },
    })),
    Ipv6CidrBlockAssociationSet: vpc.ipv6Cidrs.map(({ id, cidr, state }) => ({
      AssociationId: id,
      Ipv6CidrBlock: cidr,
      Ipv6CidrBlockState: { State: state },
      Ipv6Pool: "Amazon",
      NetworkBorderGroup: world.place.region,
      IpSource: "amazon",
      Ipv6AddressAttribute: "public",
    })),
    Tags: tagSet(vpc.tags),
  };
}

function ipv4Associations(vpc: Vpc): CidrAssociation[] {
  return [{ id: vpc.cidrAssociationId, cidr: vpc.cidr, state: "associated" }, ...vpc.secondaryCidrs];
}

function filtersFor(world: World): FilterTable<Vpc> {
  return {
    cidr: (vpc) => vpc.cidr,
    "cidr-block": (vpc) => vpc.cidr,
    "cidr-block-association.association-id": (vpc) => ipv4Associations(vpc).map(({ id }) => id),
    "cidr-block-association.cidr-block": (vpc) => ipv4Associations(vpc).map(({ cidr }) => cidr),
    "cidr-block-association.state": (vpc) => ipv4Associations(vpc).map(({ state }) => state),
    "dhcp-options-id": (vpc) => vpc.dhcpOptionsId,
    "ipv6-cidr-block-association.association-id": (vpc) => vpc.ipv6Cidrs.map(({ id }) => id),
    "ipv6-cidr-block-association.ipv6-cidr-block": (vpc) => vpc.ipv6Cidrs.map(({ cidr }) => cidr),
    "ipv6-cidr-block-association.ipv6-pool": (vpc) => vpc.ipv6Cidrs.map(() => "Amazon"),
    "ipv6-cidr-block-association.state": (vpc) => vpc.ipv6Cidrs.map(({ state }) => state),
    "is-default": (vpc) => vpc.isDefault,
    isDefault: (vpc) => vpc.isDefault,
    "owner-id": () => world.place.account,
    state: (vpc) => vpc.state,
    "vpc-id": (vpc) => vpc.id,
  };
}
