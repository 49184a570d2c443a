import {
  isPreferred,
  isStandby,
  PREFERRED_LOCAL_PREFERENCE,
  standbyPrepend,
  staticOrder,
} from "../../parts/preference";
import { keepaliveSeconds } from "../../parts/tunnel-numbers";
import { ANYWHERE, type DeviceModel, type TunnelModel } from "../../tunnel-model";
import { objectName } from "./object-name";

const RULE = `# ${"-".repeat(80)}`;

/** A gateway with a health check for each tunnel, and SD-WAN routes that take the first one that answers. */
export function staticRouting(model: DeviceModel): string[] {
  const names = staticOrder(model).map((index) => objectName(model, index));
  return [
    RULE,
    "# Part C: static routing, in the management interface (Routing)",
    RULE,
    `# AWS sends into the tunnels: ${model.staticPrefixes.join(", ") || "nothing yet, the connection has no static route"}`,
    ...model.tunnels.flatMap((tunnel, index) => [
      "# Gateways, Add",
      `#   Name                  : ${objectName(model, index)}`,
      `#   Gateway IP            : ${tunnel.awsInsideIp}`,
      `#   Interface             : xfrm${index + 1}`,
      "#   Health check          : on, interval 5, timeout 2, retries 3",
      `#   Monitoring condition  : PING, ${tunnel.awsInsideIp}`,
    ]),
    "# SD-WAN profiles, Add",
    `#   Name                  : ${objectName(model, 0).slice(0, -2)}`,
    "#   Routing strategy      : First available gateway",
    `#   Gateways, in order    : ${names.join(", ")}`,
    "# SD-WAN routes, Add",
    `#   Source networks       : ${model.onPremCidrs.join(", ") || "your networks"}`,
    `#   Destination networks  : ${model.vpcCidrs.join(", ") || "the networks at AWS"}`,
    `#   SD-WAN profile        : ${objectName(model, 0).slice(0, -2)}`,
    "#   Route only through specified gateways : on, so that nothing leaves in clear",
    "#",
  ];
}

/** The firewall's routing commands are those of Cisco (command line help, "BGP configuration steps"). */
export function bgp(model: DeviceModel): string[] {
  const [first] = model.tunnels;
  const networks = model.onPremCidrs.length > 0 ? model.onPremCidrs : [ANYWHERE];
  return [
    RULE,
    "# Part C: BGP, on the console",
    RULE,
    "# Routing, BGP, Global configuration: turn BGP on. Over SSH choose 3 Route configuration,",
    "# 1 Configure unicast routing, 3 Configure BGP, and paste what this prints:",
    "#   sed -n 's/^#cli| //p' FILE",
    "# A network is announced only while the routing table has exactly this prefix.",
    ...[
      "enable",
      "configure terminal",
      ...routeMaps(model),
      `router bgp ${first.customerAsn}`,
      ...networks.map((cidr) => `network ${cidr}`),
      ...model.tunnels.flatMap((tunnel) => [
        `neighbor ${tunnel.awsInsideIp} remote-as ${tunnel.awsAsn}`,
        `neighbor ${tunnel.awsInsideIp} timers ${keepaliveSeconds(tunnel)} ${tunnel.bgpHoldSeconds}`,
        `neighbor ${tunnel.awsInsideIp} soft-reconfiguration inbound`,
        ...neighborMaps(model, tunnel),
      ]),
      "end",
      "write",
    ].map((line) => `#cli| ${line}`),
    "#",
  ];
}

function routeMaps(model: DeviceModel): string[] {
  const [first] = model.tunnels;
  if (model.preferredTunnel === null) return [];
  return [
    "route-map aws-preferred permit 10",
    `set local-preference ${PREFERRED_LOCAL_PREFERENCE}`,
    "exit",
    "route-map aws-standby permit 10",
    `set as-path prepend ${standbyPrepend(first).join(" ")}`,
    "exit",
  ];
}

function neighborMaps(model: DeviceModel, tunnel: TunnelModel): string[] {
  if (isPreferred(model, tunnel)) return [`neighbor ${tunnel.awsInsideIp} route-map aws-preferred in`];
  return isStandby(model, tunnel) ? [`neighbor ${tunnel.awsInsideIp} route-map aws-standby out`] : [];
}
