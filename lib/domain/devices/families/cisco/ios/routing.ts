import { netmask, networkAddress } from "../../../../net/cidr";
import { UNWATCHED_NOTE } from "../../../parts/fixed-selectors";
import { carriesInsideAddresses, insideEnds, insideNetworks } from "../../../parts/inside";
import { isStandby } from "../../../parts/preference";
import { keepaliveSeconds } from "../../../parts/tunnel-numbers";
import type { DeviceModel } from "../../../tunnel-model";
import { ciscoNeighborMaps, ciscoNetworks, ciscoRouteMaps } from "../preference";
import type { Part } from "./index";

/**
 * The route goes when AWS's inside address stops answering: the interface itself stays up until dead peer detection has
 * noticed. Both tunnels share the traffic unless one is preferred; the other's routes then have a distance that loses.
 */
export function staticRouting(p: Part): string[] {
  const { sla, number, model, tunnel } = p;
  const { aws } = insideNetworks(model);
  const isWatched = carriesInsideAddresses(model);
  const end = [...(isStandby(model, tunnel) ? ["200"] : []), ...(isWatched ? [`track ${sla}`] : [])].join(" ");
  const command = model.insideIpVersion === "ipv6" ? "ipv6 route NETWORK" : "ip route NETWORK MASK";
  const through = `Tunnel${number} ${end}`.trimEnd();
  return [
    "! #4: Static Routing Configuration",
    "!",
    `! AWS sends into the tunnels: ${model.staticPrefixes.join(", ") || "nothing yet, the connection has no static route"}`,
    ...(isWatched ? healthCheck(p) : UNWATCHED_NOTE.map((line) => `! ${line}`)),
    ...(aws.length === 0 ? [`! Add for each network at AWS: ${command} ${through}`] : []),
    ...aws.map((cidr) => `ip route ${networkAddress(cidr)} ${netmask(cidr)} ${through}`),
    "!",
  ];
}

function healthCheck({ sla, number, model, tunnel }: Part): string[] {
  return [
    `ip sla ${sla}`,
    `  icmp-echo ${insideEnds(model, tunnel).aws} source-interface Tunnel${number}`,
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
  const isIpv6 = model.insideIpVersion === "ipv6";
  const parts = model.tunnels.map((tunnel) => ({ tunnel, neighbor: `neighbor ${insideEnds(model, tunnel).aws}` }));
  return [
    RULE,
    "! #4: Border Gateway Protocol (BGP) Configuration",
    RULE,
    ...(networks.length > 0 ? ["! A network is announced only while the routing table has exactly this prefix."] : []),
    ...ciscoRouteMaps(model),
    `router bgp ${first.customerAsn}`,
    "  bgp log-neighbor-changes",
    ...parts.flatMap(({ tunnel, neighbor }) => [
      `  ${neighbor} remote-as ${tunnel.awsAsn}`,
      // The last number is the least hold time taken.
      `  ${neighbor} timers ${keepaliveSeconds(tunnel)} ${tunnel.bgpHoldSeconds} ${tunnel.bgpHoldSeconds}`,
    ]),
    // IOS gives every neighbor IPv4's routes unless told otherwise.
    ...(isIpv6
      ? [
          "  address-family ipv4 unicast",
          ...parts.map(({ neighbor }) => `    no ${neighbor} activate`),
          "  exit-address-family",
        ]
      : []),
    `  address-family ${model.insideIpVersion} unicast`,
    ...parts.flatMap(({ tunnel, neighbor }) => [
      `    ${neighbor} activate`,
      `    ${neighbor} soft-reconfiguration inbound`,
      ...(networks.length === 0 ? [`    ${neighbor} default-originate`] : []),
      ...ciscoNeighborMaps(model, tunnel),
    ]),
    ...(isIpv6
      ? ["    ! For each network of the site write here, in place of the default route: network NETWORK"]
      : []),
    ...networks.map((cidr) => `    network ${isIpv6 ? cidr : `${networkAddress(cidr)} mask ${netmask(cidr)}`}`),
    "  exit-address-family",
    "exit",
    "!",
  ];
}
