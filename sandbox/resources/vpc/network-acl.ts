import type {
  DescribeNetworkAclsRequest,
  DescribeNetworkAclsResult,
  NetworkAcl as NetworkAclView,
} from "@aws-sdk/client-ec2";
import { type FilterTable, page, select } from "../../describe";
import type { Operation, Wire } from "../../operation";
import { type Tags, tagSet } from "../../tags";
import type { World } from "../../world";
import type { Vpc } from "./vpc";

/** Only each VPC's default ACL is simulated: it lets everything through and covers every subnet. */
export type NetworkAcl = { id: string; vpcId: string; isDefault: boolean; tags: Tags };

const entries = [
  { RuleNumber: 100, Protocol: "-1", RuleAction: "allow", Egress: true, CidrBlock: "0.0.0.0/0" },
  { RuleNumber: 32767, Protocol: "-1", RuleAction: "deny", Egress: true, CidrBlock: "0.0.0.0/0" },
  { RuleNumber: 100, Protocol: "-1", RuleAction: "allow", Egress: false, CidrBlock: "0.0.0.0/0" },
  { RuleNumber: 32767, Protocol: "-1", RuleAction: "deny", Egress: false, CidrBlock: "0.0.0.0/0" },
];

export const DescribeNetworkAcls: Operation<DescribeNetworkAclsRequest, DescribeNetworkAclsResult> = (input, world) => {
  const asked = select(world.networkAcls, input.NetworkAclIds, input.Filters, filtersFor(world));
  const found = page(asked, input, input.NetworkAclIds);
  return { NetworkAcls: found.rows.map((acl) => view(acl, world)), NextToken: found.nextToken };
};

export function addDefaultNetworkAcl(world: World, vpc: Vpc): void {
  world.networkAcls.add({ id: world.newId("networkAcl"), vpcId: vpc.id, isDefault: true, tags: new Map() });
}

export function removeNetworkAclsOf(world: World, vpc: Vpc): void {
  for (const acl of world.networkAcls.where((row) => row.vpcId === vpc.id)) world.networkAcls.delete(acl.id);
}

function view(acl: NetworkAcl, world: World): Wire<NetworkAclView> {
  return {
    NetworkAclId: acl.id,
    VpcId: acl.vpcId,
    IsDefault: acl.isDefault,
    OwnerId: world.place.account,
    Entries: entries,
    Associations: subnetsOf(acl, world).map((subnet) => ({
      NetworkAclAssociationId: subnet.networkAclAssociationId,
      NetworkAclId: acl.id,
      SubnetId: subnet.id,
    })),
    Tags: tagSet(acl.tags),
  };
}

function subnetsOf(acl: NetworkAcl, world: World) {
  return world.subnets.where((subnet) => subnet.vpcId === acl.vpcId);
}

function filtersFor(world: World): FilterTable<NetworkAcl> {
  return {
    "association.association-id": (acl) => subnetsOf(acl, world).map((subnet) => subnet.networkAclAssociationId),
    "association.network-acl-id": (acl) => acl.id,
    "association.subnet-id": (acl) => subnetsOf(acl, world).map((subnet) => subnet.id),
    default: (acl) => acl.isDefault,
    "entry.cidr": () => "0.0.0.0/0",
    "entry.egress": () => [true, false],
    "entry.protocol": () => "-1",
    "entry.rule-action": () => ["allow", "deny"],
    "entry.rule-number": () => [100, 32767],
    "network-acl-id": (acl) => acl.id,
    "owner-id": () => world.place.account,
    "vpc-id": (acl) => acl.vpcId,
  };
}
