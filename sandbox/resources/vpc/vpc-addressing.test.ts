import {
  AssociateDhcpOptionsCommand,
  AssociateSubnetCidrBlockCommand,
  AssociateVpcCidrBlockCommand,
  CreateDefaultSubnetCommand,
  CreateDefaultVpcCommand,
  CreateDhcpOptionsCommand,
  CreateNetworkAclCommand,
  CreateNetworkAclEntryCommand,
  CreateRouteCommand,
  CreateSecurityGroupCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
  DeleteDhcpOptionsCommand,
  DeleteNetworkAclCommand,
  DeleteNetworkAclEntryCommand,
  DeleteSubnetCommand,
  DescribeAccountAttributesCommand,
  DescribeDhcpOptionsCommand,
  DescribeNetworkAclsCommand,
  DescribeRouteTablesCommand,
  DescribeSecurityGroupsCommand,
  DescribeSubnetsCommand,
  DescribeVpcsCommand,
  DisassociateSubnetCidrBlockCommand,
  DisassociateVpcCidrBlockCommand,
  ModifySubnetAttributeCommand,
  ModifyVpcTenancyCommand,
  ReplaceNetworkAclAssociationCommand,
  ReplaceNetworkAclEntryCommand,
  RunInstancesCommand,
} from "@aws-sdk/client-ec2";
import { describe, expect, test } from "vitest";
import { clientFor, expectRefusal, present, startBench, testing } from "../../test-bench";

const { ec2, control, url } = await startBench();

async function newVpc(CidrBlock = "10.50.0.0/16", more: object = {}): Promise<string> {
  return present((await ec2.send(new CreateVpcCommand({ CidrBlock, ...more }))).Vpc?.VpcId);
}

async function vpc(VpcId: string) {
  return present((await ec2.send(new DescribeVpcsCommand({ VpcIds: [VpcId] }))).Vpcs?.[0]);
}

async function newSubnet(VpcId: string, CidrBlock: string, more: object = {}) {
  return present((await ec2.send(new CreateSubnetCommand({ VpcId, CidrBlock, ...more }))).Subnet);
}

describe("secondary IPv4 block", () => {
  const associate = (VpcId: string, CidrBlock: string) =>
    ec2.send(new AssociateVpcCidrBlockCommand({ VpcId, CidrBlock }));

  test("takes subnets and a local route, and goes only when it is empty", async () => {
    const VpcId = await newVpc();
    const made = await associate(VpcId, "10.51.0.0/16");
    expect(made.CidrBlockAssociation?.CidrBlockState?.State).toBe("associating");
    await control.advance({ advanceSeconds: 5 });
    expect((await vpc(VpcId)).CidrBlockAssociationSet?.map((one) => one.CidrBlockState?.State)).toEqual([
      "associated",
      "associated",
    ]);
    const { SubnetId } = await newSubnet(VpcId, "10.51.1.0/24");
    const Filters = [{ Name: "vpc-id", Values: [VpcId] }];
    const { RouteTables } = await ec2.send(new DescribeRouteTablesCommand({ Filters }));
    expect(RouteTables?.[0]?.Routes?.map((one) => one.DestinationCidrBlock)).toEqual(["10.50.0.0/16", "10.51.0.0/16"]);
    const AssociationId = present(made.CidrBlockAssociation?.AssociationId);
    const remove = () => ec2.send(new DisassociateVpcCidrBlockCommand({ AssociationId }));
    await expectRefusal(remove(), "DependencyViolation");
    await ec2.send(new DeleteSubnetCommand({ SubnetId }));
    await remove();
    await control.advance({ advanceSeconds: 5 });
    expect((await vpc(VpcId)).CidrBlockAssociationSet).toHaveLength(1);
  });

  test("keeps to the documented restrictions, and the primary block stays", async () => {
    const VpcId = await newVpc();
    await expectRefusal(associate(VpcId, "10.50.128.0/20"), "InvalidVpc.Range");
    await expectRefusal(associate(VpcId, "192.168.0.0/16"), "InvalidVpc.Range");
    await expectRefusal(associate(VpcId, "10.52.0.0/29"), "InvalidVpc.Range");
    await associate(VpcId, "100.64.0.0/16");
    const AssociationId = (await vpc(VpcId)).CidrBlockAssociationSet?.[0]?.AssociationId;
    await expectRefusal(
      ec2.send(new DisassociateVpcCidrBlockCommand({ AssociationId })),
      "OperationNotPermitted",
      `The vpc CIDR block with association ID ${AssociationId} may not be disassociated. It is the primary IPv4 CIDR block of the VPC`,
    );
    await expectRefusal(
      ec2.send(new DisassociateVpcCidrBlockCommand({ AssociationId: "vpc-cidr-assoc-00000000000000000" })),
      "InvalidVpcCidrBlockAssociationID.NotFound",
    );
  });
});

describe("IPv6", () => {
  test("Amazon gives a VPC a /56, of which subnets take /64s", async () => {
    const VpcId = await newVpc("10.50.0.0/16", { AmazonProvidedIpv6CidrBlock: true });
    const cidr = present((await vpc(VpcId)).Ipv6CidrBlockAssociationSet?.[0]?.Ipv6CidrBlock);
    expect(cidr).toMatch(/::\/56$/);
    const within = cidr.replace("/56", "/64");
    const subnet = await newSubnet(VpcId, "10.50.1.0/24", { Ipv6CidrBlock: within });
    expect(subnet.Ipv6CidrBlockAssociationSet?.[0]?.Ipv6CidrBlock).toBe(within);
    const taken = { VpcId, CidrBlock: "10.50.2.0/24", Ipv6CidrBlock: within };
    await expectRefusal(ec2.send(new CreateSubnetCommand(taken)), "InvalidSubnet.Conflict");
    const elsewhere = { ...taken, Ipv6CidrBlock: "2001:db9::/64" };
    await expectRefusal(ec2.send(new CreateSubnetCommand(elsewhere)), "InvalidSubnet.Range");
    const Filters = [{ Name: "vpc-id", Values: [VpcId] }];
    const { NetworkAcls } = await ec2.send(new DescribeNetworkAclsCommand({ Filters }));
    expect(NetworkAcls?.[0]?.Entries?.map((one) => one.RuleNumber)).toEqual([
      100, 101, 32767, 32768, 100, 101, 32767, 32768,
    ]);
  });

  test("a block is added to a subnet and taken away again", async () => {
    const VpcId = await newVpc();
    const { SubnetId } = await newSubnet(VpcId, "10.50.1.0/24");
    const flag = { SubnetId, AssignIpv6AddressOnCreation: { Value: true } };
    await expectRefusal(ec2.send(new ModifySubnetAttributeCommand(flag)), "InvalidParameterValue");
    const made = await ec2.send(new AssociateVpcCidrBlockCommand({ VpcId, AmazonProvidedIpv6CidrBlock: true }));
    const Ipv6CidrBlock = present(made.Ipv6CidrBlockAssociation?.Ipv6CidrBlock).replace("/56", "/64");
    const added = await ec2.send(new AssociateSubnetCidrBlockCommand({ SubnetId, Ipv6CidrBlock }));
    await ec2.send(new ModifySubnetAttributeCommand(flag));
    const AssociationId = present(added.Ipv6CidrBlockAssociation?.AssociationId);
    await ec2.send(new DisassociateSubnetCidrBlockCommand({ AssociationId }));
    await control.advance({ advanceSeconds: 5 });
    const { Subnets } = await ec2.send(new DescribeSubnetsCommand({ SubnetIds: [present(SubnetId)] }));
    expect(Subnets?.[0]?.Ipv6CidrBlockAssociationSet).toEqual([]);
    await expectRefusal(
      ec2.send(new DisassociateSubnetCidrBlockCommand({ AssociationId })),
      "InvalidSubnetCidrBlockAssociationID.NotFound",
    );
  });
});

describe("DHCP options", () => {
  test("are checked, used by VPCs, and deleted only when unused", async () => {
    const VpcId = await newVpc();
    const create = (Key: string, ...Values: string[]) =>
      ec2.send(new CreateDhcpOptionsCommand({ DhcpConfigurations: [{ Key, Values }] }));
    await expectRefusal(create("colour", "red"), "InvalidParameterValue");
    const { DhcpOptions } = await create("domain-name", "corp.example");
    const DhcpOptionsId = present(DhcpOptions?.DhcpOptionsId);
    await ec2.send(new AssociateDhcpOptionsCommand({ DhcpOptionsId, VpcId }));
    expect((await vpc(VpcId)).DhcpOptionsId).toBe(DhcpOptionsId);
    const remove = () => ec2.send(new DeleteDhcpOptionsCommand({ DhcpOptionsId }));
    await expectRefusal(
      remove(),
      "DependencyViolation",
      `The dhcpOptions '${DhcpOptionsId}' has dependencies and cannot be deleted.`,
    );
    await ec2.send(new AssociateDhcpOptionsCommand({ DhcpOptionsId: "default", VpcId }));
    await remove();
    await expectRefusal(remove(), "InvalidDhcpOptionID.NotFound");
    const Filters = [{ Name: "value", Values: ["AmazonProvidedDNS"] }];
    const { DhcpOptions: sets } = await ec2.send(new DescribeDhcpOptionsCommand({ Filters }));
    expect(sets).toHaveLength(1);
  });
});

describe("default VPC", () => {
  test("is open, has a subnet in each zone, and serves calls that name no VPC", async () => {
    const far = clientFor(url, testing, "eu-west-1");
    const attribute = async () => {
      const read = await far.send(new DescribeAccountAttributesCommand({ AttributeNames: ["default-vpc"] }));
      return read.AccountAttributes?.[0]?.AttributeValues?.[0]?.AttributeValue;
    };
    expect(await attribute()).toBe("none");
    await expectRefusal(far.send(new CreateDefaultSubnetCommand({})), "DefaultVpcDoesNotExist");
    const VpcId = present((await far.send(new CreateDefaultVpcCommand({}))).Vpc?.VpcId);
    expect(await attribute()).toBe(VpcId);
    await expectRefusal(far.send(new CreateDefaultVpcCommand({})), "DefaultVpcAlreadyExists");
    const { Subnets } = await far.send(new DescribeSubnetsCommand({}));
    expect(Subnets?.map((one) => [one.CidrBlock, one.DefaultForAz, one.MapPublicIpOnLaunch])).toEqual([
      ["172.31.0.0/20", true, true],
      ["172.31.16.0/20", true, true],
      ["172.31.32.0/20", true, true],
    ]);
    await far.send(new CreateSecurityGroupCommand({ GroupName: "plain", Description: "no VPC named" }));
    const named = await far.send(new DescribeSecurityGroupsCommand({ GroupNames: ["plain"] }));
    expect(named.SecurityGroups?.[0]?.VpcId).toBe(VpcId);
    const launch = { ImageId: "ami-0a5a0dbe0c2d3e4f1", MinCount: 1, MaxCount: 1 };
    const { Instances } = await far.send(new RunInstancesCommand(launch));
    expect(Instances?.[0]?.PublicIpAddress).toBeDefined();
    await expectRefusal(
      far.send(new CreateDefaultSubnetCommand({ AvailabilityZone: "eu-west-1a" })),
      "DefaultSubnetAlreadyExistsInAvailabilityZone",
    );
    far.destroy();
  });

  test("a VPC's tenancy goes from dedicated to default only", async () => {
    const VpcId = await newVpc("10.50.0.0/16", { InstanceTenancy: "dedicated" });
    await ec2.send(new ModifyVpcTenancyCommand({ VpcId, InstanceTenancy: "default" }));
    expect((await vpc(VpcId)).InstanceTenancy).toBe("default");
  });
});

describe("network ACL", () => {
  async function newAcl(VpcId: string): Promise<string> {
    return present((await ec2.send(new CreateNetworkAclCommand({ VpcId }))).NetworkAcl?.NetworkAclId);
  }

  async function acl(id: string) {
    return present((await ec2.send(new DescribeNetworkAclsCommand({ NetworkAclIds: [id] }))).NetworkAcls?.[0]);
  }

  const ssh = {
    RuleNumber: 100,
    Protocol: "6",
    RuleAction: "allow" as const,
    Egress: false,
    CidrBlock: "10.60.0.0/16",
    PortRange: { From: 22, To: 22 },
  };

  test("a new one denies everything; entries are added, replaced and removed", async () => {
    const NetworkAclId = await newAcl(await newVpc());
    const all = { Protocol: "-1", RuleAction: "deny", RuleNumber: 32767, CidrBlock: "0.0.0.0/0" };
    expect((await acl(NetworkAclId)).Entries).toEqual([
      { ...all, Egress: true },
      { ...all, Egress: false },
    ]);
    const create = (change: object = {}) =>
      ec2.send(new CreateNetworkAclEntryCommand({ NetworkAclId, ...ssh, ...change }));
    await create();
    await expectRefusal(
      create(),
      "NetworkAclEntryAlreadyExists",
      "The network acl entry identified by 100 already exists.",
    );
    await create({ Egress: true });
    const replace = (RuleNumber: number) =>
      ec2.send(new ReplaceNetworkAclEntryCommand({ NetworkAclId, ...ssh, RuleNumber, RuleAction: "deny" }));
    await replace(100);
    await expectRefusal(replace(101), "InvalidNetworkAclEntry.NotFound");
    expect((await acl(NetworkAclId)).Entries?.find((one) => one.RuleNumber === 100 && !one.Egress)).toEqual({
      ...ssh,
      RuleAction: "deny",
    });
    const remove = () => ec2.send(new DeleteNetworkAclEntryCommand({ NetworkAclId, RuleNumber: 100, Egress: false }));
    await remove();
    await expectRefusal(remove(), "InvalidNetworkAclEntry.NotFound");
  });

  test("entries that say too little or too much are refused", async () => {
    const NetworkAclId = await newAcl(await newVpc());
    const refused = (change: object, code = "InvalidParameterValue") =>
      expectRefusal(ec2.send(new CreateNetworkAclEntryCommand({ NetworkAclId, ...ssh, ...change })), code);
    await refused({ RuleNumber: 32767 });
    await refused({ RuleNumber: 0 });
    await refused({ Protocol: "smoke" });
    await refused({ PortRange: undefined }, "MissingParameter");
    await refused({ PortRange: { From: 80, To: 22 } });
    await refused({ Protocol: "1", PortRange: undefined }, "MissingParameter");
    await refused({ CidrBlock: undefined }, "MissingParameter");
    await refused({ Ipv6CidrBlock: "::/0" }, "InvalidParameterCombination");
  });

  test("a subnet has exactly one, moves between them, and holds the one it has", async () => {
    const VpcId = await newVpc();
    const { SubnetId } = await newSubnet(VpcId, "10.50.1.0/24");
    const NetworkAclId = await newAcl(VpcId);
    const Filters = [{ Name: "association.subnet-id", Values: [present(SubnetId)] }];
    const associationOf = async () => {
      const { NetworkAcls } = await ec2.send(new DescribeNetworkAclsCommand({ Filters }));
      expect(NetworkAcls).toHaveLength(1);
      return present(NetworkAcls?.[0]?.Associations?.[0]);
    };
    const before = await associationOf();
    const move = { AssociationId: before.NetworkAclAssociationId, NetworkAclId };
    const moved = await ec2.send(new ReplaceNetworkAclAssociationCommand(move));
    expect(await associationOf()).toEqual({
      NetworkAclAssociationId: moved.NewAssociationId,
      NetworkAclId,
      SubnetId,
    });
    await expectRefusal(ec2.send(new ReplaceNetworkAclAssociationCommand(move)), "InvalidAssociationID.NotFound");
    await expectRefusal(
      ec2.send(new DeleteNetworkAclCommand({ NetworkAclId })),
      "DependencyViolation",
      `The networkAcl '${NetworkAclId}' has dependencies and cannot be deleted.`,
    );
    await expectRefusal(
      ec2.send(new DeleteNetworkAclCommand({ NetworkAclId: before.NetworkAclId })),
      "InvalidParameterValue",
      `cannot delete default network ACL ${before.NetworkAclId}`,
    );
  });
});

test("a block that is wider than a route's destination is not added to the VPC", async () => {
  const VpcId = await newVpc();
  const Filters = [{ Name: "vpc-id", Values: [VpcId] }];
  const { RouteTables } = await ec2.send(new DescribeRouteTablesCommand({ Filters }));
  const { SubnetId } = await newSubnet(VpcId, "10.50.1.0/24");
  const launch = { ImageId: "ami-0a5a0dbe0c2d3e4f1", MinCount: 1, MaxCount: 1, SubnetId };
  const InstanceId = (await ec2.send(new RunInstancesCommand(launch))).Instances?.[0]?.InstanceId;
  const RouteTableId = RouteTables?.[0]?.RouteTableId;
  await ec2.send(new CreateRouteCommand({ RouteTableId, DestinationCidrBlock: "10.51.1.0/24", InstanceId }));
  await expectRefusal(
    ec2.send(new AssociateVpcCidrBlockCommand({ VpcId, CidrBlock: "10.51.0.0/16" })),
    "InvalidCidrBlock",
  );
});
