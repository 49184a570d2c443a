import { carriesInsideAddresses, insideEnds, insideNetworks } from "../../parts/inside";
import {
  isPreferred,
  isStandby,
  PREFERRED_LOCAL_PREFERENCE,
  standbyPrepend,
  staticOrder,
  staticRank,
} from "../../parts/preference";
import { keepaliveSeconds } from "../../parts/tunnel-numbers";
import type { DeviceModel, TunnelModel } from "../../tunnel-model";
import { RULE, vtiName } from "./part";

/** How VyOS routes into the tunnels, and what it announces. */
export function vyosRouting(model: DeviceModel): string[] {
  return model.routing === "bgp" ? bgp(model) : staticRouting(model);
}

/** A failover route is in the table while its target answers; the lower metric is preferred. 1.3 has none and uses distances. */
function staticRouting(model: DeviceModel): string[] {
  const { aws } = insideNetworks(model);
  const [first, spare] = staticOrder(model);
  const lines = (aws.length > 0 ? aws : ["NETWORK"]).flatMap((network) =>
    model.tunnels.flatMap((tunnel, index) => [
      ...(isWatched(model)
        ? watchedRoute(model, tunnel, index, network)
        : [
            `set protocols static ${model.insideIpVersion === "ipv6" ? "route6" : "route"} ${network} interface ${vtiName(index)} distance ${distance(model, tunnel)}`,
          ]),
      `#older| set protocols static interface-${model.insideIpVersion === "ipv6" ? "route6" : "route"} ${network} next-hop-interface ${vtiName(index)} distance ${distance(model, tunnel)}`,
    ]),
  );
  return [
    RULE,
    "# #4: Static Routing Configuration",
    RULE,
    `# AWS sends into the tunnels: ${model.staticPrefixes.join(", ") || "nothing yet, the connection has no static route"}`,
    ...(isWatched(model)
      ? [
          `# Tunnel ${spare + 1} takes over while the other end of tunnel ${first + 1} does not answer; in VyOS 1.3`,
          `# while ${vtiName(first)} is down.`,
        ]
      : [`# Tunnel ${spare + 1} takes over while ${vtiName(first)} is down, which it is without its SAs.`]),
    ...(aws.length > 0
      ? lines
      : ["# Add for each network at AWS:", ...lines.map((line) => `#   ${line.replace("#older| ", "in 1.3: ")}`)]),
    "#",
  ];
}

function bgp(model: DeviceModel): string[] {
  const [{ customerAsn }] = model.tunnels;
  const { onPrem } = insideNetworks(model);
  const family = `address-family ${model.insideIpVersion}-unicast`;
  const lines = [
    // IPv6 alone gives BGP no address to take its id from.
    ...(model.insideIpVersion === "ipv6" ? [`parameters router-id ${model.customerGateway.ipAddress}`] : []),
    ...model.tunnels.flatMap((tunnel, index) => neighborLines(model, tunnel, index)),
    ...onPrem.map((cidr) => `${family} network ${cidr}`),
  ];
  return [
    RULE,
    "# #4: Border Gateway Protocol (BGP) Configuration",
    RULE,
    ...model.tunnels.flatMap((tunnel, index) => routeMap(model, tunnel, index)),
    "# A network is announced only while the routing table has exactly this prefix.",
    `# In VyOS 1.3 leave the next line out and begin the others with: set protocols bgp ${customerAsn}`,
    `set protocols bgp system-as ${customerAsn}`,
    ...(model.insideIpVersion === "ipv6"
      ? [`# For each network of the site, in place of default-originate: set protocols bgp ${family} network NETWORK`]
      : []),
    ...lines.map((line) => `set protocols bgp ${line}`),
    "#",
  ];
}

function neighborLines(model: DeviceModel, tunnel: TunnelModel, index: number): string[] {
  const neighbor = `neighbor ${insideEnds(model, tunnel).aws}`;
  const family = `${neighbor} address-family ${model.insideIpVersion}-unicast`;
  const standbyMap = isStandby(model, tunnel) ? [`${vtiName(index)}-out`] : [];
  return [
    `${neighbor} remote-as ${tunnel.awsAsn}`,
    `${neighbor} timers holdtime ${tunnel.bgpHoldSeconds}`,
    `${neighbor} timers keepalive ${keepaliveSeconds(tunnel)}`,
    `${family} soft-reconfiguration inbound`,
    // Without a known network the default route is what AWS's own samples announce; it passes by the neighbor's route-map.
    ...(insideNetworks(model).onPrem.length > 0
      ? []
      : [`${family} default-originate`, ...standbyMap.map((map) => `${family} default-originate route-map ${map}`)]),
    ...(isPreferred(model, tunnel) ? [`${family} route-map import ${vtiName(index)}-in`] : []),
    ...standbyMap.map((map) => `${family} route-map export ${map}`),
  ];
}

function routeMap(model: DeviceModel, tunnel: TunnelModel, index: number): string[] {
  const map = (direction: "in" | "out") => `set policy route-map ${vtiName(index)}-${direction} rule 10`;
  if (isPreferred(model, tunnel))
    return [
      "# What AWS announces over the preferred tunnel counts more than over the other one.",
      `${map("in")} action permit`,
      `${map("in")} set local-preference ${PREFERRED_LOCAL_PREFERENCE}`,
    ];
  if (!isStandby(model, tunnel)) return [];
  const path = standbyPrepend(tunnel).join(" ");
  return [
    "# The longer path over the standby makes AWS answer on the preferred tunnel.",
    `${map("out")} action permit`,
    `${map("out")} set as-path prepend '${path}'`,
    `#older| ${map("out")} set as-path-prepend '${path}'`,
  ];
}

/** A failover route pings an address of IPv4, and only where the selectors let it through. */
export function isWatched(model: DeviceModel): boolean {
  return model.insideIpVersion === "ipv4" && carriesInsideAddresses(model);
}

function watchedRoute(model: DeviceModel, tunnel: TunnelModel, index: number, network: string): string[] {
  const route = `set protocols failover route ${network} next-hop ${tunnel.awsInsideIp}`;
  return [
    `${route} interface ${vtiName(index)}`,
    `${route} metric ${distance(model, tunnel)}`,
    `${route} check target ${tunnel.awsInsideIp}`,
    `${route} check type icmp`,
    `${route} check timeout 5`,
  ];
}

function distance(model: DeviceModel, tunnel: TunnelModel): number {
  return 10 * staticRank(model, tunnel);
}
