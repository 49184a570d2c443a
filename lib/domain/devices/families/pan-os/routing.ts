import { carriesInsideAddresses } from "../../parts/inside";
import {
  isPreferred,
  isStandby,
  PREFERRED_LOCAL_PREFERENCE,
  standbyPrepend,
  staticOrder,
  staticRank,
} from "../../parts/preference";
import { nameText } from "../../parts/safe-text";
import { keepaliveSeconds } from "../../parts/tunnel-numbers";
import { ANYWHERE, type DeviceModel, type TunnelModel } from "../../tunnel-model";
import { interfaceName, ROUTER, sharedName } from "./names";

const RULE = `# ${"-".repeat(80)}`;

export function staticRouting(model: DeviceModel): string[] {
  const id = nameText(model.connectionId);
  const [first, spare] = staticOrder(model);
  const isWatched = carriesInsideAddresses(model);
  const routes = model.vpcCidrs.flatMap((cidr, network) => [
    ...model.tunnels.flatMap((tunnel, index) => {
      const route = `${ROUTER} routing-table ip static-route ${id}-${index}-${network + 1}`;
      return [
        `${route} destination ${cidr}`,
        `${route} interface ${interfaceName(index)}`,
        `${route} nexthop ip-address ${tunnel.awsInsideIp}`,
        `${route} metric ${10 * staticRank(model, tunnel)}`,
        ...(isWatched ? pathMonitor(route, tunnel) : []),
      ];
    }),
    `${ROUTER} routing-table ip static-route ${id}-drop-${network + 1} destination ${cidr}`,
    `${ROUTER} routing-table ip static-route ${id}-drop-${network + 1} nexthop discard`,
    `${ROUTER} routing-table ip static-route ${id}-drop-${network + 1} metric 250`,
  ]);
  return [
    RULE,
    "# #4: Static Routing Configuration",
    RULE,
    `# AWS sends into the tunnels: ${model.staticPrefixes.join(", ") || "nothing yet, the connection has no static route"}`,
    ...(isWatched
      ? [`# Tunnel ${first + 1} is used while it answers, tunnel ${spare + 1} otherwise. With both down the discard`]
      : [
          "# AWS's inside addresses are outside of the traffic selectors, so no ping can watch the",
          `# tunnels, and tunnel ${first + 1} is used in any case. To change over by hand: delete its routes,`,
          `# ${id}-${first}-1 and so on, and commit. With both gone the discard`,
        ]),
    "# route keeps the traffic from leaving by your default route in clear.",
    ...(routes.length === 0 ? ["# Add for each network at AWS a static route through each tunnel."] : routes),
    "#",
  ];
}

/** The route goes while AWS's inside address is silent: the interface itself stays up with a dead peer. */
function pathMonitor(route: string, tunnel: TunnelModel): string[] {
  const probe = `${route} path-monitor monitor-destinations aws`;
  return [
    `${route} path-monitor enable yes`,
    `${route} path-monitor failure-condition any`,
    `${probe} enable yes`,
    `${probe} source ${tunnel.customerInsideIp}/30`,
    `${probe} destination ${tunnel.awsInsideIp}`,
    `${probe} interval 3`,
    `${probe} count 3`,
  ];
}

export function bgp(model: DeviceModel): string[] {
  const [first] = model.tunnels;
  // Without a known network the default route is what AWS's own sample announces.
  const announced = model.onPremCidrs.length === 0 ? [ANYWHERE] : model.onPremCidrs;
  const isWide = [first.customerAsn, ...model.tunnels.map(({ awsAsn }) => awsAsn)].some((asn) => asn > 65535);
  const groups = [...new Set(model.tunnels.map((_, index) => peerGroup(model, index)))];
  return [
    RULE,
    "# #4: Border Gateway Protocol (BGP) Configuration",
    RULE,
    "# router-id and local-as hold for the whole virtual router; if it speaks BGP already,",
    "# leave them out. The AS must be the one of the customer gateway at AWS.",
    "# A network is announced only while the routing table has exactly this prefix.",
    `${ROUTER} protocol bgp enable yes`,
    `${ROUTER} protocol bgp router-id ${first.customerOutsideIp}`,
    ...(isWide ? [`${ROUTER} protocol bgp routing-options as-format 4-byte`] : []),
    `${ROUTER} protocol bgp local-as ${first.customerAsn}`,
    `${ROUTER} protocol bgp install-route yes`,
    ...(model.onPremCidrs.length === 0 ? [`${ROUTER} protocol bgp allow-redist-default-route yes`] : []),
    ...groups.flatMap((name) => [
      `${ROUTER} protocol bgp peer-group ${name} enable yes`,
      `${ROUTER} protocol bgp peer-group ${name} type ebgp`,
    ]),
    ...model.tunnels.flatMap((tunnel, index) => peer(model, tunnel, index)),
    ...announced.map((cidr) => `${ROUTER} protocol bgp redist-rules ${cidr} enable yes`),
    ...(model.preferredTunnel === null
      ? exportRule(sharedName(model), sharedName(model), announced, 0)
      : preference(model, announced)),
    "#",
  ];
}

/** Rules of export and import are for peer groups, so a preferred tunnel needs one for each. */
function peerGroup(model: DeviceModel, index: number): string {
  return model.preferredTunnel === null ? sharedName(model) : `${sharedName(model)}-${index + 1}`;
}

function peer(model: DeviceModel, tunnel: TunnelModel, index: number): string[] {
  const line = `${ROUTER} protocol bgp peer-group ${peerGroup(model, index)} peer amazon-tunnel-${index + 1}`;
  return [
    `${line} enable yes`,
    `${line} peer-as ${tunnel.awsAsn}`,
    `${line} local-address interface ${interfaceName(index)}`,
    `${line} local-address ip ${tunnel.customerInsideIp}/30`,
    `${line} peer-address ip ${tunnel.awsInsideIp}`,
    `${line} connection-options keep-alive-interval ${keepaliveSeconds(tunnel)}`,
    `${line} connection-options hold-time ${tunnel.bgpHoldSeconds}`,
  ];
}

/** Both groups have an import rule, since a rule for one must not leave the other's routes to a default. */
function preference(model: DeviceModel, announced: string[]): string[] {
  return [
    `# The traffic takes the tunnel to ${model.preferredTunnel} while it is up: its routes have the`,
    "# higher local preference, and what is announced over the other one a longer AS path.",
    ...model.tunnels.flatMap((tunnel, index) => {
      const group = peerGroup(model, index);
      const rule = `${ROUTER} protocol bgp policy import rules ${group}`;
      const prepended = isStandby(model, tunnel) ? standbyPrepend(tunnel).length : 0;
      return [
        ...exportRule(group, group, announced, prepended),
        `${rule} enable yes`,
        `${rule} used-by ${group}`,
        `${rule} match address-prefix 0.0.0.0/0 exact no`,
        `${rule} action allow update local-preference ${isPreferred(model, tunnel) ? PREFERRED_LOCAL_PREFERENCE : 100}`,
      ];
    }),
  ];
}

function exportRule(name: string, group: string, announced: string[], prepended: number): string[] {
  const rule = `${ROUTER} protocol bgp policy export rules ${name}`;
  return [
    `${rule} enable yes`,
    `${rule} used-by ${group}`,
    ...announced.map((cidr) => `${rule} match address-prefix ${cidr} exact yes`),
    prepended === 0 ? `${rule} action allow` : `${rule} action allow update as-path prepend ${prepended}`,
  ];
}
