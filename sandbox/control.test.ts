import {
  AttachVpnGatewayCommand,
  CreateCustomerGatewayCommand,
  CreateRouteTableCommand,
  CreateVpcCommand,
  CreateVpnConnectionCommand,
  CreateVpnGatewayCommand,
  DescribeRouteTablesCommand,
  DescribeVpcsCommand,
  DescribeVpnConnectionsCommand,
  EC2Client,
  EnableVgwRoutePropagationCommand,
} from "@aws-sdk/client-ec2";
import { beforeEach, describe, expect, test } from "vitest";
import { expectRefusal, present, startBench, testing } from "./test-bench";

const { ec2, control, controlUrl, url } = await startBench();
beforeEach(() => control.reset("empty"));

/** An available connection on a gateway that is attached and propagates into a table. */
async function newConnection(isStatic: boolean) {
  const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: "10.50.0.0/16" }));
  const VpcId = present(Vpc?.VpcId);
  const { RouteTable } = await ec2.send(new CreateRouteTableCommand({ VpcId }));
  const { VpnGateway } = await ec2.send(new CreateVpnGatewayCommand({ Type: "ipsec.1" }));
  const VpnGatewayId = VpnGateway?.VpnGatewayId;
  await ec2.send(new AttachVpnGatewayCommand({ VpcId, VpnGatewayId }));
  await control.advance({ advanceSeconds: 10 });
  await ec2.send(
    new EnableVgwRoutePropagationCommand({ RouteTableId: RouteTable?.RouteTableId, GatewayId: VpnGatewayId }),
  );
  const { CustomerGateway } = await ec2.send(
    new CreateCustomerGatewayCommand({ Type: "ipsec.1", IpAddress: "3.37.222.142", BgpAsn: 65_010 }),
  );
  const { VpnConnection } = await ec2.send(
    new CreateVpnConnectionCommand({
      Type: "ipsec.1",
      CustomerGatewayId: CustomerGateway?.CustomerGatewayId,
      VpnGatewayId,
      Options: { StaticRoutesOnly: isStatic },
    }),
  );
  await control.advance({ advanceSeconds: 30 });
  const [first = "", second = ""] = present(VpnConnection?.Options?.TunnelOptions).map((t) => t.OutsideIpAddress);
  return { id: present(VpnConnection?.VpnConnectionId), first, second, routeTableId: RouteTable?.RouteTableId };
}

async function telemetry(id: string, address: string) {
  const { VpnConnections } = await ec2.send(new DescribeVpnConnectionsCommand({ VpnConnectionIds: [id] }));
  return present(VpnConnections?.[0]?.VgwTelemetry?.find((one) => one.OutsideIpAddress === address));
}

async function propagated(routeTableId: string | undefined) {
  const { RouteTables } = await ec2.send(new DescribeRouteTablesCommand({ RouteTableIds: [present(routeTableId)] }));
  return present(RouteTables?.[0]?.Routes)
    .filter((route) => route.Origin === "EnableVgwRoutePropagation")
    .map((route) => route.DestinationCidrBlock);
}

describe("devices and tunnels", () => {
  test("a tunnel is down until its device is configured, and only that tunnel comes up", async () => {
    const { id, first, second } = await newConnection(true);
    expect(await telemetry(id, first)).toMatchObject({ Status: "DOWN", StatusMessage: "IPSEC IS DOWN" });
    await control.configureDevice({ customerGatewayIp: "3.37.222.142", tunnels: [first], configured: true });
    expect((await telemetry(id, first)).Status).toBe("DOWN");
    const { now } = await control.advance({ advanceSeconds: 5 });
    const up = await telemetry(id, first);
    expect(up.Status).toBe("UP");
    expect(up.LastStatusChange?.toISOString()).toBe(now);
    expect((await telemetry(id, second)).Status).toBe("DOWN");
  });

  test("a device with another key stays down", async () => {
    const { id, first } = await newConnection(true);
    await control.configureDevice({ connectionId: id, configured: true, presharedKeys: { [first]: "wrong.key" } });
    await control.advance({ advanceSeconds: 600 });
    expect((await telemetry(id, first)).Status).toBe("DOWN");
  });

  test("with BGP a tunnel has IPsec first and is UP only with the session", async () => {
    const { id, first, routeTableId } = await newConnection(false);
    const prefixes = ["10.60.0.0/16", "10.61.0.0/16"];
    await control.configureDevice({ connectionId: id, tunnels: [first], configured: true, bgp: { prefixes } });
    await control.advance({ advanceSeconds: 5 });
    expect(await telemetry(id, first)).toMatchObject({ Status: "DOWN", StatusMessage: "IPSEC IS UP" });
    expect(await propagated(routeTableId)).toEqual([]);
    await control.advance({ advanceSeconds: 30 });
    expect(await telemetry(id, first)).toMatchObject({
      Status: "UP",
      StatusMessage: "2 BGP ROUTES",
      AcceptedRouteCount: 2,
    });
    expect(await propagated(routeTableId)).toEqual(prefixes);
    await control.setBgpRoutes({ outsideIp: first, prefixes: ["10.60.0.0/16"] });
    expect(await propagated(routeTableId)).toEqual(["10.60.0.0/16"]);
  });

  test("a device that peers with another ASN, or not at all, leaves BGP down", async () => {
    const { id, first, second } = await newConnection(false);
    await control.configureDevice({ connectionId: id, tunnels: [first], configured: true, bgp: { asn: 65_999 } });
    await control.configureDevice({ connectionId: id, tunnels: [second], configured: true, bgp: null });
    await control.advance({ advanceSeconds: 600 });
    for (const address of [first, second])
      expect(await telemetry(id, address)).toMatchObject({ Status: "DOWN", StatusMessage: "IPSEC IS UP" });
  });

  test("a cut tunnel is down at once with its reason, takes its routes along, and can be mended", async () => {
    const { id, first, routeTableId } = await newConnection(false);
    const bgp = { prefixes: ["10.60.0.0/16"] };
    await control.configureDevice({ connectionId: id, tunnels: [first], configured: true, bgp, immediate: true });
    expect(await propagated(routeTableId)).toEqual(["10.60.0.0/16"]);
    await control.setTunnel({ outsideIp: first, up: false, message: "IPSEC IS DOWN" });
    expect((await telemetry(id, first)).Status).toBe("DOWN");
    expect(await propagated(routeTableId)).toEqual([]);
    await control.setTunnel({ outsideIp: first, up: true });
    expect((await telemetry(id, first)).Status).toBe("UP");
    await control.configureDevice({ connectionId: id, configured: false });
    expect((await telemetry(id, first)).Status).toBe("DOWN");
  });

  test("a device that gets another key goes on advertising what it did", async () => {
    const { id, first } = await newConnection(false);
    const bgp = { prefixes: ["10.60.0.0/16"] };
    await control.configureDevice({ connectionId: id, tunnels: [first], configured: true, bgp, immediate: true });
    await control.configureDevice({ connectionId: id, tunnels: [first], configured: true, immediate: true });
    expect((await telemetry(id, first)).AcceptedRouteCount).toBe(1);
  });

  test("what cannot be meant is refused with a reason", async () => {
    await expect(control.setTunnel({ outsideIp: "203.0.113.1", up: true })).rejects.toThrow(
      "No tunnel has the outside address 203.0.113.1",
    );
    await expect(control.configureDevice({ configured: true })).rejects.toThrow("No tunnel fits");
    const broken = await fetch(`${controlUrl}/tunnels`, { method: "POST", body: "{" });
    expect(broken.status).toBe(400);
    const unknown = await fetch(`${controlUrl}/elsewhere`);
    expect(await unknown.json()).toEqual({ error: "No GET /elsewhere here" });
  });
});

describe("faults", () => {
  const describeVpcs = () => ec2.send(new DescribeVpcsCommand({}));

  test("throttle answers RequestLimitExceeded with 503, as often as asked", async () => {
    await control.addFault({ action: "Describe*", kind: "throttle", count: 2 });
    for (let call = 0; call < 2; call++)
      await expectRefusal(describeVpcs(), "RequestLimitExceeded", "Request limit exceeded.", 503);
    await describeVpcs();
  });

  test("error answers any code, for a while", async () => {
    await control.addFault({
      action: "DescribeVpcs",
      kind: "error",
      forSeconds: 60,
      params: {
        code: "UnauthorizedOperation",
        message: "You are not authorized to perform this operation.",
        status: 403,
      },
    });
    await expectRefusal(describeVpcs(), "UnauthorizedOperation", undefined, 403);
    await control.advance({ advanceSeconds: 61 });
    await describeVpcs();
  });

  test("cut-before loses the call, cut-after only its answer", async () => {
    const create = (CidrBlock: string) => ec2.send(new CreateVpcCommand({ CidrBlock }));
    await control.addFault({ action: "CreateVpc", kind: "cut-before", count: 1 });
    await expect(create("10.1.0.0/16")).rejects.toThrow();
    await control.addFault({ action: "CreateVpc", kind: "cut-after", count: 1 });
    await expect(create("10.2.0.0/16")).rejects.toThrow();
    expect((await describeVpcs()).Vpcs?.map((vpc) => vpc.CidrBlock)).toEqual(["10.2.0.0/16"]);
  });

  test("not-found hides an object that exists", async () => {
    const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: "10.1.0.0/16" }));
    const VpcIds = [present(Vpc?.VpcId)];
    await control.addFault({ kind: "not-found", count: 1 });
    const look = () => ec2.send(new DescribeVpcsCommand({ VpcIds }));
    await expectRefusal(look(), "InvalidVpcID.NotFound", `The vpc ID '${VpcIds[0]}' does not exist`);
    expect((await look()).Vpcs).toHaveLength(1);
  });

  test("html-500 answers as a proxy would, latency delays, omit-fields leaves members out", async () => {
    await control.addFault({ kind: "html-500", count: 1 });
    const error = await describeVpcs().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ $metadata: { httpStatusCode: 500 } });
    await control.addFault({ kind: "latency", count: 1, params: { delayMs: 120 } });
    const start = performance.now();
    await describeVpcs();
    expect(performance.now() - start).toBeGreaterThan(110);
    const { id } = await newConnection(true);
    const look = () => ec2.send(new DescribeVpnConnectionsCommand({ VpnConnectionIds: [id] }));
    await control.addFault({ kind: "omit-fields", count: 1, params: { fields: ["VgwTelemetry", "Options"] } });
    const poor = (await look()).VpnConnections?.[0];
    expect(poor?.VpnConnectionId).toBe(id);
    expect(poor).not.toHaveProperty("VgwTelemetry");
    expect((await look()).VpnConnections?.[0]?.VgwTelemetry).toHaveLength(2);
  });

  test("clearing removes every fault", async () => {
    await control.addFault({ kind: "throttle" });
    await control.clearFaults();
    await describeVpcs();
    expect((await control.listFaults()).faults).toEqual([]);
  });
});

describe("the record of calls", () => {
  test("counts by action and logs what became of each call and which attempt it was, never content", async () => {
    await newConnection(true);
    await control.clearCalls();
    await ec2.send(new DescribeVpnConnectionsCommand({}));
    await ec2.send(new DescribeVpnConnectionsCommand({}));
    expect((await control.countCalls()).counts).toEqual({ DescribeVpnConnections: 2 });
    const { calls } = await control.listCalls();
    const facts = ["action", "at", "status", "requestId", "attempt"];
    expect(calls.map((call) => Object.keys(call))).toEqual([facts, facts]);
  });

  test("a call that the client tries again is told from one that is made twice", async () => {
    await control.clearCalls();
    await control.addFault({ action: "DescribeVpcs", kind: "error", count: 1 });
    const stubborn = new EC2Client({ endpoint: url, region: "ap-northeast-2", credentials: testing, maxAttempts: 2 });
    await stubborn.send(new DescribeVpcsCommand({}));
    await stubborn.send(new DescribeVpcsCommand({}));
    stubborn.destroy();
    const { calls } = await control.listCalls();
    expect(calls.map(({ status, attempt }) => [status, attempt])).toEqual([
      [500, 1],
      [200, 2],
      [200, 1],
    ]);
  });
});
