import type {
  AuthorizeSecurityGroupEgressRequest,
  AuthorizeSecurityGroupEgressResult,
  AuthorizeSecurityGroupIngressRequest,
  AuthorizeSecurityGroupIngressResult,
  DescribeSecurityGroupRulesRequest,
  DescribeSecurityGroupRulesResult,
  IpPermission,
  ModifySecurityGroupRulesRequest,
  ModifySecurityGroupRulesResult,
  RevokeSecurityGroupEgressRequest,
  RevokeSecurityGroupEgressResult,
  RevokeSecurityGroupIngressRequest,
  RevokeSecurityGroupIngressResult,
  SecurityGroupRuleRequest,
  SecurityGroupRule as SecurityGroupRuleView,
  TagSpecification,
} from "@aws-sdk/client-ec2";
import { type FilterTable, page, select } from "../../describe";
import { canonical, formatBlock, parseBlock } from "../../net";
import type { Operation, Wire } from "../../operation";
import { ApiError, invalidParameterValue, missingParameter, need } from "../../protocol/errors";
import { type Tags, tagSet, tagsFor } from "../../tags";
import type { World } from "../../world";
import type { SecurityGroup } from "./security-group";

/** One rule has exactly one peer: an IPv4 block, an IPv6 block or a group. Ports are absent when all are meant. */
export type SecurityGroupRule = RuleContent & { id: string; tags: Tags };

type RuleContent = {
  groupId: string;
  isEgress: boolean;
  protocol: string;
  fromPort?: number;
  toPort?: number;
  cidr?: string;
  cidrIpv6?: string;
  peerGroupId?: string;
  description?: string;
};

/** What the four calls have in common: one rule spelled flat, or a list of permissions. */
type RuleRequest = Pick<AuthorizeSecurityGroupIngressRequest, "GroupName"> &
  Pick<
    AuthorizeSecurityGroupEgressRequest,
    "GroupId" | "IpProtocol" | "FromPort" | "ToPort" | "CidrIp" | "IpPermissions"
  >;

const protocolNames: Record<string, string> = { "1": "icmp", "6": "tcp", "17": "udp", "58": "icmpv6", all: "-1" };
const namedProtocols = new Set(["tcp", "udp", "icmp", "icmpv6", "-1"]);

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

export const DescribeSecurityGroupRules: Operation<
  DescribeSecurityGroupRulesRequest,
  DescribeSecurityGroupRulesResult
> = (input, world) => {
  const ids = input.SecurityGroupRuleIds;
  const found = page(select(world.securityGroupRules, ids, input.Filters, ruleFilters), input, ids);
  return { SecurityGroupRules: found.rows.map((rule) => view(rule, world)), NextToken: found.nextToken };
};

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
    if (same && same.id !== id) throw new ApiError("InvalidPermission.Duplicate", "The specified rule already exists");
    return { id, tags, ...content };
  });
  for (const rule of updates) world.securityGroupRules.add(rule);
  return { Return: true };
};

function asPermission(rule: SecurityGroupRuleRequest): IpPermission {
  const { IpProtocol, FromPort, ToPort, CidrIpv4, CidrIpv6, ReferencedGroupId, PrefixListId, Description } = rule;
  return {
    IpProtocol,
    FromPort,
    ToPort,
    IpRanges: CidrIpv4 === undefined ? [] : [{ CidrIp: CidrIpv4, Description }],
    Ipv6Ranges: CidrIpv6 === undefined ? [] : [{ CidrIpv6, Description }],
    UserIdGroupPairs: ReferencedGroupId === undefined ? [] : [{ GroupId: ReferencedGroupId, Description }],
    PrefixListIds: PrefixListId === undefined ? [] : [{ PrefixListId }],
  };
}

export function addRule(world: World, content: RuleContent, tags: Tags = new Map()): SecurityGroupRule {
  return world.securityGroupRules.add({ id: world.newId("securityGroupRule"), tags: new Map(tags), ...content });
}

export function rulesOf(world: World, groupId: string): SecurityGroupRule[] {
  return world.securityGroupRules.where((rule) => rule.groupId === groupId);
}

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
    PrefixListIds: [],
    UserIdGroupPairs: group.flatMap((r) =>
      r.peerGroupId ? [{ GroupId: r.peerGroupId, UserId: world.place.account, Description: r.description }] : [],
    ),
  }));
}

function authorize(
  input: Partial<RuleRequest> & { TagSpecifications?: TagSpecification[] },
  isEgress: boolean,
  world: World,
) {
  const group = requireGroup(input, world);
  const wanted = readPermissions(input, group, isEgress, world);
  const tags = tagsFor("securityGroupRule", input.TagSpecifications);
  for (const content of wanted)
    if (findSame(world, content))
      throw new ApiError("InvalidPermission.Duplicate", "The specified rule already exists");
  const rules = wanted.map((content) => addRule(world, content, tags));
  return { Return: true, SecurityGroupRules: rules.map((rule) => view(rule, world)) };
}

function revoke(input: Partial<RuleRequest> & { SecurityGroupRuleIds?: string[] }, isEgress: boolean, world: World) {
  const group = requireGroup(input, world);
  const rules = input.SecurityGroupRuleIds?.length
    ? input.SecurityGroupRuleIds.map((id) => requireRuleOf(group, id, isEgress, world))
    : readPermissions(input, group, isEgress, world).map((content) => {
        const rule = findSame(world, content);
        if (rule) return rule;
        throw new ApiError("InvalidPermission.NotFound", "The specified rule does not exist in this security group");
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
      ReferencedGroupId: rule.peerGroupId,
      Description: rule.description,
    })),
  };
}

function requireGroup(input: { GroupId?: string; GroupName?: string }, world: World): SecurityGroup {
  if (input.GroupId !== undefined) return world.securityGroups.require(input.GroupId);
  if (input.GroupName !== undefined) throw new ApiError("VPCIdNotSpecified", "No default VPC for this user");
  throw missingParameter("GroupId");
}

function requireRuleOf(group: SecurityGroup, id: string, isEgress: boolean, world: World): SecurityGroupRule {
  const rule = world.securityGroupRules.require(id);
  if (rule.groupId !== group.id || rule.isEgress !== isEgress) throw world.securityGroupRules.notFound(id);
  return rule;
}

function readPermissions(
  input: Partial<RuleRequest>,
  group: SecurityGroup,
  isEgress: boolean,
  world: World,
): RuleContent[] {
  const flat: IpPermission = {
    IpProtocol: input.IpProtocol,
    FromPort: input.FromPort,
    ToPort: input.ToPort,
    IpRanges: input.CidrIp === undefined ? [] : [{ CidrIp: input.CidrIp }],
  };
  const permissions = input.IpPermissions?.length ? input.IpPermissions : [flat];
  if (!input.IpPermissions?.length && input.IpProtocol === undefined) throw missingParameter("IpPermissions");
  return permissions.flatMap((permission) => readPermission(permission, { groupId: group.id, isEgress }, world));
}

function readPermission(
  permission: IpPermission,
  owner: { groupId: string; isEgress: boolean },
  world: World,
): RuleContent[] {
  const base = { ...owner, ...readPorts(permission) };
  if (permission.PrefixListIds?.length) throw new ApiError("UnsupportedOperation", "Prefix lists are not simulated.");
  const rules: RuleContent[] = [
    ...(permission.IpRanges ?? []).map((range) => ({
      ...base,
      cidr: readCidr(range.CidrIp),
      description: range.Description,
    })),
    ...(permission.Ipv6Ranges ?? []).map((range) => ({
      ...base,
      cidrIpv6: range.CidrIpv6,
      description: range.Description,
    })),
    ...(permission.UserIdGroupPairs ?? []).map((pair) => ({
      ...base,
      peerGroupId: requireGroup(pair, world).id,
      description: pair.Description,
    })),
  ];
  if (rules.length === 0) throw missingParameter("IpRanges");
  return rules;
}

function readPorts({ IpProtocol = "", FromPort, ToPort }: IpPermission) {
  const protocol = protocolNames[IpProtocol.toLowerCase()] ?? IpProtocol.toLowerCase();
  const isNumber = /^\d{1,3}$/.test(protocol) && Number(protocol) <= 255;
  if (!namedProtocols.has(protocol) && !isNumber)
    throw new ApiError(
      "InvalidPermission.Malformed",
      `Unsupported IP protocol "${IpProtocol}"  - supported: [tcp(6), udp(17), icmp(1), icmpv6(58)]`,
    );
  if (protocol === "-1" || isNumber) return { protocol };
  if (FromPort === undefined || ToPort === undefined) {
    if (protocol.startsWith("icmp")) return { protocol, fromPort: -1, toPort: -1 };
    throw invalidParameterValue("Invalid value 'Must specify both from and to ports with TCP/UDP.' for portRange.");
  }
  const isIcmp = protocol.startsWith("icmp");
  const max = isIcmp ? 255 : 65_535;
  const min = isIcmp ? -1 : 0;
  if (FromPort < min || ToPort < min || FromPort > max || ToPort > max || (!isIcmp && FromPort > ToPort))
    throw invalidParameterValue(`Invalid ${isIcmp ? "ICMP type/code" : "TCP/UDP port"} range (${FromPort}:${ToPort})`);
  return { protocol, fromPort: FromPort, toPort: ToPort };
}

function readCidr(text: string | undefined): string {
  const block = parseBlock(text ?? "");
  if (!block) throw invalidParameterValue(`CIDR block ${text} is malformed`);
  return formatBlock(canonical(block));
}

function findSame(world: World, wanted: RuleContent): SecurityGroupRule | undefined {
  return rulesOf(world, wanted.groupId).find(
    (rule) =>
      rule.isEgress === wanted.isEgress &&
      rule.protocol === wanted.protocol &&
      rule.fromPort === wanted.fromPort &&
      rule.toPort === wanted.toPort &&
      rule.cidr === wanted.cidr &&
      rule.cidrIpv6 === wanted.cidrIpv6 &&
      rule.peerGroupId === wanted.peerGroupId,
  );
}

function view(rule: SecurityGroupRule, world: World): Wire<SecurityGroupRuleView> {
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
