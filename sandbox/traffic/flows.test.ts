import { CloudWatchClient, GetMetricDataCommand } from "@aws-sdk/client-cloudwatch";
import {
  AttachVpnGatewayCommand,
  AuthorizeSecurityGroupIngressCommand,
  CreateCustomerGatewayCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
  CreateVpnConnectionCommand,
  CreateVpnGatewayCommand,
  DescribeRouteTablesCommand,
  DescribeSecurityGroupsCommand,
  EnableVgwRoutePropagationCommand,
  RevokeSecurityGroupIngressCommand,
  RunInstancesCommand,
} from "@aws-sdk/client-ec2";
import { afterAll, describe, expect, test } from "vitest";
import { present, startBench, testing } from "../test-bench";

const { ec2, control, url } = await startBench({ startMs: Date.UTC(2026, 0, 5) });
const cloudwatch = new CloudWatchClient({
  endpoint: url,
  region: "ap-northeast-2",
  credentials: testing,
  maxAttempts: 1,
});
afterAll(() => cloudwatch.destroy());

const host = "10.20.1.5";
const site = await buildSite();
const [first, second] = site.tunnels;

/** A VPC with a host, and a BGP connection to a site that both tunnels lead to. */
async function buildSite() {
  const VpcId = present((await ec2.send(new CreateVpcCommand({ CidrBlock: "10.50.0.0/16" }))).Vpc?.VpcId);
  const { Subnet } = await ec2.send(new CreateSubnetCommand({ VpcId, CidrBlock: "10.50.1.0/24" }));
  const { SecurityGroups } = await ec2.send(
    new DescribeSecurityGroupsCommand({ Filters: [{ Name: "vpc-id", Values: [VpcId] }] }),
  );
  const groupId = present(SecurityGroups?.[0]?.GroupId);
  const IpPermissions = [{ IpProtocol: "-1", IpRanges: [{ CidrIp: "10.20.0.0/16" }] }];
  await ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId: groupId, IpPermissions }));
  const launch = { ImageId: "ami-0a5a0dbe0c2d3e4f1", MinCount: 1, MaxCount: 1, SubnetId: Subnet?.SubnetId };
  const { Instances } = await ec2.send(new RunInstancesCommand(launch));
  const gateway = await ec2.send(new CreateVpnGatewayCommand({ Type: "ipsec.1", AmazonSideAsn: 64_513 }));
  const VpnGatewayId = present(gateway.VpnGateway?.VpnGatewayId);
  await ec2.send(new AttachVpnGatewayCommand({ VpcId, VpnGatewayId }));
  const customer = await ec2.send(
    new CreateCustomerGatewayCommand({ Type: "ipsec.1", IpAddress: "198.51.100.9", BgpAsn: 65_010 }),
  );
  const CustomerGatewayId = present(customer.CustomerGateway?.CustomerGatewayId);
  const made = await ec2.send(new CreateVpnConnectionCommand({ Type: "ipsec.1", CustomerGatewayId, VpnGatewayId }));
  await control.advance({ advanceSeconds: 60 });
  const { RouteTables } = await ec2.send(
    new DescribeRouteTablesCommand({ Filters: [{ Name: "vpc-id", Values: [VpcId] }] }),
  );
  const RouteTableId = present(RouteTables?.[0]?.RouteTableId);
  await ec2.send(new EnableVgwRoutePropagationCommand({ RouteTableId, GatewayId: VpnGatewayId }));
  const options = present(made.VpnConnection?.Options?.TunnelOptions);
  const [one, two] = options.map((option) => present(option.OutsideIpAddress));
  return {
    groupId,
    IpPermissions,
    instanceId: present(Instances?.[0]?.InstanceId),
    connectionId: present(made.VpnConnection?.VpnConnectionId),
    tunnels: [present(one), present(two)] as const,
  };
}

/** What the device says about each tunnel: how much it prefers it, and how unattractive it makes it to AWS. */
async function speak(tunnel: string, bgp: { localPreference?: number; prepend?: number }, isStateful = false) {
  await control.configureDevice({
    tunnels: [tunnel],
    configured: true,
    immediate: true,
    bgp: { prefixes: ["10.20.0.0/16"], localPreference: 100, prepend: 0, ...bgp },
    device: { isStateful },
  });
}

/** Bytes of each tunnel in the five minutes that pass. */
async function bytesOf(action: () => Promise<unknown>) {
  const start = new Date((await control.now()).now);
  await action();
  await control.advance({ advanceSeconds: 600 });
  const queries = site.tunnels.flatMap((TunnelIpAddress, index) =>
    ["TunnelDataIn", "TunnelDataOut"].map((MetricName) => ({
      Id: `${MetricName === "TunnelDataIn" ? "in" : "out"}${index}`,
      MetricStat: {
        Metric: {
          Namespace: "AWS/VPN",
          MetricName,
          Dimensions: [
            { Name: "VpnId", Value: site.connectionId },
            { Name: "TunnelIpAddress", Value: TunnelIpAddress },
          ],
        },
        Period: 300,
        Stat: "Sum",
      },
    })),
  );
  const end = new Date(start.getTime() + 300_000);
  const answer = await cloudwatch.send(
    new GetMetricDataCommand({
      StartTime: start,
      EndTime: end,
      MetricDataQueries: queries,
      ScanBy: "TimestampAscending",
    }),
  );
  return Object.fromEntries((answer.MetricDataResults ?? []).map(({ Id = "", Values }) => [Id, Values?.[0]]));
}

/** What AWS's own checks put on a tunnel in five minutes. */
const checks = 8 * 300;

/** To where a five-minute period begins. */
async function toNextPeriod() {
  const ms = new Date((await control.now()).now).getTime();
  await control.advance({ advanceSeconds: 300 - ((ms / 1000) % 300) });
}

describe("a flow between a site and a host", () => {
  test("shows on the tunnels that carry it: here the request on one and the answer on the other", async () => {
    await speak(first, { localPreference: 200, prepend: 2 });
    await speak(second, {});
    await toNextPeriod();
    const bytes = await bytesOf(() =>
      control.addFlow({ from: host, to: site.instanceId, port: 22, bytesPerSecond: 1000, replyBytesPerSecond: 500 }),
    );
    expect(bytes).toEqual({
      in0: checks + 300 * 1000,
      out0: checks,
      in1: checks,
      out1: checks + 300 * 500,
    });
    const { flows } = await control.listFlows();
    expect(flows[0]?.course).toMatchObject({ state: "passing", requestTunnels: [first], replyTunnels: [second] });
  });

  test("is dropped by a stateful device when the answer comes by the other tunnel, though AWS goes on sending", async () => {
    await speak(first, { localPreference: 200, prepend: 2 }, true);
    await speak(second, {}, true);
    const { flows } = await control.listFlows();
    expect(flows[0]?.course).toMatchObject({
      state: "dropped",
      lost: { way: "reply", code: "DEVICE_STATEFUL" },
      requestTunnels: [first],
      replyTunnels: [second],
    });
    await speak(second, { prepend: 4 }, true);
    expect((await control.listFlows()).flows[0]?.course).toMatchObject({
      state: "passing",
      requestTunnels: [first],
      replyTunnels: [first],
    });
  });

  test("moves to the tunnel that is left in the moment the other goes down", async () => {
    await toNextPeriod();
    const bytes = await bytesOf(async () => {
      await control.advance({ advanceSeconds: 100 });
      await control.setTunnel({ outsideIp: first, up: false });
    });
    expect(bytes).toEqual({
      in0: checks + 100 * 1000,
      out0: checks + 100 * 500,
      in1: checks + 200 * 1000,
      out1: checks + 200 * 500,
    });
    await control.setTunnel({ outsideIp: first, up: true });
  });

  test("counts as far as it comes: without the rule nothing is answered", async () => {
    await toNextPeriod();
    const { groupId: GroupId, IpPermissions } = site;
    const bytes = await bytesOf(() => ec2.send(new RevokeSecurityGroupIngressCommand({ GroupId, IpPermissions })));
    expect(bytes).toMatchObject({ in0: checks + 300 * 1000, out0: checks, out1: checks });
    expect((await control.listFlows()).flows[0]?.course).toMatchObject({
      state: "dropped",
      lost: { way: "request", code: "ENI_SG_RULES_MISMATCH" },
    });
    await ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions }));
  });

  test("outlives a restart of the worlds, and ends when it is removed", async () => {
    await control.putState((await control.getState()).state);
    await toNextPeriod();
    expect(await bytesOf(async () => undefined)).toMatchObject({ in0: checks + 300 * 1000 });
    await expect(control.removeFlows("flow-9")).rejects.toThrow("No flow is called flow-9");
    await toNextPeriod();
    expect(await bytesOf(() => control.removeFlows("flow-1"))).toEqual({
      in0: checks,
      out0: checks,
      in1: checks,
      out1: checks,
    });
    expect(await control.listFlows()).toEqual({ flows: [] });
  });
});
