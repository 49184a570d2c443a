import {
  DescribeRouteTablesCommand,
  DescribeSecurityGroupsCommand,
  DescribeTransitGatewayAttachmentsCommand,
  DescribeTransitGatewayRouteTablesCommand,
  DescribeVpcsCommand,
  DescribeVpnConnectionsCommand,
  SearchTransitGatewayRoutesCommand,
  type Tag,
  type VpnConnection,
} from "@aws-sdk/client-ec2";
import { describe, expect, test } from "vitest";
import { present, startBench } from "../test-bench";

const { ec2, control } = await startBench({ world: "company" });
const connections = present((await ec2.send(new DescribeVpnConnectionsCommand({}))).VpnConnections);

function nameOf({ Tags }: { Tags?: Tag[] }): string | undefined {
  return Tags?.find(({ Key }) => Key === "Name")?.Value;
}

function connection(name: string): VpnConnection {
  return present(connections.find((row) => nameOf(row) === name));
}

/** UP or DOWN in the order of the options, which telemetry does not keep. */
function states({ Options, VgwTelemetry }: VpnConnection): string {
  return present(Options?.TunnelOptions)
    .map(({ OutsideIpAddress }) => VgwTelemetry?.find((row) => row.OutsideIpAddress === OutsideIpAddress)?.Status)
    .join(" ");
}

const tagged = (name: string) => [{ Name: "tag:Name", Values: [name] }];

async function routesOf(name: string): Promise<(string | undefined)[]> {
  const { RouteTables } = await ec2.send(new DescribeRouteTablesCommand({ Filters: tagged(name) }));
  return present(RouteTables?.[0]?.Routes).map((route) => route.DestinationCidrBlock);
}

/** The attachments that a route table of the transit gateway sends one destination to, by the names of their connections. */
async function waysTo(destination: string): Promise<(string | undefined)[]> {
  const found = await ec2.send(new DescribeTransitGatewayRouteTablesCommand({ Filters: tagged("tgw-rtb-vpcs") }));
  const TransitGatewayRouteTableId = present(found.TransitGatewayRouteTables?.[0]?.TransitGatewayRouteTableId);
  const Filters = [{ Name: "route-search.exact-match", Values: [destination] }];
  const { Routes } = await ec2.send(new SearchTransitGatewayRoutesCommand({ TransitGatewayRouteTableId, Filters }));
  return present(Routes?.[0]?.TransitGatewayAttachments)
    .map(({ ResourceId }) => nameOf(present(connections.find((row) => row.VpnConnectionId === ResourceId))))
    .sort();
}

const orders = "10.100.10.20";
const https = { protocol: "tcp", port: 443 } as const;

describe("what is well", () => {
  test.each([
    ["pangyo-hq", "10.10.0.5", orders],
    ["daegu-plant", "10.30.0.5", orders],
    ["ulsan-port", "10.40.0.5", orders],
    ["incheon-dc", "10.20.0.5", "10.120.10.40"],
    ["gwangju-branch", "10.60.0.5", "10.110.10.53"],
  ])("%s is answered by the host that it works with", async (_site, from, to) => {
    const { isAnswered, lost } = await control.ping({ from, to });
    expect(lost).toBeUndefined();
    expect(isAnswered).toBe(true);
  });

  test("three VPCs are attached to one transit gateway, and each site on it too", async () => {
    const { Vpcs } = await ec2.send(new DescribeVpcsCommand({}));
    expect(Vpcs?.map(nameOf)).toEqual(["prod", "shared", "erp"]);
    const { TransitGatewayAttachments } = await ec2.send(new DescribeTransitGatewayAttachmentsCommand({}));
    const rows = present(TransitGatewayAttachments).map(
      (row) => `${row.ResourceType} ${row.State} ${row.Association?.State}`,
    );
    expect(rows.sort()).toEqual([
      ...Array(3).fill("vpc available associated"),
      ...Array(5).fill("vpn available associated"),
    ]);
  });

  test("is old: the tunnels of the headquarters have been up for 57 days", async () => {
    const { now } = await control.now();
    const since = present(connection("pangyo-hq-1").VgwTelemetry?.[0]?.LastStatusChange).getTime();
    expect(Math.floor((Date.parse(now) - since) / 86_400_000)).toBe(57);
  });

  test("the two connections of the headquarters share its traffic", async () => {
    expect(states(connection("pangyo-hq-1"))).toBe("UP UP");
    expect(states(connection("pangyo-hq-2"))).toBe("UP UP");
    expect(await waysTo("10.10.0.0/16")).toEqual(["pangyo-hq-1", "pangyo-hq-2"]);
  });

  test("the data centre has a pair on a VPN gateway, of which either can carry its traffic", async () => {
    const pair = [connection("incheon-dc-a"), connection("incheon-dc-b")];
    expect(new Set(pair.map((row) => row.VpnGatewayId)).size).toBe(1);
    expect(new Set(pair.map((row) => row.CustomerGatewayId)).size).toBe(2);
    for (const tunnel of present(pair[0]?.VgwTelemetry))
      await control.setTunnel({ outsideIp: present(tunnel.OutsideIpAddress), up: false });
    expect(await routesOf("rtb-erp-app")).toContain("10.20.0.0/16");
    for (const tunnel of present(pair[0]?.VgwTelemetry))
      await control.setTunnel({ outsideIp: present(tunnel.OutsideIpAddress), up: true });
  });
});

describe("what is not", () => {
  test("daegu-plant lost its second tunnel three hours ago, and nobody else did", async () => {
    const broken = connections.filter((row) => states(row) !== "UP UP");
    expect(broken.map((row) => [nameOf(row), states(row)])).toEqual([["daegu-plant", "UP DOWN"]]);
    const lost = present(connection("daegu-plant").VgwTelemetry?.find(({ Status }) => Status === "DOWN"));
    const { now } = await control.now();
    expect(Date.parse(now) - present(lost.LastStatusChange).getTime()).toBe((3 * 60 + 22) * 60_000);
  });

  test("ulsan-port allows on its second tunnel what its tag rules out, and on its first one not", () => {
    const { Tags, Options } = connection("ulsan-port");
    expect(Tags).toContainEqual({ Key: "tunnel-standard", Value: "ikev2 AES256-GCM-16 group 20" });
    const allowed = present(Options?.TunnelOptions).map(({ IkeVersions, Phase1DHGroupNumbers }) => [
      IkeVersions?.map(({ Value }) => Value),
      Phase1DHGroupNumbers?.map(({ Value }) => Value),
    ]);
    expect(allowed).toEqual([
      [["ikev2"], [20]],
      [
        ["ikev1", "ikev2"],
        [2, 20],
      ],
    ]);
  });

  test("one security group lets in more than its tag says", async () => {
    const { SecurityGroups } = await ec2.send(
      new DescribeSecurityGroupsCommand({ Filters: [{ Name: "tag-key", Values: ["allowed-from"] }] }),
    );
    const wider = present(SecurityGroups).filter((group) => {
      const allowed = group.Tags?.find(({ Key }) => Key === "allowed-from")?.Value;
      return group.IpPermissions?.some((rule) => rule.IpRanges?.some(({ CidrIp }) => CidrIp !== allowed));
    });
    expect(SecurityGroups).toHaveLength(3);
    expect(wider.map(nameOf)).toEqual(["prod-from-sites"]);
  });

  test("gwangju-branch is up, but rtb-shared-data never hears of it", async () => {
    expect(states(connection("gwangju-branch"))).toBe("UP UP");
    expect(await routesOf("rtb-shared-app")).toContain("10.60.0.0/22");
    expect(await routesOf("rtb-shared-data")).not.toContain("10.60.0.0/22");
    const { lost } = await control.ping({ from: "10.60.0.5", to: "10.110.20.30" });
    expect(lost).toMatchObject({ way: "reply" });
  });

  test("jeju-callcentre sends by one tunnel and is answered by the other, which its firewall does not let pass", async () => {
    const { isAnswered, lost, request, reply } = await control.ping({ from: "10.50.0.20", to: orders, ...https });
    const tunnels = (hops: typeof request) => hops.flatMap(({ tunnel }) => tunnel ?? []);
    const [first, second] = present(connection("jeju-callcentre").Options?.TunnelOptions);
    expect(isAnswered).toBe(false);
    expect(lost).toMatchObject({ way: "reply", code: "DEVICE_STATEFUL" });
    expect([tunnels(request), tunnels(reply)]).toEqual([[first?.OutsideIpAddress], [second?.OutsideIpAddress]]);
  });
});
