import { netmask, networkAddress } from "../../net/cidr";
import { ciscoNeighborMaps, ciscoNetworks, ciscoRouteMaps } from "../cisco-preference";
import { UNWATCHED_NOTE } from "../fixed-selectors";
import { carriesInsideAddresses } from "../inside";
import { isStandby } from "../preference";
import type { DeviceModel, TunnelModel } from "../tunnel-model";
import { keepaliveSeconds } from "../tunnel-numbers";
import type { Part } from "./index";

/**
 * The route goes when AWS's inside address stops answering: the interface itself stays up until dead peer detection has
 * noticed. Both tunnels share the traffic unless one is preferred; the other's routes then have a distance that loses.
 */
export function staticRouting({ sla, number, model, tunnel }: Part): string[] {
  const isWatched = carriesInsideAddresses(model);
  const end = [...(isStandby(model, tunnel) ? ["200"] : []), ...(isWatched ? [`track ${sla}`] : [])].join(" ");
  const route = (network: string, mask: string) => `ip route ${network} ${mask} Tunnel${number} ${end}`.trimEnd();
  return [
    "! #4: Static Routing Configuration",
    "!",
    `! AWS sends into the tunnels: ${model.staticPrefixes.join(", ") || "nothing yet, the connection has no static route"}`,
    ...(isWatched ? healthCheck(sla, number, tunnel) : UNWATCHED_NOTE.map((line) => `! ${line}`)),
    ...(model.vpcCidrs.length === 0 ? [`! Add for each network at AWS: ${route("NETWORK", "MASK")}`] : []),
    ...model.vpcCidrs.map((cidr) => route(networkAddress(cidr), netmask(cidr))),
    "!",
  ];
}

function healthCheck(sla: number, number: number, tunnel: TunnelModel): string[] {
  return [
    `ip sla ${sla}`,
    `  icmp-echo ${tunnel.awsInsideIp} source-interface Tunnel${number}`,
    "  timeout 1000",
    "  frequency 5",
    "exit",
    `ip sla schedule ${sla} life forever start-time now`,
    `track ${sla} ip sla ${sla} reachability`,
    "exit",
  ];
}

const RULE = `! ${"-".repeat(80)}`;

export function bgp(model: DeviceModel): string[] {
  const [first] = model.tunnels;
  const networks = ciscoNetworks(model);
  return [
    RULE,
    "! #4: Border Gateway Protocol (BGP) Configuration",
    RULE,
    ...(networks.length > 0 ? ["! A network is announced only while the routing table has exactly this prefix."] : []),
    ...ciscoRouteMaps(model),
    `router bgp ${first.customerAsn}`,
    "  bgp log-neighbor-changes",
    ...model.tunnels.flatMap((tunnel) => [
      `  neighbor ${tunnel.awsInsideIp} remote-as ${tunnel.awsAsn}`,
      // The last number is the least hold time taken.
      `  neighbor ${tunnel.awsInsideIp} timers ${keepaliveSeconds(tunnel)} ${tunnel.bgpHoldSeconds} ${tunnel.bgpHoldSeconds}`,
    ]),
    "  address-family ipv4 unicast",
    ...model.tunnels.flatMap((tunnel) => [
      `    neighbor ${tunnel.awsInsideIp} activate`,
      `    neighbor ${tunnel.awsInsideIp} soft-reconfiguration inbound`,
      ...(networks.length === 0 ? [`    neighbor ${tunnel.awsInsideIp} default-originate`] : []),
      ...ciscoNeighborMaps(model, tunnel),
    ]),
    ...networks.map((cidr) => `    network ${networkAddress(cidr)} mask ${netmask(cidr)}`),
    "  exit-address-family",
    "exit",
    "!",
  ];
}
