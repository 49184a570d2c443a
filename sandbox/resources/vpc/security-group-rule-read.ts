import type {
  AuthorizeSecurityGroupEgressRequest,
  AuthorizeSecurityGroupIngressRequest,
  IpPermission,
  SecurityGroupRuleRequest,
} from "@aws-sdk/client-ec2";
import { canonical, formatBlock, parseBlock } from "../../net";
import { formatBlock6, parseBlock6 } from "../../net6";
import { ApiError, invalidParameterValue, missingParameter } from "../../protocol/errors";
import type { World } from "../../world";
import type { SecurityGroup } from "./security-group";
import type { RuleContent } from "./security-group-rule";
import { defaultVpc } from "./vpc";

/** What the calls on rules have in common: one rule spelled flat, or a list of permissions. */
export type FlatRule = Partial<
  Pick<AuthorizeSecurityGroupIngressRequest, "GroupName"> &
    Pick<
      AuthorizeSecurityGroupEgressRequest,
      "GroupId" | "IpProtocol" | "FromPort" | "ToPort" | "CidrIp" | "IpPermissions"
    >
>;

type RuleOwner = { groupId: string; isEgress: boolean };

const protocolNames: Record<string, string> = { "1": "icmp", "6": "tcp", "17": "udp", "58": "icmpv6", all: "-1" };
const namedProtocols = new Set(["tcp", "udp", "icmp", "icmpv6", "-1"]);
const descriptionPattern = /^[a-zA-Z0-9. _\-:/()#,@[\]+=&;{}!$*]{0,255}$/;

/** The rules that a call means, one for each peer. */
export function readPermissions(input: FlatRule, owner: RuleOwner, world: World): RuleContent[] {
  if (input.IpPermissions?.length)
    return input.IpPermissions.flatMap((permission) => readPermission(permission, owner, world));
  if (input.IpProtocol === undefined) throw missingParameter("IpPermissions");
  const { IpProtocol, FromPort, ToPort, CidrIp } = input;
  const IpRanges = CidrIp === undefined ? [] : [{ CidrIp }];
  return readPermission({ IpProtocol, FromPort, ToPort, IpRanges }, owner, world);
}

export function readPermission(permission: IpPermission, owner: RuleOwner, world: World): RuleContent[] {
  const base = { ...owner, ...readPorts(permission) };
  const rules: RuleContent[] = [
    ...(permission.IpRanges ?? []).map(({ CidrIp, Description }) => ({
      ...base,
      cidr: readCidr(CidrIp),
      description: readDescription(Description),
    })),
    ...(permission.Ipv6Ranges ?? []).map(({ CidrIpv6, Description }) => ({
      ...base,
      cidrIpv6: readCidr6(CidrIpv6),
      description: readDescription(Description),
    })),
    ...(permission.PrefixListIds ?? []).map(({ PrefixListId = "", Description }) => ({
      ...base,
      prefixListId: world.prefixLists.require(PrefixListId).id,
      description: readDescription(Description),
    })),
    ...(permission.UserIdGroupPairs ?? []).map((pair) => ({
      ...base,
      peerGroupId: requirePeer(pair, owner, world).id,
      description: readDescription(pair.Description),
    })),
  ];
  if (rules.length === 0) throw missingParameter("IpRanges");
  return rules;
}

/** A rule as ModifySecurityGroupRules spells it. */
export function asPermission(rule: SecurityGroupRuleRequest): IpPermission {
  const { IpProtocol, FromPort, ToPort, CidrIpv4, CidrIpv6, ReferencedGroupId, PrefixListId, Description } = rule;
  return {
    IpProtocol,
    FromPort,
    ToPort,
    IpRanges: CidrIpv4 === undefined ? [] : [{ CidrIp: CidrIpv4, Description }],
    Ipv6Ranges: CidrIpv6 === undefined ? [] : [{ CidrIpv6, Description }],
    UserIdGroupPairs: ReferencedGroupId === undefined ? [] : [{ GroupId: ReferencedGroupId, Description }],
    PrefixListIds: PrefixListId === undefined ? [] : [{ PrefixListId, Description }],
  };
}

/** By id, or by name in the default VPC. */
export function requireGroup(input: { GroupId?: string; GroupName?: string }, world: World): SecurityGroup {
  if (input.GroupId !== undefined) return world.securityGroups.require(input.GroupId);
  if (input.GroupName === undefined) throw missingParameter("GroupId");
  const vpc = defaultVpc(world);
  if (!vpc) throw new ApiError("VPCIdNotSpecified", "No default VPC for this user");
  const group = world.securityGroups.find((row) => row.vpcId === vpc.id && row.name === input.GroupName);
  if (group) return group;
  throw new ApiError(
    "InvalidGroup.NotFound",
    `The security group '${input.GroupName}' does not exist in default VPC '${vpc.id}'`,
  );
}

export function readDescription(text: string | undefined): string | undefined {
  if (text === undefined || text === "") return undefined;
  if (descriptionPattern.test(text)) return text;
  throw invalidParameterValue(
    "Invalid rule description. Valid descriptions are strings less than 256 characters from the following set:  a-zA-Z0-9. _-:/()#,@[]+=&;{}!$*",
  );
}

/** Groups know each other inside one VPC. */
function requirePeer(pair: { GroupId?: string; GroupName?: string }, owner: RuleOwner, world: World): SecurityGroup {
  const peer = requireGroup(pair, world);
  const own = world.securityGroups.require(owner.groupId);
  if (peer.vpcId === own.vpcId) return peer;
  throw new ApiError("InvalidGroup.NotFound", `You have specified two resources that belong to different networks.`);
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

function readCidr6(text: string | undefined): string {
  const block = parseBlock6(text ?? "");
  if (!block) throw invalidParameterValue(`CIDR block ${text} is malformed`);
  return formatBlock6(block);
}
