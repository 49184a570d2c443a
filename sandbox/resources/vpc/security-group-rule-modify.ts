import type {
  IpPermission,
  ModifySecurityGroupRulesRequest,
  ModifySecurityGroupRulesResult,
  SecurityGroupRuleDescription,
  UpdateSecurityGroupRuleDescriptionsEgressRequest,
  UpdateSecurityGroupRuleDescriptionsEgressResult,
  UpdateSecurityGroupRuleDescriptionsIngressRequest,
  UpdateSecurityGroupRuleDescriptionsIngressResult,
} from "@aws-sdk/client-ec2";
import type { Operation } from "../../operation";
import { missingParameter, need } from "../../protocol/errors";
import type { World } from "../../world";
import { duplicateRule, findSame, ruleNotFound } from "./security-group-rule";
import {
  asPermission,
  readDescription,
  readPermission,
  readPermissions,
  requireGroup,
} from "./security-group-rule-read";

/** Replaces what rules say; they keep their ids and their group. */
export const ModifySecurityGroupRules: Operation<ModifySecurityGroupRulesRequest, ModifySecurityGroupRulesResult> = (
  input,
  world,
) => {
  const group = world.securityGroups.require(need(input.GroupId, "GroupId"));
  const updates = need(input.SecurityGroupRules, "SecurityGroupRule").map((update) => {
    const rule = world.securityGroupRules.require(need(update.SecurityGroupRuleId, "SecurityGroupRuleId"));
    if (rule.groupId !== group.id) throw world.securityGroupRules.notFound(rule.id);
    const { id, tags, isEgress } = rule;
    const owner = { groupId: group.id, isEgress };
    const [content] = readPermission(asPermission(update.SecurityGroupRule ?? {}), owner, world);
    if (!content) throw missingParameter("SecurityGroupRule");
    const same = findSame(world, content);
    if (same && same.id !== id) throw duplicateRule();
    return { id, tags, ...content };
  });
  for (const rule of updates) world.securityGroupRules.add(rule);
  return { Return: true };
};

export const UpdateSecurityGroupRuleDescriptionsIngress: Operation<
  UpdateSecurityGroupRuleDescriptionsIngressRequest,
  UpdateSecurityGroupRuleDescriptionsIngressResult
> = (input, world) => describeRules(input, false, world);

export const UpdateSecurityGroupRuleDescriptionsEgress: Operation<
  UpdateSecurityGroupRuleDescriptionsEgressRequest,
  UpdateSecurityGroupRuleDescriptionsEgressResult
> = (input, world) => describeRules(input, true, world);

type DescriptionsRequest = {
  GroupId?: string;
  GroupName?: string;
  IpPermissions?: IpPermission[];
  SecurityGroupRuleDescriptions?: SecurityGroupRuleDescription[];
};

/** Rules are named by what they say, or by their ids. One that is not there refuses the whole call. */
function describeRules(input: DescriptionsRequest, isEgress: boolean, world: World) {
  const group = requireGroup(input, world);
  const byId = (input.SecurityGroupRuleDescriptions ?? []).map(({ SecurityGroupRuleId, Description }) => {
    const rule = world.securityGroupRules.require(need(SecurityGroupRuleId, "SecurityGroupRuleId"));
    if (rule.groupId !== group.id || rule.isEgress !== isEgress) throw world.securityGroupRules.notFound(rule.id);
    return { rule, description: readDescription(Description) };
  });
  const owner = { groupId: group.id, isEgress };
  const wanted = byId.length && !input.IpPermissions?.length ? [] : readPermissions(input, owner, world);
  const byContent = wanted.map((content) => {
    const rule = findSame(world, content);
    if (!rule) throw ruleNotFound();
    return { rule, description: content.description };
  });
  for (const { rule, description } of [...byId, ...byContent]) rule.description = description;
  return { Return: true };
}
