import { netmask, networkAddress } from "../../../net/cidr";
import { type ChosenPhase, chooseAlgorithms, type PlatformSupport } from "../../choose-algorithms";
import { defineFamily } from "../../define-family";
import type { RenderOptions } from "../../device-family";
import { bothSides } from "../../parts/both-sides";
import { commentHeader } from "../../parts/comment-header";
import { fixedSelectorProblems } from "../../parts/fixed-selectors";
import {
  isPreferred,
  isStandby,
  PREFERRED_LOCAL_PREFERENCE,
  standbyPrepend,
  staticOrder,
  staticRank,
} from "../../parts/preference";
import { keyText, nameText, shortNameText } from "../../parts/safe-text";
import { keepaliveSeconds } from "../../parts/tunnel-numbers";
import { ANYWHERE, type DeviceModel, type TunnelModel } from "../../tunnel-model";
import { sonicosChecks } from "./checks";

/**
 * Tunnel interface policies on SonicOS for its enterprise CLI, after AWS's sample (VPC Network Administrator Guide,
 * sonicwall-bgp). What that sample leaves to the management interface stays a comment here.
 */
export const sonicos = defineFamily({
  id: "sonicos",
  ikeVersions: ["ikev1", "ikev2"],
  routings: ["static", "bgp"],
  algorithms: () => support,
  checks: sonicosChecks,
  lines: (model, options) => [
    ...header(model),
    ...networks(model),
    ...vpnSettings(),
    ...model.tunnels.flatMap((tunnel, index) => tunnelBlock(model, tunnel, index, options)),
    ...(model.routing === "bgp" ? bgp(model) : staticRouting(model)),
    ...footer(model),
    "",
  ],
  // A tunnel interface policy has no networks to set, other than one from site to site.
  problems: fixedSelectorProblems,
});

function policyName(model: DeviceModel, index: number): string {
  return `${nameText(model.connectionId)}-${index + 1}`;
}

function objectName(model: DeviceModel, index: number): string {
  return `AWSVPC-${shortNameText(model.connectionId)}-${index + 1}`;
}

const RULE = `! ${"-".repeat(80)}`;

function header(model: DeviceModel): string[] {
  const local = model.customerGateway.ipAddress;
  return [
    ...commentHeader(model, "!"),
    "! The connection has two tunnels. Configure both: AWS takes one at a time out of",
    "! service for maintenance, and a single tunnel has no spare.",
    "!",
    '! Enter the lines in the CLI over SSH, without those that begin with "!": they are for',
    "! you, and say what the management interface alone can set.",
    "! Before you use this file:",
    "!   X1         write the interface towards the Internet instead",
    "!   T1, T2     must be free, write other names otherwise",
    `!   Behind NAT nothing changes: the firewall calls itself ${local} in any case, and`,
    "!              NAT traversal is on below.",
    "!",
    ...bothSides(model, "!", { replayWindow: false }),
  ];
}

/** For access rules and routes, in the zone of the tunnels. */
function networks(model: DeviceModel): string[] {
  return [
    "config",
    ...model.vpcCidrs.flatMap((cidr, index) => [
      `address-object ipv4 ${objectName(model, index)} network ${networkAddress(cidr)} ${netmask(cidr)} zone VPN`,
    ]),
    "commit",
    "!",
  ];
}

/** The firewall has one dead peer detection for all policies: 3 to 120 seconds, and no less than 60 for sessions without traffic. */
function vpnSettings(): string[] {
  return [
    "! For every VPN policy of this firewall: NAT traversal, and dead peer detection by three",
    "! probes 10 seconds apart.",
    "vpn",
    "nat-traversal",
    "ike-dpd",
    "interval 10",
    "trigger 3",
    "idle-dpd",
    "idle-dpd interval 60",
    "exit",
    "commit",
    "exit",
    "!",
  ];
}

function tunnelBlock(model: DeviceModel, tunnel: TunnelModel, index: number, options: RenderOptions): string[] {
  const { phase1, phase2 } = chooseAlgorithms(tunnel, options.ikeVersion, support);
  return [
    RULE,
    `! IPSec Tunnel #${index + 1}`,
    RULE,
    "! #1: Internet Key Exchange (IKE) Configuration",
    `vpn policy tunnel-interface ${policyName(model, index)}`,
    `gateway primary ${tunnel.outsideIpAddress}`,
    "bound-to interface X1",
    ...authentication(tunnel, index, options),
    ...ike(tunnel, phase1, options),
    "!",
    "! #2: IPSec Configuration",
    ...ipsec(tunnel, phase2),
    "!",
    "! #3: Tunnel Interface Configuration",
    ...tunnelInterface(model, tunnel, index),
  ];
}

function authentication(tunnel: TunnelModel, index: number, options: RenderOptions): string[] {
  const key = keyText(tunnel.presharedKey, options);
  return [
    "auth-method shared-secret",
    ...(key === null
      ? [
          `! Enter the pre-shared key of tunnel ${index + 1} at the end of the next line and remove its "!".`,
          "! shared-secret",
        ]
      : [`shared-secret ${key}`]),
    `ike-id local ipv4 ${tunnel.customerOutsideIp}`,
    `ike-id peer ipv4 ${tunnel.outsideIpAddress}`,
    "exit",
  ];
}

function ike(tunnel: TunnelModel, phase1: ChosenPhase, options: RenderOptions): string[] {
  return [
    `proposal ike exchange ${options.ikeVersion === "ikev1" ? "main" : "ikev2"}`,
    `proposal ike encryption ${phase1.spelled.encryption}`,
    `proposal ike authentication ${phase1.spelled.integrity}`,
    `proposal ike dh-group ${phase1.spelled.dhGroup}`,
    `proposal ike lifetime ${tunnel.phase1.lifetimeSeconds}`,
  ];
}

/** The keep-alive opens the tunnel without traffic, whatever AWS's startup action is. The replay window has no size to set. */
function ipsec(tunnel: TunnelModel, phase2: ChosenPhase): string[] {
  return [
    "proposal ipsec protocol esp",
    `proposal ipsec encryption ${phase2.spelled.encryption}`,
    `proposal ipsec authentication ${phase2.spelled.integrity}`,
    `proposal ipsec perfect-forward-secrecy dh-group ${phase2.spelled.dhGroup}`,
    `proposal ipsec lifetime ${tunnel.phase2.lifetimeSeconds}`,
    "anti-replay",
    "keep-alive",
    "enable",
    "commit",
    "exit",
  ];
}

/** Where the MSS is set differs from release to release (unconfirmed). */
function tunnelInterface(model: DeviceModel, tunnel: TunnelModel, index: number): string[] {
  return [
    `tunnel-interface vpn T${index + 1}`,
    `policy ${policyName(model, index)}`,
    "ip-assignment VPN static",
    `ip ${tunnel.customerInsideIp} netmask ${netmask(tunnel.insideCidr)}`,
    "exit",
    "fragment-packets",
    "ignore-df-bit",
    "exit",
    "commit",
    `! Limit the TCP MSS to ${tunnel.tcpMssBytes} in the management interface where the release can.`,
    "!",
  ];
}

/** SonicOS watches a route with a network monitor policy, whose commands are (unconfirmed) and so left to the management interface. */
function staticRouting(model: DeviceModel): string[] {
  const [, spare] = staticOrder(model);
  return [
    RULE,
    "! #4: Static Routing Configuration",
    RULE,
    `! AWS sends into the tunnels: ${model.staticPrefixes.join(", ") || "nothing yet, the connection has no static route"}`,
    ...(model.vpcCidrs.length === 0
      ? ["! Add for each network at AWS a route policy through T1 and one through T2."]
      : []),
    "routing",
    ...model.tunnels.flatMap((tunnel, index) =>
      model.vpcCidrs.map(
        (_, network) =>
          `policy interface T${index + 1} metric ${staticRank(model, tunnel)} source any destination name ${objectName(model, network)} service any gateway ${tunnel.awsInsideIp}`,
      ),
    ),
    "commit",
    "exit",
    `! Tunnel ${spare + 1} is the spare. For the change to it, in the management interface:`,
    ...model.tunnels.flatMap((tunnel, index) => [
      `!   add a network monitor policy that pings ${tunnel.awsInsideIp} through T${index + 1}, and name it as`,
      `!   probe of the routes through T${index + 1}, to be disabled when the probe fails.`,
    ]),
    "!",
  ];
}

/** BGP has a command line of its own within the CLI, as AWS's sample shows; neighbors are AWS's inside addresses. */
function bgp(model: DeviceModel): string[] {
  const [first] = model.tunnels;
  const networks = announced(model);
  return [
    RULE,
    "! #4: Border Gateway Protocol (BGP) Configuration",
    RULE,
    "! BGP needs its license, and must be enabled in the management interface: Network, Routing,",
    "! routing mode advanced, BGP enabled.",
    ...(networks.length > 0 ? ["! A network is announced only while the routing table has exactly this prefix."] : []),
    "routing",
    "bgp",
    "configure terminal",
    ...routeMaps(model),
    `router bgp ${first.customerAsn}`,
    ...networks.map((cidr) => `network ${cidr}`),
    ...model.tunnels.flatMap((tunnel) => [
      `neighbor ${tunnel.awsInsideIp} remote-as ${tunnel.awsAsn}`,
      `neighbor ${tunnel.awsInsideIp} timers ${keepaliveSeconds(tunnel)} ${tunnel.bgpHoldSeconds}`,
      `neighbor ${tunnel.awsInsideIp} soft-reconfiguration inbound`,
      ...(networks.length === 0 ? [`neighbor ${tunnel.awsInsideIp} default-originate`] : []),
      ...neighborMaps(model, tunnel),
    ]),
    "end",
    "write",
    "exit",
    "commit",
    "exit",
    "!",
  ];
}

/** Without a known network the default route is what AWS's own sample announces; one of default-originate need not pass a route map. */
function announced(model: DeviceModel): string[] {
  return model.onPremCidrs.length === 0 && model.preferredTunnel !== null ? [ANYWHERE] : model.onPremCidrs;
}

/** As in SonicWall's "BGP Advanced Routing in SonicOS", under "Local Preference" and "AS_PATH Prepending". */
function routeMaps(model: DeviceModel): string[] {
  const [first] = model.tunnels;
  if (model.preferredTunnel === null) return [];
  return [
    `! The traffic takes the tunnel to ${model.preferredTunnel} while it is up: its routes have the`,
    "! higher local preference, and what is announced over the other one a longer AS path.",
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

function footer(model: DeviceModel): string[] {
  return [
    "! Access rules: allow LAN to VPN and VPN to LAN for the networks of both sides, in the",
    "! management interface (Policy, Access rules).",
    "! Verify with:",
    "!   show vpn policies",
    ...(model.routing === "bgp" ? ["!   show ip bgp summary   (after: routing, bgp)"] : []),
  ];
}

/** SonicOS 7 has AESGCM16-256 for IKEv2 in its management interface; what its CLI calls it is (unconfirmed), and so it is not offered. */
const CBC = { AES128: "aes-128", AES256: "aes-256" };
/** That SHA-384 and SHA-512 are spelled alike is (unconfirmed); AWS's own instructions know these two. */
const INTEGRITY = { SHA1: "sha-1", "SHA2-256": "sha-256" };
/** The elliptic groups 19 to 21 exist in newer releases under names that are (unconfirmed). */
const DH_GROUPS = { 2: "2", 5: "5", 14: "14" };

const phases = { encryption: CBC, integrity: INTEGRITY, dhGroups: DH_GROUPS };
const support: PlatformSupport = {
  ikev1: { phase1: phases, phase2: phases },
  ikev2: { phase1: phases, phase2: phases },
};
