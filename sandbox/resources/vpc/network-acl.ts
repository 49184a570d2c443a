import type {
  CreateNetworkAclRequest,
  CreateNetworkAclResult,
  DeleteNetworkAclRequest,
  DescribeNetworkAclsRequest,
  DescribeNetworkAclsResult,
  NetworkAcl as NetworkAclView,
  ReplaceNetworkAclAssociationRequest,
  ReplaceNetworkAclAssociationResult,
} from "@aws-sdk/client-ec2";
import { type FilterTable, page, select } from "../../describe";
import type { Operation, Wire } from "../../operation";
import { ApiError, dependencyViolation, invalidParameterValue, need } from "../../protocol/errors";
import { requireRoom } from "../../quotas";
import { type Tags, tagSet, tagsFor } from "../../tags";
import type { World } from "../../world";
import { entriesOf, entryView, type NetworkAclEntry } from "./network-acl-entry";
import type { Vpc } from "./vpc";

/** Which subnets it covers stands with the subnets: each has exactly one. */
export type NetworkAcl = {
  id: string;
  vpcId: string;
  isDefault: boolean;
  /** What somebody wrote; the rules that deny the rest are added when it is read. */
  entries: NetworkAclEntry[];
  clientToken: string | undefined;
  tags: Tags;
};

export const CreateNetworkAcl: Operation<CreateNetworkAclRequest, CreateNetworkAclResult> = (input, world) => {
  const { ClientToken } = input;
  const made = ClientToken && world.networkAcls.find((row) => row.clientToken === ClientToken);
  if (made) return { NetworkAcl: view(made, world), ClientToken };
  const vpc = world.vpcs.require(need(input.VpcId, "VpcId"));
  requireRoom(world, "networkAclsPerVpc", world.networkAcls.where((row) => row.vpcId === vpc.id).length);
  const tags = tagsFor("networkAcl", input.TagSpecifications);
  const row = world.networkAcls.add<NetworkAcl>({
    id: world.newId("networkAcl"),
    vpcId: vpc.id,
    isDefault: false,
    entries: [],
    clientToken: ClientToken,
    tags,
  });
  return { NetworkAcl: view(row, world), ClientToken };
};

export const DescribeNetworkAcls: Operation<DescribeNetworkAclsRequest, DescribeNetworkAclsResult> = (input, world) => {
  const asked = select(world.networkAcls, input.NetworkAclIds, input.Filters, filtersFor(world));
  const found = page(asked, input, input.NetworkAclIds);
  return { NetworkAcls: found.rows.map((acl) => view(acl, world)), NextToken: found.nextToken };
};

export const DeleteNetworkAcl: Operation<DeleteNetworkAclRequest> = (input, world) => {
  const acl = world.networkAcls.require(need(input.NetworkAclId, "NetworkAclId"));
  if (acl.isDefault) throw invalidParameterValue(`cannot delete default network ACL ${acl.id}`);
  if (subnetsOf(acl, world).length) throw dependencyViolation("networkAcl", acl.id);
  world.networkAcls.delete(acl.id);
  return undefined;
};

/** Moves a subnet to another ACL of its VPC. The association has a new id then. */
export const ReplaceNetworkAclAssociation: Operation<
  ReplaceNetworkAclAssociationRequest,
  ReplaceNetworkAclAssociationResult
> = (input, world) => {
  const id = need(input.AssociationId, "AssociationId");
  const acl = world.networkAcls.require(need(input.NetworkAclId, "NetworkAclId"));
  const subnet = world.subnets.find((row) => row.networkAclAssociationId === id);
  if (!subnet) throw new ApiError("InvalidAssociationID.NotFound", `The association ID '${id}' does not exist`);
  if (subnet.vpcId !== acl.vpcId)
    throw invalidParameterValue(`network ACL ${acl.id} and subnet ${subnet.id} belong to different networks`);
  subnet.networkAclId = acl.id;
  subnet.networkAclAssociationId = newAclAssociationId(world);
  return { NewAssociationId: subnet.networkAclAssociationId };
};

/** Lets everything through; it covers every new subnet of the VPC. */
export function addDefaultNetworkAcl(world: World, vpc: Vpc): void {
  const all = { number: 100, protocol: "-1", action: "allow", cidr: "0.0.0.0/0" };
  world.networkAcls.add<NetworkAcl>({
    id: world.newId("networkAcl"),
    vpcId: vpc.id,
    isDefault: true,
    entries: [
      { ...all, isEgress: true },
      { ...all, isEgress: false },
    ],
    clientToken: undefined,
    tags: new Map(),
  });
}

/** A VPC's first IPv6 block opens the default ACL for IPv6 too, as long as nobody changed it (VPC User Guide). */
export function openDefaultNetworkAclForIpv6(world: World, vpc: Vpc): void {
  const acl = defaultNetworkAcl(vpc.id, world);
  const isUntouched = acl.entries.length === 2 && acl.entries.every(({ number }) => number === 100);
  if (vpc.ipv6Cidrs.length > 1 || !isUntouched) return;
  for (const isEgress of [true, false])
    acl.entries.push({ number: 101, isEgress, protocol: "-1", action: "allow", cidr: "::/0" });
}

export function removeNetworkAclsOf(world: World, vpc: Vpc): void {
  for (const acl of world.networkAcls.where((row) => row.vpcId === vpc.id)) world.networkAcls.delete(acl.id);
}

export function defaultNetworkAcl(vpcId: string, world: World): NetworkAcl {
  const acl = world.networkAcls.find((row) => row.vpcId === vpcId && row.isDefault);
  if (acl) return acl;
  throw new Error(`${vpcId} has no default network ACL`);
}

export function newAclAssociationId(world: World): string {
  return `aclassoc-0${world.random.pick("0123456789abcdef", 16)}`;
}

function view(acl: NetworkAcl, world: World): Wire<NetworkAclView> {
  return {
    NetworkAclId: acl.id,
    VpcId: acl.vpcId,
    IsDefault: acl.isDefault,
    OwnerId: world.place.account,
    Entries: entriesOf(acl, world).map(entryView),
    Associations: subnetsOf(acl, world).map((subnet) => ({
      NetworkAclAssociationId: subnet.networkAclAssociationId,
      NetworkAclId: acl.id,
      SubnetId: subnet.id,
    })),
    Tags: tagSet(acl.tags),
  };
}

function subnetsOf(acl: NetworkAcl, world: World) {
  return world.subnets.where((subnet) => subnet.networkAclId === acl.id);
}

function filtersFor(world: World): FilterTable<NetworkAcl> {
  const entries = (acl: NetworkAcl) => entriesOf(acl, world);
  return {
    "association.association-id": (acl) => subnetsOf(acl, world).map((subnet) => subnet.networkAclAssociationId),
    "association.network-acl-id": (acl) => (subnetsOf(acl, world).length ? acl.id : undefined),
    "association.subnet-id": (acl) => subnetsOf(acl, world).map((subnet) => subnet.id),
    default: (acl) => acl.isDefault,
    "entry.cidr": (acl) => entries(acl).map(({ cidr }) => (cidr.includes(":") ? undefined : cidr)),
    "entry.egress": (acl) => entries(acl).map(({ isEgress }) => isEgress),
    "entry.icmp.code": (acl) => entries(acl).map(({ icmp }) => icmp?.code),
    "entry.icmp.type": (acl) => entries(acl).map(({ icmp }) => icmp?.type),
    "entry.ipv6-cidr": (acl) => entries(acl).map(({ cidr }) => (cidr.includes(":") ? cidr : undefined)),
    "entry.port-range.from": (acl) => entries(acl).map(({ ports }) => ports?.from),
    "entry.port-range.to": (acl) => entries(acl).map(({ ports }) => ports?.to),
    "entry.protocol": (acl) => entries(acl).map(({ protocol }) => protocol),
    "entry.rule-action": (acl) => entries(acl).map(({ action }) => action),
    "entry.rule-number": (acl) => entries(acl).map(({ number }) => number),
    "network-acl-id": (acl) => acl.id,
    "owner-id": () => world.place.account,
    "vpc-id": (acl) => acl.vpcId,
  };
}
