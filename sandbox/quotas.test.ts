import {
  AllocateAddressCommand,
  CreateInternetGatewayCommand,
  CreateNetworkAclCommand,
  CreateNetworkAclEntryCommand,
  CreateNetworkInterfaceCommand,
  CreateRouteCommand,
  CreateRouteTableCommand,
  CreateSecurityGroupCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
  DescribeRouteTablesCommand,
  DescribeSubnetsCommand,
  RunInstancesCommand,
} from "@aws-sdk/client-ec2";
import { expect, test } from "vitest";
import { expectRefusal, present, startBench } from "./test-bench";

/** AWS's own numbers, but for those that would take long to fill. */
const { ec2 } = await startBench({
  quotas: new Map([
    ["subnetsPerVpc", 2],
    ["routeTablesPerVpc", 3],
    ["routesPerTable", 2],
    ["instances", 3],
  ]),
});

const made = await ec2.send(new CreateVpcCommand({ CidrBlock: "10.50.0.0/16" }));
const VpcId = present(made.Vpc?.VpcId);

/** Makes as many as there may be, and is refused the next. */
async function fill(count: number, make: (index: number) => Promise<unknown>, code: string) {
  for (let index = 0; index < count; index++) await make(index);
  await expectRefusal(make(count), code);
}

async function firstSubnet(): Promise<string> {
  return present((await ec2.send(new DescribeSubnetsCommand({}))).Subnets?.[0]?.SubnetId);
}

test("a new account has the quotas that AWS documents", async () => {
  const vpc = () => ec2.send(new CreateVpcCommand({ CidrBlock: "10.51.0.0/16" }));
  await fill(4, vpc, "VpcLimitExceeded");
  await fill(5, () => ec2.send(new CreateInternetGatewayCommand({})), "InternetGatewayLimitExceeded");
  await fill(5, () => ec2.send(new AllocateAddressCommand({})), "AddressLimitExceeded");
});

test("a network ACL holds twenty entries each way", async () => {
  const { NetworkAcl } = await ec2.send(new CreateNetworkAclCommand({ VpcId }));
  const entry = { NetworkAclId: NetworkAcl?.NetworkAclId, Protocol: "-1", RuleAction: "allow" as const };
  const add = (Egress: boolean) => (index: number) =>
    ec2.send(new CreateNetworkAclEntryCommand({ ...entry, Egress, CidrBlock: "10.0.0.0/8", RuleNumber: index + 1 }));
  await fill(20, add(false), "NetworkAclEntryLimitExceeded");
  await add(true)(0);
});

test("a VPC, a table and an interface hold what the world allows", async () => {
  const subnet = (index: number) => ec2.send(new CreateSubnetCommand({ VpcId, CidrBlock: `10.50.${index}.0/24` }));
  await fill(2, subnet, "SubnetLimitExceeded");
  await fill(2, () => ec2.send(new CreateRouteTableCommand({ VpcId })), "RouteTableLimitExceeded");
  const { NetworkInterface } = await ec2.send(new CreateNetworkInterfaceCommand({ SubnetId: await firstSubnet() }));
  const { NetworkInterfaceId } = present(NetworkInterface);
  const { RouteTables } = await ec2.send(
    new DescribeRouteTablesCommand({ Filters: [{ Name: "vpc-id", Values: [VpcId] }] }),
  );
  const target = { RouteTableId: RouteTables?.[0]?.RouteTableId, NetworkInterfaceId };
  const route = (index: number) =>
    ec2.send(new CreateRouteCommand({ ...target, DestinationCidrBlock: `10.${60 + index}.0.0/16` }));
  await fill(2, route, "RouteLimitExceeded");
});

test("an interface has five groups, and an account so many instances", async () => {
  const Groups: string[] = [];
  for (let index = 0; index < 6; index++) {
    const group = { GroupName: `group-${index}`, Description: "one of six", VpcId };
    Groups.push(present((await ec2.send(new CreateSecurityGroupCommand(group))).GroupId));
  }
  const SubnetId = await firstSubnet();
  await expectRefusal(
    ec2.send(new CreateNetworkInterfaceCommand({ SubnetId, Groups })),
    "SecurityGroupsPerInterfaceLimitExceeded",
  );
  const launch = (MinCount: number) =>
    ec2.send(new RunInstancesCommand({ ImageId: "ami-0a5a0dbe0c2d3e4f1", MinCount, MaxCount: MinCount, SubnetId }));
  expect((await launch(3)).Instances).toHaveLength(3);
  await expectRefusal(launch(1), "InstanceLimitExceeded");
});
