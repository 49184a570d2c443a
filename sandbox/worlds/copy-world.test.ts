import {
  AssociateVpcCidrBlockCommand,
  CreateNetworkAclCommand,
  CreateNetworkAclEntryCommand,
  CreateRouteCommand,
  CreateSubnetCommand,
  DescribeCustomerGatewaysCommand,
  DescribeInstancesCommand,
  DescribeNetworkAclsCommand,
  DescribeRouteTablesCommand,
  DescribeSecurityGroupsCommand,
  DescribeSubnetsCommand,
  DescribeVpcsCommand,
  DescribeVpnConnectionsCommand,
  DescribeVpnGatewaysCommand,
  type EC2Client,
  ReplaceNetworkAclAssociationCommand,
} from "@aws-sdk/client-ec2";
import { expect, test } from "vitest";
import { readEndpoint } from "../read-endpoint";
import { present, startBench, testing } from "../test-bench";

const original = await startBench({ world: "demo" });
const rehearsal = await startBench({ seed: "other" });

/** What must be the same in a copy; times, rule ids and whose turn it was are not. */
async function essence(ec2: EC2Client) {
  const [vpcs, subnets, tables, groups, customers, gateways, { VpnConnections = [] }] = await Promise.all([
    ec2.send(new DescribeVpcsCommand({})),
    ec2.send(new DescribeSubnetsCommand({})),
    ec2.send(new DescribeRouteTablesCommand({})),
    ec2.send(new DescribeSecurityGroupsCommand({})),
    ec2.send(new DescribeCustomerGatewaysCommand({})),
    ec2.send(new DescribeVpnGatewaysCommand({})),
    ec2.send(new DescribeVpnConnectionsCommand({})),
  ]);
  const byId = <Row>(rows: Row[] | undefined, idOf: (row: Row) => string | undefined) =>
    (rows ?? []).sort((a, b) => String(idOf(a)).localeCompare(String(idOf(b))));
  return {
    vpcs: byId(vpcs.Vpcs, (row) => row.VpcId).map(({ VpcId, CidrBlock, Tags }) => ({ VpcId, CidrBlock, Tags })),
    subnets: byId(subnets.Subnets, (row) => row.SubnetId).map(({ SubnetId, CidrBlock, AvailabilityZone, Tags }) => ({
      SubnetId,
      CidrBlock,
      AvailabilityZone,
      Tags,
    })),
    tables: byId(tables.RouteTables, (row) => row.RouteTableId).map(
      ({ PropagatingVgws, Associations, Tags, ...row }) => ({
        id: row.RouteTableId,
        PropagatingVgws,
        associations: byId(Associations, (one) => one.RouteTableAssociationId),
        written: row.Routes?.filter(({ Origin }) => Origin !== "EnableVgwRoutePropagation"),
        Tags,
      }),
    ),
    groups: byId(groups.SecurityGroups, (row) => row.GroupId),
    customers: byId(customers.CustomerGateways, (row) => row.CustomerGatewayId),
    gateways: byId(gateways.VpnGateways, (row) => row.VpnGatewayId),
    connections: byId(VpnConnections, (row) => row.VpnConnectionId).map(({ VgwTelemetry, ...row }) => ({
      ...row,
      CustomerGatewayConfiguration: undefined,
      up: VgwTelemetry?.filter(({ Status }) => Status === "UP")
        .map(({ OutsideIpAddress }) => OutsideIpAddress)
        .sort(),
    })),
  };
}

test("a network that was read from another endpoint is the same here: ids, blocks, tags, routes, rules, keys, tunnels", async () => {
  const answers = await readEndpoint({ endpoint: original.url, region: "ap-northeast-2", credentials: testing });
  const { skipped } = await rehearsal.control.copyWorld({ answers });
  expect(skipped).toEqual([]);
  expect(await essence(rehearsal.ec2)).toEqual(await essence(original.ec2));
});

test("a network on a transit gateway is the same here: tables, attachments, who looks where, what is known where", async () => {
  const company = await startBench({ world: "company" });
  const copy = await startBench({ seed: "third" });
  const read = (endpoint: string) => readEndpoint({ endpoint, region: "ap-northeast-2", credentials: testing });
  const answers = await read(company.url);
  expect(answers.DescribeTransitGateways).toMatchObject({ TransitGateways: [{ State: "available" }] });
  const { skipped } = await copy.control.copyWorld({ answers });
  expect(skipped).toEqual([]);
  expect(transitEssence(await read(copy.url))).toEqual(transitEssence(answers));
});

/** Transit gateways as they were read, without what must differ: times. Lists in the order of what they hold. */
function transitEssence(bundle: Awaited<ReturnType<typeof readEndpoint>>): unknown {
  const transit = Object.entries(bundle).filter(([action]) => action.includes("TransitGateway"));
  expect(transit).toHaveLength(6);
  return JSON.parse(JSON.stringify(Object.fromEntries(transit)), (name, value) => {
    if (name === "CreationTime" || name === "$metadata") return undefined;
    if (!Array.isArray(value)) return value;
    return value.sort((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)));
  });
}

test("hosts, network ACLs and further blocks are the same here", async () => {
  const ours = await startBench({ world: "lab" });
  const theirs = await startBench({ seed: "fourth" });
  const vpc = present((await ours.ec2.send(new DescribeVpcsCommand({}))).Vpcs?.[0]);
  const VpcId = vpc.VpcId;
  await ours.ec2.send(new AssociateVpcCidrBlockCommand({ VpcId, CidrBlock: "10.51.0.0/16" }));
  await ours.control.advance({ advanceSeconds: 60 });
  await ours.ec2.send(new CreateSubnetCommand({ VpcId, CidrBlock: "10.51.1.0/24" }));
  const { NetworkAcls } = await ours.ec2.send(new DescribeNetworkAclsCommand({}));
  const acl = present(NetworkAcls?.[0]);
  const rule = { RuleNumber: 90, Protocol: "6", PortRange: { From: 22, To: 22 }, CidrBlock: "192.0.2.0/24" };
  await ours.ec2.send(
    new CreateNetworkAclEntryCommand({ NetworkAclId: acl.NetworkAclId, Egress: false, RuleAction: "deny", ...rule }),
  );
  const { NetworkAcl: second } = await ours.ec2.send(new CreateNetworkAclCommand({ VpcId }));
  await ours.ec2.send(
    new ReplaceNetworkAclAssociationCommand({
      AssociationId: acl.Associations?.[0]?.NetworkAclAssociationId,
      NetworkAclId: second?.NetworkAclId,
    }),
  );

  const { Reservations } = await ours.ec2.send(new DescribeInstancesCommand({}));
  const NetworkInterfaceId = Reservations?.[0]?.Instances?.[0]?.NetworkInterfaces?.[0]?.NetworkInterfaceId;
  const { RouteTables } = await ours.ec2.send(new DescribeRouteTablesCommand({}));
  const RouteTableId = RouteTables?.[0]?.RouteTableId;
  await ours.ec2.send(
    new CreateRouteCommand({ RouteTableId, DestinationCidrBlock: "10.99.0.0/16", NetworkInterfaceId }),
  );

  const answers = await readEndpoint({ endpoint: ours.url, region: "ap-northeast-2", credentials: testing });
  expect((await theirs.control.copyWorld({ answers })).skipped).toEqual([]);
  expect(await hostEssence(theirs.ec2)).toEqual(await hostEssence(ours.ec2));
  const written = { Filters: [{ Name: "route.destination-cidr-block", Values: ["10.99.0.0/16"] }] };
  const copied = await theirs.ec2.send(new DescribeRouteTablesCommand(written));
  expect(copied.RouteTables?.map((table) => table.RouteTableId)).toEqual([RouteTableId]);
});

/** What packets meet: blocks, rules of ACLs and where they stand, hosts with their addresses and groups. */
async function hostEssence(ec2: EC2Client) {
  const [{ Vpcs = [] }, { NetworkAcls = [] }, { Reservations = [] }] = await Promise.all([
    ec2.send(new DescribeVpcsCommand({})),
    ec2.send(new DescribeNetworkAclsCommand({})),
    ec2.send(new DescribeInstancesCommand({})),
  ]);
  const hosts = Reservations.flatMap(({ Instances = [] }) => Instances);
  expect(hosts.length).toBeGreaterThan(0);
  return {
    blocks: Vpcs.flatMap((row) => row.CidrBlockAssociationSet?.map(({ CidrBlock }) => CidrBlock)),
    acls: NetworkAcls.map(({ NetworkAclId, Entries, Associations, IsDefault }) => ({
      NetworkAclId,
      Entries,
      IsDefault,
      subnets: Associations?.map(({ SubnetId }) => SubnetId).sort(),
    })).sort((a, b) => String(a.NetworkAclId).localeCompare(String(b.NetworkAclId))),
    hosts: hosts.map((row) => ({
      id: row.InstanceId,
      type: row.InstanceType,
      address: row.PrivateIpAddress,
      subnet: row.SubnetId,
      groups: row.SecurityGroups,
      interfaces: row.NetworkInterfaces?.map(({ NetworkInterfaceId }) => NetworkInterfaceId),
      state: row.State?.Name,
      Tags: row.Tags,
    })),
  };
}

test("a key that only the configuration has is taken from there", async () => {
  const answers = await readEndpoint({ endpoint: original.url, region: "ap-northeast-2", credentials: testing });
  const { VpnConnections = [] } = await original.ec2.send(new DescribeVpnConnectionsCommand({}));
  const keyless = VpnConnections.map((row) => ({
    ...row,
    Options: {
      ...row.Options,
      TunnelOptions: row.Options?.TunnelOptions?.map((t) => ({ ...t, PreSharedKey: undefined })),
    },
  }));
  await rehearsal.control.copyWorld({ answers: { ...answers, DescribeVpnConnections: { VpnConnections: keyless } } });
  const copy = await rehearsal.ec2.send(new DescribeVpnConnectionsCommand({}));
  const keysOf = (rows: typeof VpnConnections) =>
    rows.flatMap((row) => row.Options?.TunnelOptions?.map((tunnel) => tunnel.PreSharedKey)).sort();
  expect(keysOf(copy.VpnConnections ?? [])).toEqual(keysOf(VpnConnections));
});

test("what cannot be taken over is named with the reason, and the rest is there", async () => {
  const { skipped } = await rehearsal.control.copyWorld({
    answers: {
      DescribeVpcs: { Vpcs: [{ VpcId: "vpc-0123456789abcdef0", CidrBlock: "10.0.0.0/16" }] },
      DescribeSubnets: {
        Subnets: [
          { SubnetId: "subnet-0123456789abcdef0", VpcId: "vpc-0123456789abcdef0", CidrBlock: "10.9.0.0/24" },
          { SubnetId: "subnet-0123456789abcdef1", VpcId: "vpc-0123456789abcdef0", CidrBlock: "10.0.1.0/24" },
        ],
      },
    },
  });
  expect(skipped).toEqual([
    { id: "subnet-0123456789abcdef0", reason: expect.stringMatching(/^InvalidSubnet\.Range: /) },
  ]);
  const { Subnets } = await rehearsal.ec2.send(new DescribeSubnetsCommand({}));
  expect(Subnets?.map(({ SubnetId }) => SubnetId)).toEqual(["subnet-0123456789abcdef1"]);
});

test("an answer that is none is refused with the place of what is wrong", async () => {
  const answers = { DescribeVpcs: { Vpcs: [{ VpcId: 7 }] } };
  await expect(rehearsal.control.copyWorld({ answers })).rejects.toThrow(/answers\.DescribeVpcs\.Vpcs\[0\]\.VpcId/);
});
