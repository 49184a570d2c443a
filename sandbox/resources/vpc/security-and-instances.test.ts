import {
  AuthorizeSecurityGroupEgressCommand,
  AuthorizeSecurityGroupIngressCommand,
  CreateSecurityGroupCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
  DeleteSecurityGroupCommand,
  DeleteSubnetCommand,
  DescribeInstanceAttributeCommand,
  DescribeInstancesCommand,
  DescribeNetworkInterfacesCommand,
  DescribeSecurityGroupRulesCommand,
  DescribeSecurityGroupsCommand,
  ModifyInstanceAttributeCommand,
  ModifySecurityGroupRulesCommand,
  RevokeSecurityGroupEgressCommand,
  RevokeSecurityGroupIngressCommand,
  RunInstancesCommand,
  TerminateInstancesCommand,
} from "@aws-sdk/client-ec2";
import { describe, expect, test } from "vitest";
import { expectRefusal, present, startBench } from "../../test-bench";

const { ec2, control } = await startBench();
const vpc = await ec2.send(new CreateVpcCommand({ CidrBlock: "10.50.0.0/16" }));
const VpcId = present(vpc.Vpc?.VpcId);
const ssh = { IpProtocol: "tcp", FromPort: 22, ToPort: 22, IpRanges: [{ CidrIp: "10.60.0.0/16", Description: "hq" }] };

async function newGroup(GroupName: string): Promise<string> {
  const made = await ec2.send(new CreateSecurityGroupCommand({ GroupName, Description: "a group", VpcId }));
  return present(made.GroupId);
}

describe("security group", () => {
  test("begins without ingress and with all egress", async () => {
    const GroupId = await newGroup("fresh");
    const { SecurityGroups } = await ec2.send(new DescribeSecurityGroupsCommand({ GroupIds: [GroupId] }));
    expect(SecurityGroups?.[0]?.IpPermissions).toEqual([]);
    expect(SecurityGroups?.[0]?.IpPermissionsEgress?.[0]).toMatchObject({
      IpProtocol: "-1",
      IpRanges: [{ CidrIp: "0.0.0.0/0" }],
    });
  });

  test("names are unique in a VPC and reserved ones refused", async () => {
    await newGroup("twice");
    await expectRefusal(
      ec2.send(new CreateSecurityGroupCommand({ GroupName: "twice", Description: "x", VpcId })),
      "InvalidGroup.Duplicate",
      `The security group 'twice' already exists for VPC '${VpcId}'`,
    );
    const refused = (GroupName: string, Description = "x") =>
      expectRefusal(
        ec2.send(new CreateSecurityGroupCommand({ GroupName, Description, VpcId })),
        "InvalidParameterValue",
      );
    await refused("sg-mine");
    await refused("default");
    await refused("fine", "schön");
    await expectRefusal(
      ec2.send(new CreateSecurityGroupCommand({ GroupName: "x", Description: "x" })),
      "VPCIdNotSpecified",
    );
  });

  test("rules: added, found as rows, never twice, revoked by content and by id", async () => {
    const GroupId = await newGroup("rules");
    const icmp = { IpProtocol: "1", FromPort: -1, ToPort: -1, UserIdGroupPairs: [{ GroupId }] };
    const made = await ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions: [ssh, icmp] }));
    expect(made.SecurityGroupRules).toHaveLength(2);
    await expectRefusal(
      ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions: [ssh] })),
      "InvalidPermission.Duplicate",
      "The specified rule already exists",
    );
    const Filters = [{ Name: "group-id", Values: [GroupId] }];
    const { SecurityGroupRules } = await ec2.send(new DescribeSecurityGroupRulesCommand({ Filters }));
    const rules = present(SecurityGroupRules);
    expect(rules.map((rule) => [rule.IsEgress, rule.IpProtocol, rule.FromPort, rule.CidrIpv4])).toEqual([
      [true, "-1", -1, "0.0.0.0/0"],
      [false, "tcp", 22, "10.60.0.0/16"],
      [false, "icmp", -1, undefined],
    ]);
    await ec2.send(new RevokeSecurityGroupIngressCommand({ GroupId, IpPermissions: [ssh] }));
    await expectRefusal(
      ec2.send(new RevokeSecurityGroupIngressCommand({ GroupId, IpPermissions: [ssh] })),
      "InvalidPermission.NotFound",
      "The specified rule does not exist in this security group",
    );
    const SecurityGroupRuleIds = [present(rules[0]?.SecurityGroupRuleId)];
    await expectRefusal(
      ec2.send(new RevokeSecurityGroupIngressCommand({ GroupId, SecurityGroupRuleIds })),
      "InvalidSecurityGroupRuleId.NotFound",
    );
    await ec2.send(new RevokeSecurityGroupEgressCommand({ GroupId, SecurityGroupRuleIds }));
    await ec2.send(new AuthorizeSecurityGroupEgressCommand({ GroupId, IpPermissions: [ssh] }));
  });

  test("a rule is changed in place and keeps its id", async () => {
    const GroupId = await newGroup("changing");
    const made = await ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions: [ssh] }));
    const SecurityGroupRuleId = present(made.SecurityGroupRules?.[0]?.SecurityGroupRuleId);
    const change = (GroupOfRule: string, CidrIpv4: string) => {
      const SecurityGroupRule = { IpProtocol: "tcp", FromPort: 22, ToPort: 22, CidrIpv4, Description: "lab" };
      const SecurityGroupRules = [{ SecurityGroupRuleId, SecurityGroupRule }];
      return ec2.send(new ModifySecurityGroupRulesCommand({ GroupId: GroupOfRule, SecurityGroupRules }));
    };
    await change(GroupId, "10.61.0.0/16");
    const look = new DescribeSecurityGroupRulesCommand({ SecurityGroupRuleIds: [SecurityGroupRuleId] });
    const { SecurityGroupRules } = await ec2.send(look);
    expect(SecurityGroupRules?.[0]).toMatchObject({ CidrIpv4: "10.61.0.0/16", Description: "lab", GroupId });
    await expectRefusal(change(await newGroup("stranger"), "10.62.0.0/16"), "InvalidSecurityGroupRuleId.NotFound");
  });

  test("refuses ports out of order, unknown protocols and broken blocks", async () => {
    const GroupId = await newGroup("bad-rules");
    const refused = (permission: object, code = "InvalidParameterValue") =>
      expectRefusal(
        ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions: [{ ...ssh, ...permission }] })),
        code,
      );
    await refused({ FromPort: 80, ToPort: 22 });
    await refused({ FromPort: undefined });
    await refused({ ToPort: 70_000 });
    await refused({ IpProtocol: "smoke" }, "InvalidPermission.Malformed");
    await refused({ IpRanges: [{ CidrIp: "10.0.0.0/33" }] });
    await refused({ IpRanges: [] }, "MissingParameter");
  });

  test("cannot be deleted while used, and the default one never", async () => {
    const used = await newGroup("used");
    const user = await newGroup("user");
    const IpPermissions = [{ IpProtocol: "-1", UserIdGroupPairs: [{ GroupId: used }] }];
    await ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId: user, IpPermissions }));
    await expectRefusal(
      ec2.send(new DeleteSecurityGroupCommand({ GroupId: used })),
      "DependencyViolation",
      `resource ${used} has a dependent object`,
    );
    await ec2.send(new DeleteSecurityGroupCommand({ GroupId: user }));
    await ec2.send(new DeleteSecurityGroupCommand({ GroupId: used }));
    const Filters = [{ Name: "group-name", Values: ["default"] }];
    const { SecurityGroups } = await ec2.send(new DescribeSecurityGroupsCommand({ Filters }));
    const GroupId = present(SecurityGroups?.[0]?.GroupId);
    await expectRefusal(ec2.send(new DeleteSecurityGroupCommand({ GroupId })), "CannotDelete");
  });
});

describe("instance", () => {
  const image = "ami-0a5a0dbe0c2d3e4f1";

  test("goes pending, running, shutting-down, terminated, and then is gone", async () => {
    const made = await ec2.send(new CreateSubnetCommand({ VpcId, CidrBlock: "10.50.1.0/24" }));
    const SubnetId = present(made.Subnet?.SubnetId);
    const launch = { ImageId: image, MinCount: 1, MaxCount: 1, SubnetId, PrivateIpAddress: "10.50.1.10" };
    const { Instances } = await ec2.send(new RunInstancesCommand({ ...launch, ClientToken: "one" }));
    const again = await ec2.send(new RunInstancesCommand({ ...launch, ClientToken: "one" }));
    const InstanceIds = [present(Instances?.[0]?.InstanceId)];
    expect(again.Instances?.[0]?.InstanceId).toBe(InstanceIds[0]);
    const state = async () => {
      const { Reservations } = await ec2.send(new DescribeInstancesCommand({ InstanceIds }));
      return Reservations?.[0]?.Instances?.[0]?.State?.Name;
    };
    expect(await state()).toBe("pending");
    await control.advance({ advanceSeconds: 10 });
    expect(await state()).toBe("running");
    await expectRefusal(
      ec2.send(new DeleteSubnetCommand({ SubnetId })),
      "DependencyViolation",
      `The subnet '${SubnetId}' has dependencies and cannot be deleted.`,
    );
    await ec2.send(new TerminateInstancesCommand({ InstanceIds }));
    expect(await state()).toBe("shutting-down");
    await control.advance({ advanceSeconds: 15 });
    expect(await state()).toBe("terminated");
    await ec2.send(new DeleteSubnetCommand({ SubnetId }));
    await control.advance({ advanceSeconds: 3601 });
    await expectRefusal(ec2.send(new DescribeInstancesCommand({ InstanceIds })), "InvalidInstanceID.NotFound");
  });

  test("refuses unknown images, types, subnets and addresses elsewhere", async () => {
    const made = await ec2.send(new CreateSubnetCommand({ VpcId, CidrBlock: "10.50.2.0/24" }));
    const good = { ImageId: image, MinCount: 1, MaxCount: 1, SubnetId: made.Subnet?.SubnetId };
    const refused = (change: object, code: string, message?: string) =>
      expectRefusal(ec2.send(new RunInstancesCommand({ ...good, ...change })), code, message);
    const absent = "ami-00000000000000000";
    await refused({ ImageId: absent }, "InvalidAMIID.NotFound", `The image id '[${absent}]' does not exist`);
    await refused({ InstanceType: "z9.huge" }, "InvalidParameterValue");
    await refused({ InstanceType: "t4g.nano" }, "InvalidParameterValue");
    await refused({ SubnetId: "subnet-00000000000000000" }, "InvalidSubnetID.NotFound");
    await refused({ SubnetId: undefined }, "VPCIdNotSpecified");
    await refused({ PrivateIpAddress: "10.50.3.4" }, "InvalidParameterValue");
    await refused({ MinCount: 0 }, "InvalidParameterValue");
  });

  test("its groups and its source check are changed in place and seen on its interface", async () => {
    const made = await ec2.send(new CreateSubnetCommand({ VpcId, CidrBlock: "10.50.5.0/24" }));
    const SubnetId = present(made.Subnet?.SubnetId);
    const { Instances } = await ec2.send(
      new RunInstancesCommand({ ImageId: image, MinCount: 1, MaxCount: 1, SubnetId }),
    );
    const InstanceId = present(Instances?.[0]?.InstanceId);
    const GroupId = await newGroup("moved-to");
    await ec2.send(new ModifyInstanceAttributeCommand({ InstanceId, Groups: [GroupId] }));
    await ec2.send(new ModifyInstanceAttributeCommand({ InstanceId, SourceDestCheck: { Value: false } }));
    const check = { InstanceId, Attribute: "sourceDestCheck" as const };
    expect((await ec2.send(new DescribeInstanceAttributeCommand(check))).SourceDestCheck?.Value).toBe(false);
    const Filters = [{ Name: "subnet-id", Values: [SubnetId] }];
    const { NetworkInterfaces } = await ec2.send(new DescribeNetworkInterfacesCommand({ Filters }));
    expect(NetworkInterfaces?.[0]).toMatchObject({
      SourceDestCheck: false,
      Groups: [{ GroupId, GroupName: "moved-to" }],
      Attachment: { InstanceId },
    });
    await expectRefusal(ec2.send(new DeleteSecurityGroupCommand({ GroupId })), "DependencyViolation");
  });

  test("finds the newest Amazon Linux by the name of its SSM parameter", async () => {
    const made = await ec2.send(new CreateSubnetCommand({ VpcId, CidrBlock: "10.50.4.0/24" }));
    const ImageId = "resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64";
    const launch = { ImageId, MinCount: 1, MaxCount: 1, SubnetId: made.Subnet?.SubnetId };
    const { Instances } = await ec2.send(new RunInstancesCommand(launch));
    expect(Instances?.[0]?.ImageId).toBe(image);
  });
});
