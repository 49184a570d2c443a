import { netmask, networkAddress } from "../../net/cidr";
import { UNWATCHED_NOTE } from "../fixed-selectors";
import { carriesInsideAddresses } from "../inside";
import { isPreferred, isStandby, PREFERRED_LOCAL_PREFERENCE, standbyPrepend } from "../preference";
import { nameText } from "../safe-text";
import { ANYWHERE, type DeviceModel, type TunnelModel } from "../tunnel-model";
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
  const networks = announced(model);
  return [
    RULE,
    "! #4: Border Gateway Protocol (BGP) Configuration",
    RULE,
    ...(networks.length > 0 ? ["! A network is announced only while the routing table has exactly this prefix."] : []),
    ...routeMaps(model),
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
      ...(isPreferred(model, tunnel) ? [`    neighbor ${tunnel.awsInsideIp} route-map ${preferredMap(model)} in`] : []),
      ...(isStandby(model, tunnel) ? [`    neighbor ${tunnel.awsInsideIp} route-map ${standbyMap(model)} out`] : []),
    ]),
    ...networks.map((cidr) => `    network ${networkAddress(cidr)} mask ${netmask(cidr)}`),
    "  exit-address-family",
    "exit",
    "!",
  ];
}

/**
 * Without a known network the default route is what AWS's own sample announces, by default-originate. That one passes no
 * route map (command reference, "neighbor default-originate"), so a preferred tunnel needs the router's own default route.
 */
function announced(model: DeviceModel): string[] {
  return model.onPremCidrs.length === 0 && model.preferredTunnel !== null ? [ANYWHERE] : model.onPremCidrs;
}

const preferredMap = (model: DeviceModel) => `preferred-${nameText(model.connectionId)}`;
const standbyMap = (model: DeviceModel) => `standby-${nameText(model.connectionId)}`;

function routeMaps(model: DeviceModel): string[] {
  const [first] = model.tunnels;
  if (model.preferredTunnel === null) return [];
  return [
    `! The traffic takes the tunnel to ${model.preferredTunnel} while it is up: its routes have the`,
    "! higher local preference, and what is announced over the other one a longer AS path.",
    `route-map ${preferredMap(model)} permit 10`,
    `  set local-preference ${PREFERRED_LOCAL_PREFERENCE}`,
    "exit",
    `route-map ${standbyMap(model)} permit 10`,
    `  set as-path prepend ${standbyPrepend(first).join(" ")}`,
    "exit",
    "!",
  ];
}
