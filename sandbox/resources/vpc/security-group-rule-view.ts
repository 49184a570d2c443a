import type {
  DescribeSecurityGroupRulesRequest,
  DescribeSecurityGroupRulesResult,
  IpPermission,
  SecurityGroupRule as SecurityGroupRuleView,
} from "@aws-sdk/client-ec2";
import { type FilterTable, page, select } from "../../describe";
import type { Operation, Wire } from "../../operation";
import { tagSet } from "../../tags";
import type { World } from "../../world";
import type { SecurityGroupRule } from "./security-group-rule";

export const DescribeSecurityGroupRules: Operation<
  DescribeSecurityGroupRulesRequest,
  DescribeSecurityGroupRulesResult
> = (input, world) => {
  const ids = input.SecurityGroupRuleIds;
  const found = page(select(world.securityGroupRules, ids, input.Filters, ruleFilters), input, ids);
  return { SecurityGroupRules: found.rows.map((rule) => ruleView(rule, world)), NextToken: found.nextToken };
};

/** Rules as DescribeSecurityGroups shows them: one permission for each protocol and port range. */
export function permissionsOf(rules: SecurityGroupRule[], world: World): Wire<IpPermission>[] {
  const permissions = new Map<string, SecurityGroupRule[]>();
  for (const rule of rules) {
    const key = `${rule.protocol}/${rule.fromPort}/${rule.toPort}`;
    permissions.set(key, [...(permissions.get(key) ?? []), rule]);
  }
  return [...permissions.values()].map((group) => ({
    IpProtocol: group[0]?.protocol,
    FromPort: group[0]?.fromPort,
    ToPort: group[0]?.toPort,
    IpRanges: group.flatMap((r) => (r.cidr ? [{ CidrIp: r.cidr, Description: r.description }] : [])),
    Ipv6Ranges: group.flatMap((r) => (r.cidrIpv6 ? [{ CidrIpv6: r.cidrIpv6, Description: r.description }] : [])),
    PrefixListIds: group.flatMap((r) =>
      r.prefixListId ? [{ PrefixListId: r.prefixListId, Description: r.description }] : [],
    ),
    UserIdGroupPairs: group.flatMap((r) =>
      r.peerGroupId ? [{ GroupId: r.peerGroupId, UserId: world.place.account, Description: r.description }] : [],
    ),
  }));
}

export function ruleView(rule: SecurityGroupRule, world: World): Wire<SecurityGroupRuleView> {
  return {
    SecurityGroupRuleId: rule.id,
    SecurityGroupRuleArn: world.arn("securityGroupRule", rule.id),
    GroupId: rule.groupId,
    GroupOwnerId: world.place.account,
    IsEgress: rule.isEgress,
    IpProtocol: rule.protocol,
    FromPort: rule.fromPort ?? -1,
    ToPort: rule.toPort ?? -1,
    CidrIpv4: rule.cidr,
    CidrIpv6: rule.cidrIpv6,
    PrefixListId: rule.prefixListId,
    ReferencedGroupInfo: rule.peerGroupId
      ? {
          GroupId: rule.peerGroupId,
          UserId: world.place.account,
          VpcId: world.securityGroups.get(rule.peerGroupId)?.vpcId,
        }
      : undefined,
    Description: rule.description,
    Tags: tagSet(rule.tags),
  };
}

const ruleFilters: FilterTable<SecurityGroupRule> = {
  "group-id": (rule) => rule.groupId,
  "security-group-rule-id": (rule) => rule.id,
};
