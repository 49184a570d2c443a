import { netmask, networkAddress } from "../../../net/cidr";
import { UNWATCHED_NOTE } from "../../parts/fixed-selectors";
import { carriesInsideAddresses } from "../../parts/inside";
import {
  isPreferred,
  isStandby,
  PREFERRED_LOCAL_PREFERENCE,
  standbyPrepend,
  staticOrder,
  staticRank,
} from "../../parts/preference";
import { shortNameText } from "../../parts/safe-text";
import { keepaliveSeconds } from "../../parts/tunnel-numbers";
import { ANYWHERE, type DeviceModel, type TunnelModel } from "../../tunnel-model";
import { tunnelName } from "./tunnel-name";

const RULE = `# ${"-".repeat(80)}`;

/** Both routes have one distance, so that answers may come in by either tunnel; the higher priority value is the spare. */
export function staticRouting(model: DeviceModel): string[] {
  const route = (lines: string[]) => ["    edit 0", ...lines.map((line) => `        ${line}`), "    next"];
  const destination = (cidr: string) => `set dst ${networkAddress(cidr)} ${netmask(cidr)}`;
  const routes = model.vpcCidrs.flatMap((cidr) => [
    ...model.tunnels.flatMap((tunnel, index) =>
      route([
        destination(cidr),
        `set device "${tunnelName(model, index)}"`,
        "set distance 10",
        `set priority ${10 * staticRank(model, tunnel)}`,
      ]),
    ),
    ...route([destination(cidr), "set blackhole enable", "set distance 254"]),
  ]);
  const [first, spare] = staticOrder(model);
  return [
    RULE,
    "# #4: Static Routing Configuration",
    RULE,
    `# AWS sends into the tunnels: ${model.staticPrefixes.join(", ") || "nothing yet, the connection has no static route"}`,
    `# Tunnel ${first + 1} is used while it is up, tunnel ${spare + 1} otherwise. With both down the blackhole`,
    "# route keeps the traffic from leaving by your default route in clear.",
    ...(routes.length === 0
      ? ['# Add for each network at AWS: edit 0, set dst NETWORK MASK, set device "TUNNEL", next']
      : ["config router static", ...routes, "end"]),
    ...(carriesInsideAddresses(model) ? linkMonitor(model) : UNWATCHED_NOTE.map((line) => `# ${line}`)),
    "#",
  ];
}

/** Without gateway-ip it takes the routes through its interface away while AWS's inside address is silent. */
function linkMonitor(model: DeviceModel): string[] {
  return [
    "config system link-monitor",
    ...model.tunnels.flatMap((tunnel, index) => [
      `    edit "${tunnelName(model, index)}"`,
      `        set srcintf "${tunnelName(model, index)}"`,
      `        set server "${tunnel.awsInsideIp}"`,
      "        set protocol ping",
      `        set source-ip ${tunnel.customerInsideIp}`,
      "        set interval 1000",
      "        set failtime 5",
      "        set recoverytime 5",
      "        set update-static-route enable",
      "    next",
    ]),
    "end",
  ];
}

export function bgp(model: DeviceModel): string[] {
  const [first] = model.tunnels;
  const networks = announced(model);
  return [
    RULE,
    "# #4: Border Gateway Protocol (BGP) Configuration",
    RULE,
    ...(networks.length > 0 ? ["# A network is announced only while the routing table has exactly this prefix."] : []),
    ...routeMaps(model),
    "config router bgp",
    `    set as ${first.customerAsn}`,
    "    config neighbor",
    ...model.tunnels.flatMap((tunnel) => [
      `        edit "${tunnel.awsInsideIp}"`,
      `            set remote-as ${tunnel.awsAsn}`,
      "            set soft-reconfiguration enable",
      "            set link-down-failover enable",
      `            set keep-alive-timer ${keepaliveSeconds(tunnel)}`,
      `            set holdtime-timer ${tunnel.bgpHoldSeconds}`,
      ...(networks.length === 0 ? ["            set capability-default-originate enable"] : []),
      ...neighborMaps(model, tunnel),
      "        next",
    ]),
    "    end",
    ...(networks.length === 0 ? [] : networkLines(networks)),
    "end",
    "#",
  ];
}

/**
 * Without a known network the default route is what AWS's own sample announces, by capability-default-originate. That one
 * has a route map of its own, so with a preferred tunnel the FortiGate's own default route is announced as a network.
 */
function announced(model: DeviceModel): string[] {
  return model.onPremCidrs.length === 0 && model.preferredTunnel !== null ? [ANYWHERE] : model.onPremCidrs;
}

function networkLines(networks: string[]): string[] {
  return [
    "    config network",
    ...networks.flatMap((cidr) => [
      "        edit 0",
      `            set prefix ${networkAddress(cidr)} ${netmask(cidr)}`,
      "        next",
    ]),
    "    end",
  ];
}

const preferredMap = (model: DeviceModel) => `aws-${shortNameText(model.connectionId)}-preferred`;
const standbyMap = (model: DeviceModel) => `aws-${shortNameText(model.connectionId)}-standby`;

/** The ASN stands in the list as often as it is to be added (CLI reference, router route-map, "set-aspath"). */
function routeMaps(model: DeviceModel): string[] {
  const [first] = model.tunnels;
  if (model.preferredTunnel === null) return [];
  const map = (name: string, action: string) => [
    `    edit "${name}"`,
    "        config rule",
    "            edit 1",
    `                ${action}`,
    "            next",
    "        end",
    "    next",
  ];
  return [
    `# The traffic takes the tunnel to ${model.preferredTunnel} while it is up: its routes have the`,
    "# higher local preference, and what is announced over the other one a longer AS path.",
    "config router route-map",
    ...map(preferredMap(model), `set set-local-preference ${PREFERRED_LOCAL_PREFERENCE}`),
    ...map(standbyMap(model), `set set-aspath "${standbyPrepend(first).join(" ")}"`),
    "end",
  ];
}

function neighborMaps(model: DeviceModel, tunnel: TunnelModel): string[] {
  if (isPreferred(model, tunnel)) return [`            set route-map-in "${preferredMap(model)}"`];
  return isStandby(model, tunnel) ? [`            set route-map-out "${standbyMap(model)}"`] : [];
}
