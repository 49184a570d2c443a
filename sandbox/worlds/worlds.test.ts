import { DescribeRouteTablesCommand, DescribeVpnConnectionsCommand, type EC2Client } from "@aws-sdk/client-ec2";
import { describe, expect, test } from "vitest";
import { present, startBench } from "../test-bench";

async function connectionsOf(ec2: EC2Client) {
  return present((await ec2.send(new DescribeVpnConnectionsCommand({}))).VpnConnections);
}

const demo = await startBench({ world: "demo" });
const lab = await startBench({ world: "lab" });
const scale = await startBench({ world: "scale:1000", seed: "a" });

describe("the demo world", () => {
  const { ec2, control } = demo;

  test("has a site for each state worth seeing", async () => {
    const states = (await connectionsOf(ec2)).map((connection) => [
      connection.Tags?.find((tag) => tag.Key === "Name")?.Value,
      present(connection.Options?.TunnelOptions)
        .map((t) => connection.VgwTelemetry?.find((one) => one.OutsideIpAddress === t.OutsideIpAddress)?.Status)
        .join(" "),
    ]);
    expect(states).toEqual([
      ["leeds", "UP DOWN"],
      ["osaka", "UP UP"],
      ["busan", "UP DOWN"],
      ["fukuoka", "DOWN DOWN"],
      ["jeju-dr", "UP UP"],
      ["daejeon", "UP UP"],
    ]);
  });

  test("is old: leeds lost its tunnel two hours ago, in a connection made long before", async () => {
    const [leeds] = await connectionsOf(ec2);
    const down = leeds?.VgwTelemetry?.find((tunnel) => tunnel.OutsideIpAddress === "203.0.113.71");
    const { now } = await control.now();
    expect(Date.parse(now) - present(down?.LastStatusChange).getTime()).toBe((2 * 60 + 14) * 60_000);
  });

  test("forgot propagation in rtb-private-b only", async () => {
    const Filters = [{ Name: "tag:Name", Values: ["rtb-private-?", "rtb-db"] }];
    const { RouteTables } = await ec2.send(new DescribeRouteTablesCommand({ Filters }));
    expect(RouteTables?.map((table) => table.PropagatingVgws?.length)).toEqual([1, 0, 1]);
    expect(RouteTables?.[0]?.Routes?.map((route) => route.DestinationCidrBlock)).toContain("10.20.0.0/16");
  });
});

describe("the lab world", () => {
  const { ec2, control } = lab;

  test("is the classic lab: one site, one static prefix, one key, tunnels down until the device is configured", async () => {
    const [connection] = await connectionsOf(ec2);
    expect(connection?.Routes?.map((route) => route.DestinationCidrBlock)).toEqual(["10.60.0.0/16"]);
    expect(connection?.Options?.TunnelOptions?.map((tunnel) => tunnel.PreSharedKey)).toEqual([
      "cloudneta",
      "cloudneta",
    ]);
    expect(connection?.VgwTelemetry?.map(({ Status }) => Status)).toEqual(["DOWN", "DOWN"]);
    await control.configureDevice({ customerGatewayIp: "3.37.222.142", configured: true, immediate: true });
    expect((await connectionsOf(ec2))[0]?.VgwTelemetry?.map(({ Status }) => Status)).toEqual(["UP", "UP"]);
    const { RouteTables } = await ec2.send(
      new DescribeRouteTablesCommand({ Filters: [{ Name: "tag:Name", Values: ["lab-rt"] }] }),
    );
    expect(RouteTables?.[0]?.Routes?.map((route) => route.DestinationCidrBlock)).toEqual([
      "10.50.0.0/16",
      "10.60.0.0/16",
    ]);
  });
});

describe("the scale world", () => {
  const { ec2, control } = scale;

  test("hangs fifty connections on each gateway, every fourth of which is a transit gateway", async () => {
    const connections = await connectionsOf(ec2);
    const gatewayIds = connections.map((row) => present(row.TransitGatewayId ?? row.VpnGatewayId));
    const gateways = [...new Set(gatewayIds)];
    const counts = gateways.map((id) => gatewayIds.filter((other) => other === id).length);
    expect(counts).toEqual(Array(20).fill(50));
    expect(gateways.filter((id) => id.startsWith("tgw-"))).toHaveLength(5);
  });

  test("is the same for the same seed and another for another", async () => {
    const ids = async (client: EC2Client) => (await connectionsOf(client)).map((c) => c.VpnConnectionId);
    const before = await ids(ec2);
    expect(before).toHaveLength(1000);
    await control.reset("scale:1000");
    expect(await ids(ec2)).toEqual(before);
    const other = await startBench({ world: "scale:1000", seed: "b" });
    expect(await ids(other.ec2)).not.toEqual(before);
  });

  test("gives each of 2,000 tunnels an outside address of its own", async () => {
    const connections = await connectionsOf(ec2);
    const addresses = connections.flatMap((c) => present(c.VgwTelemetry).map((t) => t.OutsideIpAddress));
    expect(new Set(addresses).size).toBe(2000);
  });

  test("does not list telemetry in the order of the tunnels everywhere", async () => {
    const isInOrder = (await connectionsOf(ec2)).map(
      (c) => c.VgwTelemetry?.[0]?.OutsideIpAddress === c.Options?.TunnelOptions?.[0]?.OutsideIpAddress,
    );
    expect(new Set(isInOrder).size).toBe(2);
  });
});
