import {
  CreateNetworkAclEntryCommand,
  DeleteNetworkAclEntryCommand,
  DescribeInstancesCommand,
  DescribeNetworkAclsCommand,
  DescribeRouteTablesCommand,
  DescribeSecurityGroupsCommand,
  DescribeVpnConnectionsCommand,
  DisableVgwRoutePropagationCommand,
  EnableVgwRoutePropagationCommand,
  RevokeSecurityGroupIngressCommand,
  StartInstancesCommand,
  StopInstancesCommand,
} from "@aws-sdk/client-ec2";
import { beforeEach, describe, expect, test } from "vitest";
import { present, startBench } from "../test-bench";

const { ec2, control } = await startBench();
const host = "10.60.1.5";

/** The lab of the write-ups, new for each test: its tunnels are down until somebody configures the device. */
async function readLab() {
  const { Reservations } = await ec2.send(new DescribeInstancesCommand({}));
  const { VpnConnections } = await ec2.send(new DescribeVpnConnectionsCommand({}));
  const instance = present(Reservations?.[0]?.Instances?.[0]);
  const connection = present(VpnConnections?.[0]);
  const [first, second] = present(connection.Options?.TunnelOptions).map((one) => present(one.OutsideIpAddress));
  return {
    instanceId: present(instance.InstanceId),
    subnetId: present(instance.SubnetId),
    vpcId: present(instance.VpcId),
    connectionId: present(connection.VpnConnectionId),
    gatewayId: present(connection.VpnGatewayId),
    tunnels: [present(first), present(second)] as const,
  };
}

let lab: Awaited<ReturnType<typeof readLab>>;

beforeEach(async () => {
  await control.reset("lab");
  lab = await readLab();
});

async function configure(device: { isStateful?: boolean } = {}) {
  await control.configureDevice({ connectionId: lab.connectionId, configured: true, immediate: true, device });
}

const fromSite = () => control.ping({ from: host, to: lab.instanceId });

describe("the ping of the write-up", () => {
  test("is lost at the site while no tunnel is up, and answered once the device is configured", async () => {
    expect(await fromSite()).toMatchObject({
      isAnswered: false,
      lost: { way: "request", code: "TUNNEL_DOWN" },
      request: [],
    });
    await configure();
    const ping = await fromSite();
    expect(ping).toMatchObject({ isAnswered: true });
    expect(ping.request.map(({ kind }) => kind)).toEqual([
      ...["customerGateway", "vpnConnection", "vpnGateway"],
      ...["networkAcl", "securityGroup", "networkInterface", "instance"],
    ]);
    expect(ping.reply.map(({ kind }) => kind)).toEqual([
      ...["instance", "networkInterface", "securityGroup", "networkAcl", "routeTable"],
      ...["vpnGateway", "vpnConnection", "customerGateway"],
    ]);
    expect(ping.reply.find(({ kind }) => kind === "routeTable")?.by).toBe(`10.60.0.0/16 to ${lab.gatewayId}`);
  });

  test("goes the other way as well", async () => {
    await configure();
    expect(await control.ping({ from: lab.instanceId, to: host })).toMatchObject({ isAnswered: true });
  });

  test("loses its answer when propagation is off: the subnet has no route back", async () => {
    await configure();
    const { RouteTables } = await ec2.send(
      new DescribeRouteTablesCommand({ Filters: [{ Name: "association.subnet-id", Values: [lab.subnetId] }] }),
    );
    const propagation = { RouteTableId: present(RouteTables?.[0]?.RouteTableId), GatewayId: lab.gatewayId };
    await ec2.send(new DisableVgwRoutePropagationCommand(propagation));
    expect(await fromSite()).toMatchObject({
      isAnswered: false,
      lost: { way: "reply", code: "NO_ROUTE_TO_DESTINATION", at: propagation.RouteTableId },
    });
    await ec2.send(new EnableVgwRoutePropagationCommand(propagation));
    expect(await fromSite()).toMatchObject({ isAnswered: true });
  });

  test("is stopped by a security group without the rule", async () => {
    await configure();
    const { SecurityGroups } = await ec2.send(
      new DescribeSecurityGroupsCommand({ Filters: [{ Name: "group-name", Values: ["lab-sg"] }] }),
    );
    const { GroupId, IpPermissions } = present(SecurityGroups?.[0]);
    await ec2.send(new RevokeSecurityGroupIngressCommand({ GroupId, IpPermissions }));
    expect(await fromSite()).toMatchObject({ lost: { way: "request", code: "ENI_SG_RULES_MISMATCH" } });
  });

  test("needs a network ACL that lets the answer out: it knows no conversations", async () => {
    await configure();
    const { NetworkAcls } = await ec2.send(
      new DescribeNetworkAclsCommand({ Filters: [{ Name: "association.subnet-id", Values: [lab.subnetId] }] }),
    );
    const NetworkAclId = present(NetworkAcls?.[0]?.NetworkAclId);
    const entry = { NetworkAclId, Egress: true, RuleNumber: 50 };
    await ec2.send(
      new CreateNetworkAclEntryCommand({ ...entry, Protocol: "-1", RuleAction: "deny", CidrBlock: "10.60.0.0/16" }),
    );
    expect(await fromSite()).toMatchObject({
      lost: { way: "reply", code: "SUBNET_ACL_RESTRICTION", at: NetworkAclId },
    });
    await ec2.send(new DeleteNetworkAclEntryCommand(entry));
    expect(await fromSite()).toMatchObject({ isAnswered: true });
  });

  test("is not answered by a host that is stopped", async () => {
    await configure();
    await ec2.send(new StopInstancesCommand({ InstanceIds: [lab.instanceId] }));
    expect(await fromSite()).toMatchObject({ lost: { code: "BAD_STATE", at: lab.instanceId } });
    await control.advance({ advanceSeconds: 30 });
    await ec2.send(new StartInstancesCommand({ InstanceIds: [lab.instanceId] }));
    await control.advance({ advanceSeconds: 30 });
    expect(await fromSite()).toMatchObject({ isAnswered: true });
  });

  test("is lost above the tunnel's MTU, as nobody says that the packet is too large", async () => {
    await configure();
    const sized = (sizeBytes: number) => control.ping({ from: lab.instanceId, to: host, sizeBytes });
    expect(await sized(1438)).toMatchObject({ isAnswered: true });
    expect(await sized(1500)).toMatchObject({ lost: { way: "request", code: "TUNNEL_MTU" } });
  });

  test("is refused for ends that nobody knows", async () => {
    await expect(control.ping({ from: "i-0123456789abcdef0", to: host })).rejects.toThrow(
      "Nothing is called i-0123456789abcdef0",
    );
    await expect(control.ping({ from: "192.168.7.7", to: lab.instanceId })).rejects.toThrow(
      "No interface, site or internet gateway is known that 192.168.7.7 would come from",
    );
    await expect(control.ping({ from: host, to: lab.instanceId, site: "198.51.100.77" })).rejects.toThrow(
      "No customer gateway is 198.51.100.77",
    );
  });
});

test("a tunnel that goes down hands over to the other, both ways", async () => {
  await configure({ isStateful: true });
  for (const down of lab.tunnels) {
    await control.setTunnel({ outsideIp: down, up: false });
    const other = lab.tunnels.find((address) => address !== down);
    const ping = await fromSite();
    expect(ping.isAnswered).toBe(true);
    expect([...ping.request, ...ping.reply].flatMap(({ tunnel }) => tunnel ?? [])).toEqual([other, other]);
    await control.setTunnel({ outsideIp: down, up: true });
  }
});

test("a flow from the site wakes tunnels that the device let go idle, and keeps its own one busy", async () => {
  const idle = { connectionId: lab.connectionId, configured: true, immediate: true };
  await control.configureDevice({ ...idle, device: { idleTimeoutSeconds: 60 } });
  const states = async () => (await control.listTunnels()).tunnels.map(({ status }) => status);
  await control.advance({ advanceSeconds: 120 });
  expect(await states()).toEqual(["DOWN", "DOWN"]);
  const flow = await control.addFlow({ from: host, to: lab.instanceId, port: 22, bytesPerSecond: 100 });
  expect(flow.course).toMatchObject({ state: "dropped", lost: { code: "TUNNEL_DOWN" } });
  await control.advance({ advanceSeconds: 30 });
  const { flows } = await control.listFlows();
  expect(flows[0]?.course.state).toBe("passing");
  await control.advance({ advanceSeconds: 3600 });
  expect(await fromSite()).toMatchObject({ isAnswered: true });
  expect(await states()).toContain("UP");
  await control.removeFlows();
  await control.advance({ advanceSeconds: 120 });
  expect(await states()).toEqual(["DOWN", "DOWN"]);
});
