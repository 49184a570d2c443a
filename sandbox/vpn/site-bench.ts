import type { CreateVpnConnectionRequest, VpnTunnelOptionsSpecification } from "@aws-sdk/client-ec2";
import { CreateCustomerGateway } from "../resources/vpn/customer-gateway";
import { CreateVpnConnection } from "../resources/vpn/vpn-connection";
import { CreateVpnGateway } from "../resources/vpn/vpn-gateway";
import { addLogGroup, logGroupArn } from "../telemetry/logs";
import { present } from "../test-bench";
import { catchUp } from "../transitions";
import { World } from "../world";
import type { BgpSpeaker, Device } from "./device";
import { configureDevices } from "./devices";
import { OutsideAddresses } from "./outside-addresses";

export const ikeLogs = "/vpn/ike";
export const bgpLogs = "/vpn/bgp";

type Asked = { isStatic?: boolean; options?: VpnTunnelOptionsSpecification; seed?: string; selectors?: object };

/** A world with one connection that is available, both logs on, and its device as a test wants it. */
export function newSite({ isStatic = false, options = {}, seed = "course", selectors = {} }: Asked = {}) {
  const place = { account: "111122223333", region: "ap-northeast-2" };
  const start = { seed, nowMs: Date.UTC(2026, 0, 5) };
  const world: World = new World(place, new OutsideAddresses(), start, () => world);
  for (const name of [ikeLogs, bgpLogs]) addLogGroup(world, name);
  const gateway = CreateCustomerGateway({ Type: "ipsec.1", IpAddress: "192.0.2.25", BgpAsn: 65_010 }, world);
  const CloudWatchLogOptions = {
    LogEnabled: true,
    LogGroupArn: logGroupArn(world, ikeLogs),
    ...(isStatic ? {} : { BgpLogEnabled: true, BgpLogGroupArn: logGroupArn(world, bgpLogs) }),
  };
  const TunnelOptions = [{ LogOptions: { CloudWatchLogOptions }, ...options }, {}];
  const request: CreateVpnConnectionRequest = {
    Type: "ipsec.1",
    CustomerGatewayId: gateway.CustomerGateway?.CustomerGatewayId,
    VpnGatewayId: CreateVpnGateway({ Type: "ipsec.1", AmazonSideAsn: 64_513 }, world).VpnGateway?.VpnGatewayId,
    Options: { StaticRoutesOnly: isStatic, TunnelOptions, ...selectors },
  };
  const id = present(CreateVpnConnection(request, world).VpnConnection?.VpnConnectionId);
  catchUp(world, world.nowMs + 40_000);
  const connection = world.vpnConnections.require(id);
  const tunnel = present(connection.tunnels[0]);
  const outsideIp = tunnel.outsideAddress;
  const pass = (seconds: number) => catchUp(world, world.nowMs + seconds * 1000);
  const read = (group: string) => {
    const streams = [...(world.logGroups.get(group)?.streams.values() ?? [])];
    const messages = streams.flatMap((stream) => stream.events).map(({ message }) => message);
    for (const stream of streams) stream.events = [];
    return messages;
  };
  return {
    world,
    connection,
    tunnel,
    outsideIp,
    pass,
    /** What the activity log says since it was last read. */
    ikeLines: () => read(ikeLogs).map((message) => JSON.parse(message)),
    words: () => read(ikeLogs).map((message) => JSON.parse(message).details),
    bgpLines: () => read(bgpLogs).map((message) => JSON.parse(message)),
    bgpWords: () =>
      read(bgpLogs)
        .map((message) => JSON.parse(message))
        .map(({ status, message }) => `${status} ${message.details ?? message.prefix}`.replace("AWS-side peer ", "")),
    tell: (device: Partial<Device> & { key?: string; bgpTold?: Partial<BgpSpeaker> | null } = {}) => {
      const { key, bgpTold, ...told } = device;
      configureDevices([world], {
        tunnels: [outsideIp],
        configured: true,
        device: told,
        presharedKeys: key === undefined ? undefined : { [outsideIp]: key },
        bgp: bgpTold,
      });
    },
    status: () => [tunnel.telemetry.status, tunnel.telemetry.message],
    series: (metric: string) =>
      present(
        [...world.series.values()]
          .find((one) => one.metric === metric && one.dimensions.TunnelIpAddress === outsideIp)
          ?.points.at(-1),
      ),
  };
}

/** The device's address in the tunnel. */
export const neighbour = (site: ReturnType<typeof newSite>) => {
  const [network = "", host = ""] = /^(.*\.)(\d+)\/30$/.exec(site.tunnel.insideCidr)?.slice(1) ?? [];
  return `${network}${Number(host) + 2}`;
};
