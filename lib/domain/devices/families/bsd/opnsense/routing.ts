import { carriesInsideAddresses } from "../../../parts/inside";
import {
  isPreferred,
  isStandby,
  PREFERRED_LOCAL_PREFERENCE,
  standbyPrepend,
  staticOrder,
} from "../../../parts/preference";
import { keepaliveSeconds } from "../../../parts/tunnel-numbers";
import type { DeviceModel, TunnelModel } from "../../../tunnel-model";
import { gatewayGroupRouting, gatewayInterface, rulesForTunnels } from "../routing";
import { webForm } from "../web-form";

export function opnsenseRouting(model: DeviceModel): string[] {
  return [...(model.routing === "bgp" ? bgp(model) : staticRouting(model)), ...rules(model)];
}

const RULE = `# ${"-".repeat(78)}`;

function staticRouting(model: DeviceModel): string[] {
  return [
    RULE,
    "# #4: Static Routing Configuration",
    RULE,
    `# AWS sends into the tunnels: ${model.staticPrefixes.join(", ") || "nothing yet, the connection has no static route"}`,
    ...watchNote(model),
    ...model.tunnels.flatMap((tunnel, index) => gateway(model, tunnel, index)),
    ...gatewayGroupRouting(model, "System > Gateways > Group > Add", ""),
  ];
}

function watchNote(model: DeviceModel): string[] {
  if (carriesInsideAddresses(model))
    return ["# OPNsense asks the far end of each tunnel, and leaves one that does not answer."];
  const [first] = staticOrder(model);
  return [
    "# The selectors let nothing through to AWS's inside addresses, so nothing changes over by",
    `# itself. When tunnel ${first + 1} is down, exchange the tiers of the group, and apply the changes.`,
  ];
}

function gateway(model: DeviceModel, tunnel: TunnelModel, index: number): string[] {
  const isWatched = carriesInsideAddresses(model);
  return webForm("System > Gateways > Configuration > Add", [
    ["Name", gatewayInterface(index)],
    ["Interface", gatewayInterface(index)],
    ["IP Address", tunnel.awsInsideIp],
    ["Far Gateway", "checked"],
    ["Disable Gateway Monitoring", isWatched ? "not checked" : "checked"],
    ...(isWatched ? ([["Monitor IP", tunnel.awsInsideIp]] satisfies [string, string][]) : []),
  ]);
}

function bgp(model: DeviceModel): string[] {
  const [first] = model.tunnels;
  return [
    RULE,
    "# #4: Border Gateway Protocol (BGP) Configuration",
    RULE,
    "# Install the plugin os-frr (System > Firmware > Plugins). A network is announced only",
    "# while the routing table has exactly this prefix.",
    ...webForm("Routing > General", [["Enable", "checked"]]),
    ...webForm("Routing > BGP > General", [
      ["enable", "checked"],
      ["BGP AS Number", first.customerAsn],
      ["Router ID", first.customerInsideIp],
      ...model.onPremCidrs.map((cidr): [string, string] => ["Network", cidr]),
    ]),
    ...routeMaps(model),
    ...model.tunnels.flatMap((tunnel, index) => neighbor(model, tunnel, index)),
  ];
}

/** os-frr writes what a route map sets only where it matches something (its template bgpd.conf), so it matches any path. */
function routeMaps(model: DeviceModel): string[] {
  const [first] = model.tunnels;
  if (model.preferredTunnel === null) return [];
  const permit = (name: string, set: string) =>
    webForm("Routing > BGP > Route Maps > Add", [
      ["Name", name],
      ["Action", "Permit"],
      ["ID", 10],
      ["AS-Path List", 10],
      ["Set", set],
    ]);
  return [
    "# What is learned over the preferred tunnel counts more, and the longer path over the",
    "# other one makes AWS answer on the preferred tunnel.",
    ...webForm("Routing > BGP > AS-Path Lists > Add", [
      ["Number", 10],
      ["Action", "Permit"],
      ["AS", ".*"],
    ]),
    ...permit("aws-preferred", `local-preference ${PREFERRED_LOCAL_PREFERENCE}`),
    ...permit("aws-standby", `as-path prepend ${standbyPrepend(first).join(" ")}`),
  ];
}

function neighbor(model: DeviceModel, tunnel: TunnelModel, index: number): string[] {
  return webForm("Routing > BGP > Neighbors > Add", [
    ["Peer-IP", tunnel.awsInsideIp],
    ["Remote AS", tunnel.awsAsn],
    ["Update-Source Interface", gatewayInterface(index)],
    ["Keepalive", keepaliveSeconds(tunnel)],
    ["Hold Down Time", tunnel.bgpHoldSeconds],
    ["Connect Timer", 10],
    // Without a known network the default route is what AWS's own samples announce.
    ["Send Defaultroute", model.onPremCidrs.length === 0 ? "checked" : "not checked"],
    ["Route-Map In", isPreferred(model, tunnel) ? "aws-preferred" : "none"],
    ["Route-Map Out", isStandby(model, tunnel) ? "aws-standby" : "none"],
  ]);
}

/** Rules of its own OPNsense makes for its older tunnels only, not for "Connections" (unconfirmed for every release). */
function fromAws(source: string, protocol: string, port: string): string[] {
  return webForm("Firewall > Rules > WAN > Add", [
    ["Action", "Pass"],
    ["Protocol", protocol],
    ["Source", source],
    ["Destination", "WAN address"],
    ["Destination port range", port],
  ]);
}

function rules(model: DeviceModel): string[] {
  return [
    RULE,
    "# Firewall: IKE and ESP from AWS's outside addresses, and what may come out of the tunnels",
    RULE,
    ...model.tunnels.flatMap(({ outsideIpAddress }) => [
      ...fromAws(outsideIpAddress, "ESP", "any"),
      ...fromAws(outsideIpAddress, "UDP", "ISAKMP"),
      ...fromAws(outsideIpAddress, "UDP", "IPsec NAT-T"),
    ]),
    ...rulesForTunnels(model),
  ];
}
