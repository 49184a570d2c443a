import {
  AssociateRouteTableCommand,
  AttachInternetGatewayCommand,
  CreateInternetGatewayCommand,
  CreateRouteCommand,
  CreateRouteTableCommand,
  CreateSubnetCommand,
  CreateTagsCommand,
  CreateVpcCommand,
  DeleteInternetGatewayCommand,
  DeleteRouteCommand,
  DeleteRouteTableCommand,
  DeleteSubnetCommand,
  DeleteTagsCommand,
  DeleteVpcCommand,
  DescribeAvailabilityZonesCommand,
  DescribeInternetGatewaysCommand,
  DescribeNetworkAclsCommand,
  DescribeRouteTablesCommand,
  DescribeSecurityGroupsCommand,
  DescribeSubnetsCommand,
  DescribeTagsCommand,
  DescribeVpcAttributeCommand,
  DescribeVpcsCommand,
  DetachInternetGatewayCommand,
  DisassociateRouteTableCommand,
  ModifySubnetAttributeCommand,
  ModifyVpcAttributeCommand,
  ReplaceRouteCommand,
  ReplaceRouteTableAssociationCommand,
} from "@aws-sdk/client-ec2";
import { describe, expect, test } from "vitest";
import { expectRefusal, present, startBench } from "../../test-bench";

const { ec2, control } = await startBench();

async function newVpc(CidrBlock = "10.50.0.0/16"): Promise<string> {
  return present((await ec2.send(new CreateVpcCommand({ CidrBlock }))).Vpc?.VpcId);
}

async function newSubnet(VpcId: string, CidrBlock = "10.50.1.0/24"): Promise<string> {
  return present((await ec2.send(new CreateSubnetCommand({ VpcId, CidrBlock }))).Subnet?.SubnetId);
}

async function newRouteTable(VpcId: string): Promise<string> {
  return present((await ec2.send(new CreateRouteTableCommand({ VpcId }))).RouteTable?.RouteTableId);
}

async function tablesOf(VpcId: string) {
  const Filters = [{ Name: "vpc-id", Values: [VpcId] }];
  return present((await ec2.send(new DescribeRouteTablesCommand({ Filters }))).RouteTables);
}

describe("VPC", () => {
  test("is pending, then available, and brings a main route table, a default ACL and a default group", async () => {
    const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: "100.68.0.18/18" }));
    expect(Vpc?.State).toBe("pending");
    expect(Vpc?.CidrBlock).toBe("100.68.0.0/18");
    const VpcId = present(Vpc?.VpcId);
    expect(VpcId).toMatch(/^vpc-[0-9a-f]{17}$/);
    await control.advance({ advanceSeconds: 5 });
    const { Vpcs } = await ec2.send(new DescribeVpcsCommand({ VpcIds: [VpcId] }));
    expect(Vpcs?.[0]?.State).toBe("available");
    const [main] = await tablesOf(VpcId);
    expect(main?.Associations?.[0]?.Main).toBe(true);
    expect(main?.Routes).toEqual([
      { DestinationCidrBlock: "100.68.0.0/18", GatewayId: "local", Origin: "CreateRouteTable", State: "active" },
    ]);
    const Filters = [{ Name: "vpc-id", Values: [VpcId] }];
    expect((await ec2.send(new DescribeNetworkAclsCommand({ Filters }))).NetworkAcls?.[0]?.IsDefault).toBe(true);
    const groups = await ec2.send(new DescribeSecurityGroupsCommand({ Filters }));
    expect(groups.SecurityGroups?.map((group) => group.GroupName)).toEqual(["default"]);
  });

  test("refuses ranges outside /16 to /28 and texts that are no range", async () => {
    await expectRefusal(
      ec2.send(new CreateVpcCommand({ CidrBlock: "10.0.0.0/8" })),
      "InvalidVpc.Range",
      "The CIDR '10.0.0.0/8' is invalid.",
    );
    await expectRefusal(ec2.send(new CreateVpcCommand({ CidrBlock: "10.0.0.0/29" })), "InvalidVpc.Range");
    await expectRefusal(ec2.send(new CreateVpcCommand({ CidrBlock: "ten" })), "InvalidParameterValue");
    await expectRefusal(ec2.send(new CreateVpcCommand({})), "MissingParameter");
  });

  test("unknown and malformed ids are told apart", async () => {
    const unknown = "vpc-0123456789abcdef0";
    await expectRefusal(
      ec2.send(new DescribeVpcsCommand({ VpcIds: [unknown] })),
      "InvalidVpcID.NotFound",
      `The vpc ID '${unknown}' does not exist`,
    );
    await expectRefusal(ec2.send(new DescribeVpcsCommand({ VpcIds: ["vpc-xyz"] })), "InvalidVpcID.Malformed");
  });

  test("attributes are changed one at a time", async () => {
    const VpcId = await newVpc();
    await ec2.send(new ModifyVpcAttributeCommand({ VpcId, EnableDnsHostnames: { Value: true } }));
    const read = await ec2.send(new DescribeVpcAttributeCommand({ VpcId, Attribute: "enableDnsHostnames" }));
    expect(read.EnableDnsHostnames?.Value).toBe(true);
    const both = { EnableDnsHostnames: { Value: true }, EnableDnsSupport: { Value: true } };
    await expectRefusal(ec2.send(new ModifyVpcAttributeCommand({ VpcId, ...both })), "InvalidParameterCombination");
    await expectRefusal(ec2.send(new ModifyVpcAttributeCommand({ VpcId })), "MissingParameter");
  });

  test("cannot be deleted while something is in it, and takes its defaults with it", async () => {
    const VpcId = await newVpc();
    const SubnetId = await newSubnet(VpcId);
    const message = `The vpc '${VpcId}' has dependencies and cannot be deleted.`;
    await expectRefusal(ec2.send(new DeleteVpcCommand({ VpcId })), "DependencyViolation", message);
    await ec2.send(new DeleteSubnetCommand({ SubnetId }));
    await ec2.send(new DeleteVpcCommand({ VpcId }));
    expect(await tablesOf(VpcId)).toEqual([]);
    await expectRefusal(ec2.send(new DeleteVpcCommand({ VpcId })), "InvalidVpcID.NotFound");
  });

  test("pages hold at least five, follow a token, and exclude ids", async () => {
    for (let index = 0; index < 7; index++) await newVpc(`10.${100 + index}.0.0/16`);
    await expectRefusal(
      ec2.send(new DescribeVpcsCommand({ MaxResults: 4 })),
      "InvalidParameterValue",
      "Value ( 4 ) for parameter maxResults is invalid. Expecting a value greater than 5.",
    );
    await expectRefusal(ec2.send(new DescribeVpcsCommand({ MaxResults: 1001 })), "InvalidParameterValue");
    await expectRefusal(ec2.send(new DescribeVpcsCommand({ NextToken: "x" })), "InvalidPaginationToken");
    const first = await ec2.send(new DescribeVpcsCommand({ MaxResults: 5 }));
    const second = await ec2.send(new DescribeVpcsCommand({ MaxResults: 1000, NextToken: first.NextToken }));
    const all = await ec2.send(new DescribeVpcsCommand({}));
    expect(first.Vpcs).toHaveLength(5);
    expect(second.NextToken).toBeUndefined();
    expect([...present(first.Vpcs), ...present(second.Vpcs)]).toEqual(all.Vpcs);
    const VpcIds = [present(all.Vpcs?.[0]?.VpcId)];
    await expectRefusal(ec2.send(new DescribeVpcsCommand({ VpcIds, MaxResults: 5 })), "InvalidParameterCombination");
  });

  test("filters take wildcards, add up, and unknown ones are refused", async () => {
    const VpcId = await newVpc("10.77.0.0/16");
    await ec2.send(new CreateTagsCommand({ Resources: [VpcId], Tags: [{ Key: "Name", Value: "core*1" }] }));
    const find = async (Name: string, ...Values: string[]) => {
      const Filters = [
        { Name, Values },
        { Name: "cidr", Values: ["10.77.*"] },
      ];
      return (await ec2.send(new DescribeVpcsCommand({ Filters }))).Vpcs?.length;
    };
    expect(await find("tag:Name", "core*")).toBe(1);
    expect(await find("tag:Name", "core\\*?")).toBe(1);
    expect(await find("tag:Name", "co")).toBe(0);
    expect(await find("tag-key", "Name", "Other")).toBe(1);
    expect(await find("vpc-id", "vpc-00000000000000000")).toBe(0);
    await expectRefusal(
      ec2.send(new DescribeVpcsCommand({ Filters: [{ Name: "colour", Values: ["red"] }] })),
      "InvalidParameterValue",
      "The filter 'colour' is invalid",
    );
  });
});

describe("subnet", () => {
  test("lies inside its VPC, does not overlap, and loses five addresses to AWS", async () => {
    const VpcId = await newVpc();
    const made = await ec2.send(
      new CreateSubnetCommand({ VpcId, CidrBlock: "10.50.1.0/24", AvailabilityZone: "ap-northeast-2c" }),
    );
    expect(made.Subnet).toMatchObject({ AvailableIpAddressCount: 251, AvailabilityZone: "ap-northeast-2c" });
    await expectRefusal(
      ec2.send(new CreateSubnetCommand({ VpcId, CidrBlock: "10.50.1.128/25" })),
      "InvalidSubnet.Conflict",
      "The CIDR '10.50.1.128/25' conflicts with another subnet",
    );
    await expectRefusal(ec2.send(new CreateSubnetCommand({ VpcId, CidrBlock: "10.51.0.0/24" })), "InvalidSubnet.Range");
    await expectRefusal(ec2.send(new CreateSubnetCommand({ VpcId, CidrBlock: "10.50.2.0/29" })), "InvalidSubnet.Range");
    await expectRefusal(
      ec2.send(new CreateSubnetCommand({ VpcId, CidrBlock: "10.50.2.0/24", AvailabilityZone: "eu-west-1a" })),
      "InvalidParameterValue",
    );
  });

  test("gives out public addresses when told to", async () => {
    const SubnetId = await newSubnet(await newVpc());
    await ec2.send(new ModifySubnetAttributeCommand({ SubnetId, MapPublicIpOnLaunch: { Value: true } }));
    const { Subnets } = await ec2.send(new DescribeSubnetsCommand({ SubnetIds: [SubnetId] }));
    expect(Subnets?.[0]?.MapPublicIpOnLaunch).toBe(true);
  });

  test("the zones of the Region are known", async () => {
    const { AvailabilityZones } = await ec2.send(new DescribeAvailabilityZonesCommand({}));
    expect(AvailabilityZones?.map((zone) => zone.ZoneName)).toEqual([
      "ap-northeast-2a",
      "ap-northeast-2b",
      "ap-northeast-2c",
      "ap-northeast-2d",
    ]);
  });
});

describe("internet gateway", () => {
  test("is attached to one VPC at most, and a VPC has one at most", async () => {
    const VpcId = await newVpc();
    const otherVpc = await newVpc();
    const { InternetGateway } = await ec2.send(new CreateInternetGatewayCommand({}));
    const other = await ec2.send(new CreateInternetGatewayCommand({}));
    const InternetGatewayId = present(InternetGateway?.InternetGatewayId);
    await ec2.send(new AttachInternetGatewayCommand({ InternetGatewayId, VpcId }));
    const seen = await ec2.send(new DescribeInternetGatewaysCommand({ InternetGatewayIds: [InternetGatewayId] }));
    expect(seen.InternetGateways?.[0]?.Attachments).toEqual([{ State: "available", VpcId }]);
    await expectRefusal(
      ec2.send(new AttachInternetGatewayCommand({ InternetGatewayId, VpcId: otherVpc })),
      "Resource.AlreadyAssociated",
    );
    const otherId = present(other.InternetGateway?.InternetGatewayId);
    await expectRefusal(
      ec2.send(new AttachInternetGatewayCommand({ InternetGatewayId: otherId, VpcId })),
      "InvalidParameterValue",
    );
    await expectRefusal(
      ec2.send(new DetachInternetGatewayCommand({ InternetGatewayId: otherId, VpcId })),
      "Gateway.NotAttached",
      `resource ${otherId} is not attached to network ${VpcId}`,
    );
    await expectRefusal(ec2.send(new DeleteInternetGatewayCommand({ InternetGatewayId })), "DependencyViolation");
    await ec2.send(new DetachInternetGatewayCommand({ InternetGatewayId, VpcId }));
    await ec2.send(new DeleteInternetGatewayCommand({ InternetGatewayId }));
  });
});

describe("route table", () => {
  test("is associated with a subnet once; the association can be moved but the main one not removed", async () => {
    const VpcId = await newVpc();
    const SubnetId = await newSubnet(VpcId);
    const first = await newRouteTable(VpcId);
    const second = await newRouteTable(VpcId);
    const { AssociationId } = await ec2.send(new AssociateRouteTableCommand({ RouteTableId: first, SubnetId }));
    await expectRefusal(
      ec2.send(new AssociateRouteTableCommand({ RouteTableId: second, SubnetId })),
      "Resource.AlreadyAssociated",
    );
    await expectRefusal(
      ec2.send(new DeleteRouteTableCommand({ RouteTableId: first })),
      "DependencyViolation",
      `The routeTable '${first}' has dependencies and cannot be deleted.`,
    );
    const moved = await ec2.send(new ReplaceRouteTableAssociationCommand({ AssociationId, RouteTableId: second }));
    expect(moved.NewAssociationId).not.toBe(AssociationId);
    await ec2.send(new DeleteRouteTableCommand({ RouteTableId: first }));
    await expectRefusal(
      ec2.send(new DisassociateRouteTableCommand({ AssociationId })),
      "InvalidAssociationID.NotFound",
      `The association ID '${AssociationId}' does not exist`,
    );
    await ec2.send(new DisassociateRouteTableCommand({ AssociationId: moved.NewAssociationId }));
    const main = present((await tablesOf(VpcId)).find((table) => table.Associations?.some((a) => a.Main)));
    const mainAssociation = main.Associations?.[0]?.RouteTableAssociationId;
    await expectRefusal(
      ec2.send(new DisassociateRouteTableCommand({ AssociationId: mainAssociation })),
      "InvalidParameterValue",
      `cannot disassociate the main route table association ${mainAssociation}`,
    );
  });

  test("making the same table twice with one token makes one", async () => {
    const VpcId = await newVpc();
    const make = () => ec2.send(new CreateRouteTableCommand({ VpcId, ClientToken: "once" }));
    expect((await make()).RouteTable?.RouteTableId).toBe((await make()).RouteTable?.RouteTableId);
  });

  test("routes: twice the same, to a gateway that is not attached, replaced and deleted", async () => {
    const VpcId = await newVpc();
    const RouteTableId = await newRouteTable(VpcId);
    const { InternetGateway } = await ec2.send(new CreateInternetGatewayCommand({}));
    const GatewayId = present(InternetGateway?.InternetGatewayId);
    const route = { RouteTableId, DestinationCidrBlock: "0.0.0.0/0", GatewayId };
    await expectRefusal(ec2.send(new CreateRouteCommand(route)), "InvalidParameterValue");
    await ec2.send(new AttachInternetGatewayCommand({ InternetGatewayId: GatewayId, VpcId }));
    await ec2.send(new CreateRouteCommand(route));
    await expectRefusal(
      ec2.send(new CreateRouteCommand(route)),
      "RouteAlreadyExists",
      "The route identified by 0.0.0.0/0 already exists.",
    );
    await expectRefusal(
      ec2.send(new ReplaceRouteCommand({ ...route, DestinationCidrBlock: "10.9.0.0/16" })),
      "InvalidParameterValue",
      "There is no route defined for '10.9.0.0/16' in the route table. Use CreateRoute instead.",
    );
    await ec2.send(new DetachInternetGatewayCommand({ InternetGatewayId: GatewayId, VpcId }));
    const { RouteTables } = await ec2.send(new DescribeRouteTablesCommand({ RouteTableIds: [RouteTableId] }));
    expect(RouteTables?.[0]?.Routes?.[1]).toMatchObject({ State: "blackhole", Origin: "CreateRoute" });
    await ec2.send(new DeleteRouteCommand({ RouteTableId, DestinationCidrBlock: "0.0.0.0/0" }));
    await expectRefusal(
      ec2.send(new DeleteRouteCommand({ RouteTableId, DestinationCidrBlock: "0.0.0.0/0" })),
      "InvalidRoute.NotFound",
      `no route with destination-cidr-block 0.0.0.0/0 in route table ${RouteTableId}`,
    );
    await expectRefusal(
      ec2.send(new DeleteRouteCommand({ RouteTableId, DestinationCidrBlock: "10.50.0.0/16" })),
      "InvalidParameterValue",
    );
  });
});

describe("tags", () => {
  test("are set at creation, added, listed and removed; all or nothing", async () => {
    const Tags = [{ Key: "Name", Value: "core" }];
    const { Vpc } = await ec2.send(
      new CreateVpcCommand({ CidrBlock: "10.1.0.0/16", TagSpecifications: [{ ResourceType: "vpc", Tags }] }),
    );
    const VpcId = present(Vpc?.VpcId);
    expect(Vpc?.Tags).toEqual(Tags);
    const gone = "vpc-0123456789abcdef0";
    const both = { Resources: [VpcId, gone], Tags: [{ Key: "Site", Value: "Seoul" }] };
    await expectRefusal(ec2.send(new CreateTagsCommand(both)), "InvalidVpcID.NotFound");
    await expectRefusal(
      ec2.send(new CreateTagsCommand({ Resources: ["xyz-1"], Tags })),
      "InvalidID",
      "The ID 'xyz-1' is not valid",
    );
    await expectRefusal(
      ec2.send(new CreateTagsCommand({ Resources: [VpcId], Tags: [{ Key: "aws:x", Value: "y" }] })),
      "InvalidParameterValue",
      "Tag keys starting with 'aws:' are reserved for internal use",
    );
    const many = Array.from({ length: 50 }, (_, index) => ({ Key: `k${index}`, Value: "" }));
    await expectRefusal(ec2.send(new CreateTagsCommand({ Resources: [VpcId], Tags: many })), "TagLimitExceeded");
    const Filters = [{ Name: "resource-id", Values: [VpcId] }];
    const listed = await ec2.send(new DescribeTagsCommand({ Filters }));
    expect(listed.Tags).toEqual([{ ResourceId: VpcId, ResourceType: "vpc", Key: "Name", Value: "core" }]);
    await ec2.send(new DeleteTagsCommand({ Resources: [VpcId], Tags: [{ Key: "Name", Value: "other" }] }));
    expect((await ec2.send(new DescribeTagsCommand({ Filters }))).Tags).toHaveLength(1);
    await ec2.send(new DeleteTagsCommand({ Resources: [VpcId], Tags: [{ Key: "Name" }] }));
    expect((await ec2.send(new DescribeTagsCommand({ Filters }))).Tags).toEqual([]);
  });

  test("of another kind are refused at creation", async () => {
    const TagSpecifications = [{ ResourceType: "subnet" as const, Tags: [{ Key: "a", Value: "b" }] }];
    await expectRefusal(
      ec2.send(new CreateVpcCommand({ CidrBlock: "10.1.0.0/16", TagSpecifications })),
      "InvalidParameterValue",
      "'subnet' is not a valid taggable resource type for this operation.",
    );
  });
});
