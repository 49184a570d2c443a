import type {
  CreateSecurityGroupRequest,
  CreateSecurityGroupResult,
  DeleteSecurityGroupRequest,
  DeleteSecurityGroupResult,
  DescribeSecurityGroupsRequest,
  DescribeSecurityGroupsResult,
  SecurityGroup as SecurityGroupView,
} from "@aws-sdk/client-ec2";
import { type FilterTable, page, select } from "../../describe";
import type { Operation, Wire } from "../../operation";
import { ApiError, invalidParameterValue, invalidValue, need } from "../../protocol/errors";
import { requireRoom } from "../../quotas";
import { type Tags, tagSet, tagsFor } from "../../tags";
import type { World } from "../../world";
import { isGroupUsedByClientVpn } from "../client-vpn/endpoint-vpc";
import { addRule, rulesOf, type SecurityGroupRule } from "./security-group-rule";
import { requireGroup } from "./security-group-rule-read";
import { permissionsOf } from "./security-group-rule-view";
import { defaultVpc, type Vpc } from "./vpc";

export type SecurityGroup = { id: string; vpcId: string; name: string; description: string; tags: Tags };

const allowedText = /^[a-zA-Z0-9 ._\-:/()#,@[\]+=&;{}!$*]*$/;

export const CreateSecurityGroup: Operation<CreateSecurityGroupRequest, CreateSecurityGroupResult> = (input, world) => {
  const name = need(input.GroupName || undefined, "GroupName");
  const description = need(input.Description || undefined, "GroupDescription");
  const vpc = input.VpcId === undefined ? defaultVpc(world) : world.vpcs.require(input.VpcId);
  if (!vpc) throw new ApiError("VPCIdNotSpecified", "No default VPC for this user");
  checkTexts(name, description);
  if (world.securityGroups.find((other) => other.vpcId === vpc.id && other.name === name))
    throw new ApiError("InvalidGroup.Duplicate", `The security group '${name}' already exists for VPC '${vpc.id}'`);
  requireRoom(world, "securityGroups", world.securityGroups.size);
  const tags = tagsFor("securityGroup", input.TagSpecifications);
  const group = world.securityGroups.add({ id: world.newId("securityGroup"), vpcId: vpc.id, name, description, tags });
  addRule(world, { groupId: group.id, isEgress: true, protocol: "-1", cidr: "0.0.0.0/0" });
  if (vpc.ipv6Cidrs.length) addRule(world, { groupId: group.id, isEgress: true, protocol: "-1", cidrIpv6: "::/0" });
  return {
    GroupId: group.id,
    SecurityGroupArn: world.arn("securityGroup", group.id),
    Tags: tagSet(group.tags),
  };
};

export const DescribeSecurityGroups: Operation<DescribeSecurityGroupsRequest, DescribeSecurityGroupsResult> = (
  input,
  world,
) => {
  const named = (input.GroupNames ?? []).map((GroupName) => requireGroup({ GroupName }, world).id);
  const ids = [...(input.GroupIds ?? []), ...named];
  const found = page(select(world.securityGroups, ids, input.Filters, filtersFor(world)), input, ids);
  return { SecurityGroups: found.rows.map((group) => view(group, world)), NextToken: found.nextToken };
};

export const DeleteSecurityGroup: Operation<DeleteSecurityGroupRequest, DeleteSecurityGroupResult> = (input, world) => {
  const group = requireGroup(input, world);
  if (group.name === "default")
    throw new ApiError(
      "CannotDelete",
      `the specified group: "${group.id}" name: "default" cannot be deleted by a user`,
    );
  const isUsed = world.networkInterfaces.find((row) => row.groupIds.includes(group.id));
  const isReferenced = world.securityGroupRules.find(
    (rule) => rule.groupId !== group.id && rule.peerGroupId === group.id,
  );
  if (isUsed || isReferenced || isGroupUsedByClientVpn(world, group.id))
    throw new ApiError("DependencyViolation", `resource ${group.id} has a dependent object`);
  removeSecurityGroup(world, group);
  return { Return: true, GroupId: group.id };
};

export function addDefaultSecurityGroup(world: World, vpc: Vpc): void {
  const group = world.securityGroups.add<SecurityGroup>({
    id: world.newId("securityGroup"),
    vpcId: vpc.id,
    name: "default",
    description: "default VPC security group",
    tags: new Map(),
  });
  addRule(world, { groupId: group.id, isEgress: false, protocol: "-1", peerGroupId: group.id });
  addRule(world, { groupId: group.id, isEgress: true, protocol: "-1", cidr: "0.0.0.0/0" });
}

export function removeSecurityGroup(world: World, group: SecurityGroup): void {
  for (const rule of rulesOf(world, group.id)) world.securityGroupRules.delete(rule.id);
  world.securityGroups.delete(group.id);
}

function checkTexts(name: string, description: string): void {
  if (name.length > 255 || name.length === 0) throw invalidValue("groupName", name, "Must be 1 to 255 characters.");
  if (/^sg-/i.test(name)) throw invalidValue("GroupName", name, "Group names may not be in the format sg-*.");
  if (name === "default")
    throw new ApiError("InvalidParameterValue", "Cannot use reserved security group name: default");
  if (!allowedText.test(name)) throw invalidCharacters("name", name);
  if (description.length > 255) throw invalidValue("GroupDescription", description, "Must be at most 255 characters.");
  if (!allowedText.test(description)) throw invalidCharacters("description", description);
}

function invalidCharacters(what: string, value: string): ApiError {
  return invalidParameterValue(
    `Value (${value}) for parameter Group${what === "name" ? "Name" : "Description"} is invalid. Character sets beyond ASCII are not supported.`,
  );
}

function view(group: SecurityGroup, world: World): Wire<SecurityGroupView> {
  const rules = rulesOf(world, group.id);
  return {
    GroupId: group.id,
    GroupName: group.name,
    Description: group.description,
    VpcId: group.vpcId,
    OwnerId: world.place.account,
    SecurityGroupArn: world.arn("securityGroup", group.id),
    IpPermissions: permissionsOf(
      rules.filter((rule) => !rule.isEgress),
      world,
    ),
    IpPermissionsEgress: permissionsOf(
      rules.filter((rule) => rule.isEgress),
      world,
    ),
    Tags: tagSet(group.tags),
  };
}

function filtersFor(world: World): FilterTable<SecurityGroup> {
  const table: FilterTable<SecurityGroup> = {
    description: (group) => group.description,
    "group-id": (group) => group.id,
    "group-name": (group) => group.name,
    "owner-id": () => world.place.account,
    "vpc-id": (group) => group.vpcId,
  };
  const ruleFields: Record<string, (rule: SecurityGroupRule) => string | number | undefined> = {
    cidr: (rule) => rule.cidr,
    "from-port": (rule) => rule.fromPort,
    "group-id": (rule) => rule.peerGroupId,
    "group-name": (rule) => world.securityGroups.get(rule.peerGroupId)?.name,
    "ipv6-cidr": (rule) => rule.cidrIpv6,
    "prefix-list-id": (rule) => rule.prefixListId,
    protocol: (rule) => rule.protocol,
    "to-port": (rule) => rule.toPort,
    "user-id": (rule) => (rule.peerGroupId ? world.place.account : undefined),
  };
  for (const [name, read] of Object.entries(ruleFields)) {
    table[`ip-permission.${name}`] = (group) =>
      rulesOf(world, group.id)
        .filter((r) => !r.isEgress)
        .map(read);
    table[`egress.ip-permission.${name}`] = (group) =>
      rulesOf(world, group.id)
        .filter((r) => r.isEgress)
        .map(read);
  }
  return table;
}
