import {
  AuthorizeSecurityGroupEgressCommand,
  AuthorizeSecurityGroupIngressCommand,
  CreateManagedPrefixListCommand,
  CreateSecurityGroupCommand,
  CreateVpcCommand,
  DescribeSecurityGroupRulesCommand,
  DescribeSecurityGroupsCommand,
  GetSecurityGroupsForVpcCommand,
  type IpPermission,
  RevokeSecurityGroupEgressCommand,
  UpdateSecurityGroupRuleDescriptionsIngressCommand,
} from "@aws-sdk/client-ec2";
import { expect, test } from "vitest";
import { expectRefusal, present, startBench } from "../../test-bench";

const { ec2 } = await startBench({ quotas: new Map([["rulesPerSecurityGroup", 3]]) });

async function newVpc(more: object = {}): Promise<string> {
  return present((await ec2.send(new CreateVpcCommand({ CidrBlock: "10.50.0.0/16", ...more }))).Vpc?.VpcId);
}

const VpcId = await newVpc({ AmazonProvidedIpv6CidrBlock: true });
let groupCount = 0;

async function newGroup(inVpc = VpcId): Promise<string> {
  const GroupName = `group-${groupCount++}`;
  const made = await ec2.send(new CreateSecurityGroupCommand({ GroupName, Description: "rules", VpcId: inVpc }));
  return present(made.GroupId);
}

async function newPrefixList(MaxEntries: number): Promise<string> {
  const made = await ec2.send(
    new CreateManagedPrefixListCommand({ PrefixListName: `sites-${MaxEntries}`, AddressFamily: "IPv4", MaxEntries }),
  );
  return present(made.PrefixList?.PrefixListId);
}

function allow(GroupId: string, ...IpPermissions: IpPermission[]) {
  return ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions }));
}

const port = (FromPort: number): IpPermission => ({ IpProtocol: "tcp", FromPort, ToPort: FromPort });
const from = (FromPort: number, ...cidrs: string[]): IpPermission => ({
  ...port(FromPort),
  IpRanges: cidrs.map((CidrIp) => ({ CidrIp })),
});

test("a group in a VPC with IPv6 lets IPv6 out too", async () => {
  const GroupId = await newGroup();
  const { SecurityGroups } = await ec2.send(new DescribeSecurityGroupsCommand({ GroupIds: [GroupId] }));
  const [egress] = present(SecurityGroups?.[0]?.IpPermissionsEgress);
  expect(egress?.Ipv6Ranges).toEqual([{ CidrIpv6: "::/0" }]);
});

test("peers are IPv4, IPv6, prefix lists and groups, each a rule of its own that a filter finds", async () => {
  const GroupId = await newGroup();
  const PrefixListId = await newPrefixList(1);
  const peers = {
    IpRanges: [{ CidrIp: "10.60.0.9/16", Description: "leeds" }],
    Ipv6Ranges: [{ CidrIpv6: "2001:DB8:0::/48" }],
    PrefixListIds: [{ PrefixListId }],
  };
  const { SecurityGroupRules } = await allow(GroupId, { ...port(22), ...peers });
  expect(SecurityGroupRules?.map((rule) => rule.CidrIpv4 ?? rule.CidrIpv6 ?? rule.PrefixListId)).toEqual([
    "10.60.0.0/16",
    "2001:db8::/48",
    PrefixListId,
  ]);
  const found = async (name: string, value: string) => {
    const Filters = [{ Name: `ip-permission.${name}`, Values: [value] }];
    const { SecurityGroups } = await ec2.send(new DescribeSecurityGroupsCommand({ Filters }));
    return SecurityGroups?.map((group) => group.GroupId);
  };
  expect(await found("prefix-list-id", PrefixListId)).toEqual([GroupId]);
  expect(await found("ipv6-cidr", "2001:db8::/48")).toEqual([GroupId]);
  const stranger = [{ ...port(23), Ipv6Ranges: [{ CidrIpv6: "2001:db8::/200" }] }];
  await expectRefusal(allow(GroupId, ...stranger), "InvalidParameterValue", "CIDR block 2001:db8::/200 is malformed");
});

test("groups are peers inside their VPC only", async () => {
  const [own, foreign] = [await newGroup(), await newGroup(await newVpc())];
  const permission = { ...port(22), UserIdGroupPairs: [{ GroupId: foreign }] };
  await expectRefusal(
    allow(own, permission),
    "InvalidGroup.NotFound",
    "You have specified two resources that belong to different networks.",
  );
});

test("descriptions change by content and by id, and the rule keeps its id", async () => {
  const GroupId = await newGroup();
  const made = await allow(GroupId, from(22, "10.60.0.0/16"));
  const SecurityGroupRuleId = present(made.SecurityGroupRules?.[0]?.SecurityGroupRuleId);
  const description = async () => {
    const read = new DescribeSecurityGroupRulesCommand({ SecurityGroupRuleIds: [SecurityGroupRuleId] });
    return (await ec2.send(read)).SecurityGroupRules?.[0]?.Description;
  };
  const describeRules = (wanted: object) =>
    ec2.send(new UpdateSecurityGroupRuleDescriptionsIngressCommand({ GroupId, ...wanted }));
  const named = (CidrIp: string) => ({ ...port(22), IpRanges: [{ CidrIp, Description: "leeds" }] });
  await describeRules({ IpPermissions: [named("10.60.0.0/16")] });
  expect(await description()).toBe("leeds");
  await expectRefusal(
    describeRules({ IpPermissions: [named("10.61.0.0/16")] }),
    "InvalidPermission.NotFound",
    "The specified rule does not exist in this security group",
  );
  const byId = (Description: string) => ({ SecurityGroupRuleDescriptions: [{ SecurityGroupRuleId, Description }] });
  await describeRules(byId("osaka"));
  expect(await description()).toBe("osaka");
  await expectRefusal(describeRules(byId("ö")), "InvalidParameterValue");
});

test("one call never says a rule twice", async () => {
  const twice = from(22, "10.60.0.0/16", "10.60.0.1/16");
  await expectRefusal(allow(await newGroup(), twice), "InvalidPermission.Duplicate");
});

test("a group holds so many rules, each way and each version of IP; a prefix list counts by its size", async () => {
  const GroupId = await newGroup();
  await allow(GroupId, from(1, "10.1.0.0/16", "10.2.0.0/16", "10.3.0.0/16"));
  const message = "The maximum number of rules per security group has been reached.";
  await expectRefusal(allow(GroupId, from(1, "10.4.0.0/16")), "RulesPerSecurityGroupLimitExceeded", message);
  await allow(GroupId, { ...port(1), Ipv6Ranges: [{ CidrIpv6: "::/0" }] });
  const egress = { GroupId, IpPermissions: [from(1, "10.4.0.0/16")] };
  await ec2.send(new AuthorizeSecurityGroupEgressCommand(egress));
  await ec2.send(new RevokeSecurityGroupEgressCommand(egress));
  const lists = { ...port(2), PrefixListIds: [{ PrefixListId: await newPrefixList(4) }] };
  await expectRefusal(allow(await newGroup(), lists), "RulesPerSecurityGroupLimitExceeded", message);
});

test("the groups of a VPC are listed for it", async () => {
  const fresh = await newVpc();
  const GroupId = await newGroup(fresh);
  const { SecurityGroupForVpcs } = await ec2.send(new GetSecurityGroupsForVpcCommand({ VpcId: fresh }));
  expect(SecurityGroupForVpcs?.map((group) => group.GroupId)).toContain(GroupId);
  expect(SecurityGroupForVpcs).toHaveLength(2);
});
