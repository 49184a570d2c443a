import { isPreferred, isStandby, PREFERRED_LOCAL_PREFERENCE, standbyPrepend } from "../../../parts/preference";
import { keepaliveSeconds } from "../../../parts/tunnel-numbers";
import type { DeviceModel, TunnelModel } from "../../../tunnel-model";
import { gatewayGroupRouting, gatewayInterface, rulesForTunnels } from "../routing";
import { webForm } from "../web-form";

export function pfsenseRouting(model: DeviceModel): string[] {
  return [...(model.routing === "bgp" ? bgp(model) : staticRouting(model)), ...rules(model)];
}

const RULE = `# ${"-".repeat(78)}`;

function staticRouting(model: DeviceModel): string[] {
  return [
    RULE,
    "# #4: Static Routing Configuration",
    RULE,
    `# AWS sends into the tunnels: ${model.staticPrefixes.join(", ") || "nothing yet, the connection has no static route"}`,
    "# pfSense pings the far end of each tunnel, and leaves one that does not answer.",
    ...gatewayGroupRouting(model, "System > Routing > Gateway Groups > Add", "_VTIV4"),
  ];
}

/** FRR refuses external neighbors without a policy, so that each has a route map both ways, whichever is preferred. */
function bgp(model: DeviceModel): string[] {
  const [first] = model.tunnels;
  return [
    RULE,
    "# #4: Border Gateway Protocol (BGP) Configuration",
    RULE,
    "# Install the package frr (System > Package Manager). A network is announced only while",
    "# the routing table has exactly this prefix.",
    ...webForm("Services > FRR Global/Zebra", [
      ["Enable", "checked"],
      ["Default Router ID", first.customerInsideIp],
    ]),
    ...routeMaps(model),
    ...webForm("Services > FRR BGP", [
      ["Enable", "checked"],
      ["Local AS", first.customerAsn],
      ...model.onPremCidrs.map((cidr): [string, string] => ["Networks to Distribute", cidr]),
    ]),
    ...model.tunnels.flatMap((tunnel, index) => neighbor(model, tunnel, index)),
  ];
}

function routeMaps(model: DeviceModel): string[] {
  const [first] = model.tunnels;
  const permit = (name: string, values: [string, string | number][]) =>
    webForm("Services > FRR Global/Zebra > Route Maps > Add", [
      ["Name", name],
      ["Action", "Permit"],
      ["Sequence", 10],
      ...values,
    ]);
  const everything = permit("aws-all", []);
  if (model.preferredTunnel === null) return everything;
  return [
    ...everything,
    "# What is learned over the preferred tunnel counts more, and the longer path over the",
    "# other one makes AWS answer on the preferred tunnel.",
    ...permit("aws-preferred", [
      ["Local Pref Action", "Set"],
      ["Local Preference", PREFERRED_LOCAL_PREFERENCE],
    ]),
    ...permit("aws-standby", [
      ["AS Path Action", "Set Prepend"],
      ["Set AS List", standbyPrepend(first).join(" ")],
    ]),
  ];
}

function neighbor(model: DeviceModel, tunnel: TunnelModel, index: number): string[] {
  const outbound = isStandby(model, tunnel) ? "aws-standby" : "aws-all";
  return webForm("Services > FRR BGP > Neighbors > Add", [
    ["Name/Address", tunnel.awsInsideIp],
    ["Remote AS", tunnel.awsAsn],
    ["Update Source", `IPv4 ${gatewayInterface(index)}`],
    // Without a known network the default route is what AWS's own samples announce.
    ...(model.onPremCidrs.length === 0 ? ([["Default Originate", outbound]] satisfies [string, string][]) : []),
    ["Inbound Soft Reconfiguration", "checked"],
    ["Keep Alive Interval", keepaliveSeconds(tunnel)],
    ["Hold Time", tunnel.bgpHoldSeconds],
    ["Connect Timer", 10],
    ["Inbound Route Map Filter", isPreferred(model, tunnel) ? "aws-preferred" : "aws-all"],
    ["Outbound Route Map Filter", outbound],
  ]);
}

/** The rules of the IPsec tab hold for all tunnels; without one nothing comes in. */
function rules(model: DeviceModel): string[] {
  return [
    RULE,
    "# Firewall: what may come out of the tunnels. UDP 500, UDP 4500 and ESP from AWS's outside",
    "# addresses pfSense lets in by itself.",
    RULE,
    ...rulesForTunnels(model),
  ];
}
