import { expect, test } from "vitest";
import { EnableVgwRoutePropagation } from "../resources/vpc/route-propagation";
import { CreateCustomerGateway } from "../resources/vpn/customer-gateway";
import { CreateVpnConnection } from "../resources/vpn/vpn-connection";
import { CreateVpnConnectionRoute } from "../resources/vpn/vpn-connection-route";
import { AttachVpnGateway, CreateVpnGateway } from "../resources/vpn/vpn-gateway";
import { present } from "../test-bench";
import { configureDevices } from "../vpn/devices";
import { converse } from "./conversation";
import { newHost, newWorlds } from "./traffic-bench";

const ping = { service: { protocol: "icmp", isReply: false } } as const;

/** A host behind a VPN gateway with propagation on. */
function start() {
  const worlds = newWorlds();
  const world = worlds.at("ap-northeast-2");
  const host = newHost(world, 50);
  const made = CreateVpnGateway({ Type: "ipsec.1", AmazonSideAsn: 64_513 }, world);
  const VpnGatewayId = present(made.VpnGateway?.VpnGatewayId);
  AttachVpnGateway({ VpcId: host.vpcId, VpnGatewayId }, world);
  worlds.pass(30);
  EnableVgwRoutePropagation({ RouteTableId: host.tableId, GatewayId: VpnGatewayId }, world);

  /** A connection to a site, whose device is configured. A static one has its prefix written to it. */
  function connect(IpAddress: string, prefix: string, { isStatic = false, selectors = {} } = {}): string {
    const customer = CreateCustomerGateway({ Type: "ipsec.1", IpAddress, BgpAsn: 65_010 }, world);
    const CustomerGatewayId = customer.CustomerGateway?.CustomerGatewayId;
    const Options = { StaticRoutesOnly: isStatic, ...selectors };
    const connection = CreateVpnConnection({ Type: "ipsec.1", CustomerGatewayId, VpnGatewayId, Options }, world);
    const connectionId = present(connection.VpnConnection?.VpnConnectionId);
    if (isStatic) CreateVpnConnectionRoute({ VpnConnectionId: connectionId, DestinationCidrBlock: prefix }, world);
    worlds.pass(60);
    const bgp = isStatic ? {} : { bgp: { prefixes: [prefix] } };
    configureDevices([world], { connectionId, configured: true, immediate: true, ...bgp });
    return connectionId;
  }

  const talk = (from: string, to: string) => converse({ worlds: [world], from, to }, ping);
  return { worlds, world, host, connect, talk };
}

test("sites of one VPN gateway reach each other through it, each by its own connection", () => {
  const { connect, talk } = start();
  const [leeds, osaka] = [connect("198.51.100.1", "10.20.0.0/16"), connect("198.51.100.2", "10.30.0.0/16")];
  const { request, lost } = talk("10.20.1.5", "10.30.1.5");
  expect(lost).toBeUndefined();
  expect(request.hops.map(({ kind }) => kind)).toEqual([
    ...["customerGateway", "vpnConnection", "vpnGateway", "vpnConnection", "customerGateway"],
  ]);
  expect(request.hops.filter(({ kind }) => kind === "vpnConnection").map(({ id }) => id)).toEqual([leeds, osaka]);
});

test("nothing but its VPC and its sites lies behind a VPN gateway", () => {
  const { connect, talk } = start();
  connect("198.51.100.1", "10.20.0.0/16");
  expect(talk("10.20.1.5", "203.0.113.9").lost?.code).toBe("DEVICE_NO_ROUTE");
  expect(talk("10.20.1.5", "10.50.1.77").lost?.code).toBe("VGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS");
});

test("selectors that do not hold the address drop what is for it", () => {
  const { connect, talk, host } = start();
  const selectors = { LocalIpv4NetworkCidr: "10.20.1.0/24" };
  connect("198.51.100.1", "10.20.0.0/16", { isStatic: true, selectors });
  expect(talk(host.instanceId, "10.20.1.5").lost).toBeUndefined();
  expect(talk(host.instanceId, "10.20.2.5").lost?.code).toBe("TRAFFIC_SELECTORS");
});

test("a static route is taken before the same prefix by BGP, and a device that fell silent gets what nobody takes", () => {
  const { world, worlds, connect, talk, host } = start();
  const bgp = connect("198.51.100.1", "10.20.0.0/16");
  const written = connect("198.51.100.2", "10.20.0.0/16", { isStatic: true });
  const connectionsOf = (to: string) =>
    talk(host.instanceId, to).request.hops.flatMap(({ kind, id }) => (kind === "vpnConnection" ? id : []));
  expect(connectionsOf("10.20.1.5")).toEqual([written]);
  configureDevices([world], { connectionId: written, configured: true, device: { isPowered: false } });
  expect(connectionsOf("10.20.1.5")).toEqual([written]);
  expect(talk(host.instanceId, "10.20.1.5").lost?.code).toBe("DEVICE_IS_SILENT");
  worlds.pass(60);
  expect(connectionsOf("10.20.1.5")).toEqual([bgp]);
  expect(talk(host.instanceId, "10.20.1.5").lost).toBeUndefined();
});
