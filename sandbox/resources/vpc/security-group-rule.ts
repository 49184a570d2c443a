import type {
  AuthorizeSecurityGroupEgressRequest,
  AuthorizeSecurityGroupEgressResult,
  AuthorizeSecurityGroupIngressRequest,
  AuthorizeSecurityGroupIngressResult,
  RevokeSecurityGroupEgressRequest,
  RevokeSecurityGroupEgressResult,
  RevokeSecurityGroupIngressRequest,
  RevokeSecurityGroupIngressResult,
  TagSpecification,
} from "@aws-sdk/client-ec2";
import type { Operation } from "../../operation";
import { ApiError } from "../../protocol/errors";
import { requireRoom } from "../../quotas";
import { type Tags, tagsFor } from "../../tags";
import type { World } from "../../world";
import { weightOf } from "./prefix-list";
import type { SecurityGroup } from "./security-group";
import { type FlatRule, readPermissions, requireGroup } from "./security-group-rule-read";
import { ruleView } from "./security-group-rule-view";

/** One rule has exactly one peer: an IPv4 block, an IPv6 block, a prefix list or a group. Ports are absent when all are meant. */
export type SecurityGroupRule = RuleContent & { id: string; tags: Tags };

export type RuleContent = {
  groupId: string;
  isEgress: boolean;
  protocol: string;
  fromPort?: number;
  toPort?: number;
  cidr?: string;
  cidrIpv6?: string;
  prefixListId?: string;
  peerGroupId?: string;
  description?: string;
};

export const AuthorizeSecurityGroupIngress: Operation<
  AuthorizeSecurityGroupIngressRequest,
  AuthorizeSecurityGroupIngressResult
> = (input, world) => authorize(input, false, world);

export const AuthorizeSecurityGroupEgress: Operation<
  AuthorizeSecurityGroupEgressRequest,
  AuthorizeSecurityGroupEgressResult
> = (input, world) => authorize(input, true, world);

export const RevokeSecurityGroupIngress: Operation<
  RevokeSecurityGroupIngressRequest,
  RevokeSecurityGroupIngressResult
> = (input, world) => revoke(input, false, world);

export const RevokeSecurityGroupEgress: Operation<RevokeSecurityGroupEgressRequest, RevokeSecurityGroupEgressResult> = (
  input,
  world,
) => revoke(input, true, world);

export function addRule(world: World, content: RuleContent, tags: Tags = new Map()): SecurityGroupRule {
  return world.securityGroupRules.add({ id: world.newId("securityGroupRule"), tags: new Map(tags), ...content });
}

export function rulesOf(world: World, groupId: string): SecurityGroupRule[] {
  return world.securityGroupRules.where((rule) => rule.groupId === groupId);
}

/** The rule that says the same; descriptions do not count. */
export function findSame(world: World, wanted: RuleContent): SecurityGroupRule | undefined {
  return rulesOf(world, wanted.groupId).find((rule) => isSame(rule, wanted));
}

export function duplicateRule(): ApiError {
  return new ApiError("InvalidPermission.Duplicate", "The specified rule already exists");
}

export function ruleNotFound(): ApiError {
  return new ApiError("InvalidPermission.NotFound", "The specified rule does not exist in this security group");
}

function authorize(input: FlatRule & { TagSpecifications?: TagSpecification[] }, isEgress: boolean, world: World) {
  const group = requireGroup(input, world);
  const wanted = readPermissions(input, { groupId: group.id, isEgress }, world);
  const tags = tagsFor("securityGroupRule", input.TagSpecifications);
  for (const [index, content] of wanted.entries())
    if (findSame(world, content) || wanted.slice(0, index).some((other) => isSame(other, content)))
      throw duplicateRule();
  requireRoomForRules(world, group, wanted);
  const rules = wanted.map((content) => addRule(world, content, tags));
  return { Return: true, SecurityGroupRules: rules.map((rule) => ruleView(rule, world)) };
}

function revoke(input: FlatRule & { SecurityGroupRuleIds?: string[] }, isEgress: boolean, world: World) {
  const group = requireGroup(input, world);
  const rules = input.SecurityGroupRuleIds?.length
    ? input.SecurityGroupRuleIds.map((id) => requireRuleOf(group, id, isEgress, world))
    : readPermissions(input, { groupId: group.id, isEgress }, world).map((content) => {
        const rule = findSame(world, content);
        if (rule) return rule;
        throw ruleNotFound();
      });
  for (const rule of rules) world.securityGroupRules.delete(rule.id);
  return {
    Return: true,
    RevokedSecurityGroupRules: rules.map((rule) => ({
      SecurityGroupRuleId: rule.id,
      GroupId: rule.groupId,
      IsEgress: rule.isEgress,
      IpProtocol: rule.protocol,
      FromPort: rule.fromPort ?? -1,
      ToPort: rule.toPort ?? -1,
      CidrIpv4: rule.cidr,
      CidrIpv6: rule.cidrIpv6,
      PrefixListId: rule.prefixListId,
      ReferencedGroupId: rule.peerGroupId,
      Description: rule.description,
    })),
  };
}

function requireRuleOf(group: SecurityGroup, id: string, isEgress: boolean, world: World): SecurityGroupRule {
  const rule = world.securityGroupRules.require(id);
  if (rule.groupId !== group.id || rule.isEgress !== isEgress) throw world.securityGroupRules.notFound(id);
  return rule;
}

/** IPv4 and IPv6 are counted apart, each way; what names no version counts for both (VPC User Guide, "Security groups"). */
function requireRoomForRules(world: World, group: SecurityGroup, wanted: RuleContent[]): void {
  const weight = (rules: RuleContent[], other: "cidr" | "cidrIpv6") =>
    rules
      .filter((rule) => rule.isEgress === wanted[0]?.isEgress && rule[other] === undefined)
      .reduce((sum, { prefixListId }) => sum + (prefixListId === undefined ? 1 : weightOf(prefixListId, world)), 0);
  const present = rulesOf(world, group.id);
  for (const other of ["cidr", "cidrIpv6"] as const)
    requireRoom(world, "rulesPerSecurityGroup", weight(present, other), weight(wanted, other));
}

function isSame(a: RuleContent, b: RuleContent): boolean {
  return (
    a.isEgress === b.isEgress &&
    a.protocol === b.protocol &&
    a.fromPort === b.fromPort &&
    a.toPort === b.toPort &&
    a.cidr === b.cidr &&
    a.cidrIpv6 === b.cidrIpv6 &&
    a.prefixListId === b.prefixListId &&
    a.peerGroupId === b.peerGroupId
  );
}
