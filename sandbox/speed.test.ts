import { GetMetricDataCommand } from "@aws-sdk/client-cloudwatch";
import { DescribeVpnConnectionsCommand } from "@aws-sdk/client-ec2";
import { afterAll, expect, test } from "vitest";
import { clientsFor } from "./services/service-bench";
import { SignedCaller } from "./signed-call";
import { present, startBench } from "./test-bench";

/*
 * Processor time of sandbox and client together, which does not grow with what else the machine does, and bounds that are several
 * times what it takes: they fail for a mistake and not for company. The figures themselves are in `npm run bench -- --only sandbox-speed`.
 */

const { url, ec2, control } = await startBench({ world: "scale:1000" });
const caller = new SignedCaller(url);
afterAll(() => caller.close());

test("a thousand connections are described whole, each with its configuration, well within a second", async () => {
  const times: number[] = [];
  for (let count = 0; count < 3; count++) {
    const started = process.cpuUsage();
    const { status, body } = await caller.call({ body: "Action=DescribeVpnConnections&Version=2016-11-15" });
    times.push(millisecondsSince(started));
    expect(status).toBe(200);
    expect(body.match(/<vpnConnectionId>/g)).toHaveLength(1000);
    expect(body.match(/&#60;\/vpn_connection&#62;/g)).toHaveLength(1000);
    expect(body.endsWith("</DescribeVpnConnectionsResponse>")).toBe(true);
  }
  expect(Math.min(...times)).toBeLessThan(900);
});

test("two hundred signed calls take well under five seconds", async () => {
  const started = process.cpuUsage();
  for (let count = 0; count < 200; count++) {
    const create = `CreateCustomerGateway&Type=ipsec.1&IpAddress=3.39.0.${count}&BgpAsn=65010`;
    const action = count % 2 ? "DescribeVpcs&MaxResults=5" : create;
    expect((await caller.call({ body: `Action=${action}&Version=2016-11-15` })).status).toBe(200);
  }
  expect(millisecondsSince(started)).toBeLessThan(5000);
});

test("the metrics of five hundred tunnels over sixty days are a page of a hundred thousand values within seconds", async () => {
  const { VpnConnections } = await ec2.send(new DescribeVpnConnectionsCommand({}));
  const metrics = present(VpnConnections)
    .slice(0, 500)
    .map(({ VpnConnectionId, VgwTelemetry }) => [
      { Name: "VpnId", Value: VpnConnectionId },
      { Name: "TunnelIpAddress", Value: VgwTelemetry?.[0]?.OutsideIpAddress },
    ]);
  const EndTime = new Date((await control.now()).now);
  const started = process.cpuUsage();
  const { MetricDataResults, NextToken } = await clientsFor(url).cloudWatch.send(
    new GetMetricDataCommand({
      StartTime: new Date(EndTime.getTime() - 58 * 86_400_000),
      EndTime,
      MetricDataQueries: metrics.map((Dimensions, index) => ({
        Id: `m${index}`,
        MetricStat: {
          Metric: { Namespace: "AWS/VPN", MetricName: "TunnelState", Dimensions },
          Period: 300,
          Stat: "Maximum",
        },
      })),
    }),
  );
  expect(present(MetricDataResults).reduce((sum, { Values }) => sum + present(Values).length, 0)).toBe(100_800);
  expect(NextToken).toBeDefined();
  expect(millisecondsSince(started)).toBeLessThan(5000);
});

function millisecondsSince(started: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(started);
  return (user + system) / 1000;
}
