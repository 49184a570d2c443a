import { phrase } from "../../../phrase";
import type { Problem } from "../../../problem";
import {
  algorithmProblems,
  type ChosenAlgorithms,
  chooseAlgorithms,
  type PlatformSupport,
} from "../../choose-algorithms";
import { defineFamily } from "../../define-family";
import type { RenderOptions } from "../../device-family";
import { wideAsnProblems } from "../../model-problems";
import { bothSides } from "../../parts/both-sides";
import { commentHeader } from "../../parts/comment-header";
import { fixedSelectorProblems, UNWATCHED_NOTE } from "../../parts/fixed-selectors";
import { carriesInsideAddresses } from "../../parts/inside";
import { isStandby, staticOrder } from "../../parts/preference";
import { keyText } from "../../parts/safe-text";
import { tunnelMtu } from "../../parts/tunnel-numbers";
import { ANYWHERE, type DeviceModel, type TunnelModel } from "../../tunnel-model";
import { yamahaChecks } from "./checks";

/** Yamaha RTX: tunnel interfaces 1 and 2 with the policy numbers of AWS's samples. Commands as in Yamaha's command reference, chapter "IPsec". */
export const yamahaRtx = defineFamily({
  id: "yamaha-rtx",
  ikeVersions: ["ikev1", "ikev2"],
  routings: ["static", "bgp"],
  algorithms: () => support,
  checks: yamahaChecks,
  lines: (model, options) => [
    ...header(model, options),
    ...model.tunnels.flatMap((tunnel, index) => tunnelBlock(model, tunnel, index + 1, options)),
    ...forBothTunnels(),
    ...(model.routing === "bgp" ? bgp(model) : staticRouting(model)),
    ...footer(model),
    "",
  ],
  problems: (model, options) => [
    ...oneGroupProblems(model, options),
    // "bgp autonomous-system" and "bgp neighbor" take 1 to 65535 only (command reference, chapter "BGP").
    ...wideAsnProblems(model),
    // The ids of phase 2 are for IKEv1 and change nothing in IKEv2 (command reference, "ipsec ike local id").
    ...(options.ikeVersion === "ikev2" ? fixedSelectorProblems(model) : []),
    ...preferenceProblems(model),
  ],
});

const RULE = `# ${"-".repeat(78)}`;

function header(model: DeviceModel, options: RenderOptions): string[] {
  const local = model.customerGateway.ipAddress;
  return [
    ...commentHeader(model, "#"),
    "# The connection has two tunnels. Configure both: AWS takes one at a time out of",
    "# service for maintenance, and a single tunnel has no spare.",
    "#",
    "# Check that tunnels 1 and 2, policies 201 and 202, security gateways 1 and 2,",
    model.routing === "bgp" ? "# BGP neighbors 1 and 2 and import filters from 1 on" : "# and keepalive 1",
    "# are free on this router, and renumber them otherwise.",
    `# Where another device translates addresses, or the router does not own ${local},`,
    '# write the router\'s own address after "ipsec ike local address".',
    ...(options.ikeVersion === "ikev2" ? [`# The address after "ipsec ike local name" stays ${local}.`] : []),
    "# A filter on the outside interface must let UDP 500, UDP 4500 and ESP in. Where the",
    "# router masquerades on that interface, let IKE and ESP through (descriptor 1000 stands",
    "# for the one in use):",
    `#   nat descriptor masquerade static 1000 1 ${local} udp 500`,
    `#   nat descriptor masquerade static 1000 2 ${local} udp 4500`,
    `#   nat descriptor masquerade static 1000 3 ${local} esp`,
    "#",
    ...bothSides(model, "#", { replayWindow: false }),
  ];
}

function tunnelBlock(model: DeviceModel, tunnel: TunnelModel, number: number, options: RenderOptions): string[] {
  const chosen = chooseAlgorithms(withOneGroup(tunnel, options), options.ikeVersion, support);
  return [
    RULE,
    `# IPSec Tunnel #${number}`,
    RULE,
    `tunnel select ${number}`,
    "# #1: Internet Key Exchange (IKE) Configuration",
    ` ipsec tunnel ${200 + number}`,
    ...ike(tunnel, number, chosen, options),
    ...(options.ikeVersion === "ikev1" ? ikev1Identity(model, number) : ikev2Identity(tunnel, number)),
    // Used only where the peers find an address translated between them; in IKEv1's main mode as of the releases in `platforms`.
    `  ipsec ike nat-traversal ${number} on`,
    "# #2: IPSec Configuration",
    ...ipsec(tunnel, number, chosen),
    "# #3: Tunnel Interface Configuration",
    ...tunnelInterface(tunnel),
    ` tunnel enable ${number}`,
    "tunnel select none",
    "#",
  ];
}

function ike(tunnel: TunnelModel, number: number, { phase1, phase2 }: ChosenAlgorithms, options: RenderOptions) {
  const isIkev1 = options.ikeVersion === "ikev1";
  const key = keyText(tunnel.presharedKey, options);
  // In IKEv1 a second group is the one of phase 2; IKEv2 ignores it (command reference, "ipsec ike group").
  const groups = [...new Set([phase1.spelled.dhGroup, ...(isIkev1 ? [phase2.spelled.dhGroup] : [])])];
  return [
    `  ipsec ike version ${number} ${isIkev1 ? 1 : 2}`,
    `  ipsec ike encryption ${number} ${phase1.spelled.encryption}`,
    `  ipsec ike hash ${number} ${phase1.spelled.integrity}`,
    `  ipsec ike group ${number} ${groups.join(" ")}`,
    // Without this the router offers all it knows in IKEv2, and AWS takes the weakest (command reference, "proposal-limitation").
    ...(isIkev1 ? [] : [`  ipsec ike proposal-limitation ${number} on`]),
    ...(key === null
      ? [
          `# Enter the pre-shared key of tunnel ${number} at the end of the next line and remove its "#".`,
          `#  ipsec ike pre-shared-key ${number} text`,
        ]
      : [`  ipsec ike pre-shared-key ${number} text ${key}`]),
    `  ipsec ike duration isakmp-sa ${number} ${tunnel.phase1.lifetimeSeconds}`,
    `  ipsec ike local address ${number} ${tunnel.customerOutsideIp}`,
    `  ipsec ike remote address ${number} ${tunnel.outsideIpAddress}`,
  ];
}

/** Proxy ids are off by default, and AWS wants them (AWS, "Troubleshooting Yamaha connectivity"). */
function ikev1Identity({ selectors }: DeviceModel, number: number): string[] {
  return [
    `  ipsec ike local id ${number} ${selectors.onPrem}`,
    `  ipsec ike remote id ${number} ${selectors.aws}`,
    `  ipsec ike keepalive use ${number} on dpd 10 3`,
  ];
}

/** As AWS's IKEv2 sample has it: message ids in order and child SAs made in their own exchange, which RFC 7296 peers expect. */
function ikev2Identity(tunnel: TunnelModel, number: number): string[] {
  return [
    `  ipsec ike local name ${number} ${tunnel.customerOutsideIp} ipv4-addr`,
    `  ipsec ike remote name ${number} ${tunnel.outsideIpAddress} ipv4-addr`,
    `  ipsec ike message-id-control ${number} on`,
    `  ipsec ike child-exchange type ${number} 2`,
    `  ipsec ike keepalive use ${number} on rfc4306 10 3`,
  ];
}

/** The router renews at 75 % of a lifetime, before AWS's own margin. Of replay it knows the check only, not the window's size. */
function ipsec(tunnel: TunnelModel, number: number, { phase2 }: ChosenAlgorithms): string[] {
  const { encryption, integrity } = phase2.spelled;
  return [
    `  ipsec sa policy ${200 + number} ${number} esp ${encryption} ${integrity} anti-replay-check=on`,
    `  ipsec ike duration ipsec-sa ${number} ${tunnel.phase2.lifetimeSeconds}`,
    `  ipsec ike pfs ${number} on`,
    " ipsec tunnel outer df-bit clear",
  ];
}

function tunnelInterface(tunnel: TunnelModel): string[] {
  return [
    ` ip tunnel address ${tunnel.customerInsideIp}/30`,
    ` ip tunnel remote address ${tunnel.awsInsideIp}`,
    // With the default MTU of 1280 the limit below would never count.
    ` ip tunnel mtu ${tunnelMtu(tunnel)}`,
    ` ip tunnel tcp mss limit ${tunnel.tcpMssBytes}`,
  ];
}

function forBothTunnels(): string[] {
  return [
    RULE,
    "# Settings for all tunnels of this router",
    RULE,
    "# The router itself starts the tunnels; with a keepalive it never stops trying.",
    "ipsec auto refresh on",
    "#",
  ];
}

/** The spare has weight 0: it is used while AWS's inside address of the other tunnel does not answer, or that tunnel is down. */
function staticRouting(model: DeviceModel): string[] {
  const [first, spare] = staticOrder(model);
  const isWatched = carriesInsideAddresses(model);
  const route = (network: string) =>
    `ip route ${network} gateway tunnel ${first + 1} ${isWatched ? "keepalive 1" : "hide"} gateway tunnel ${spare + 1} weight 0`;
  return [
    RULE,
    "# #4: Static Routing Configuration",
    RULE,
    `# AWS sends into the tunnels: ${model.staticPrefixes.join(", ") || "nothing yet, the connection has no static route"}`,
    ...(isWatched
      ? [
          `# Tunnel ${spare + 1} takes over when the other end of tunnel ${first + 1} has not answered three pings.`,
          `ip keepalive 1 icmp-echo 5 3 ${model.tunnels[first]?.awsInsideIp}`,
        ]
      : UNWATCHED_NOTE.map((line) => `# ${line}`)),
    ...(model.vpcCidrs.length === 0 ? [`# Add for each network at AWS: ${route("NETWORK")}`] : []),
    ...model.vpcCidrs.map(route),
    "#",
  ];
}

/** Keepalives go out at about a third of the hold time by themselves (command reference, "bgp neighbor"). */
function bgp(model: DeviceModel): string[] {
  const [{ awsAsn, customerAsn }] = model.tunnels;
  // Without a known network the default route is what AWS's own sample announces.
  const announced = model.onPremCidrs.length > 0 ? model.onPremCidrs : [ANYWHERE];
  return [
    RULE,
    "# #4: Border Gateway Protocol (BGP) Configuration",
    RULE,
    "# A network is announced only while the routing table has exactly this prefix;",
    '# "static" stands for the networks of the interfaces as well.',
    ...(model.preferredTunnel === null
      ? []
      : [
          `# The metric is the MED: AWS answers on the tunnel to ${model.preferredTunnel} while it is up. What`,
          "# the router sends follows the MED of AWS.",
        ]),
    "bgp use on",
    `bgp autonomous-system ${customerAsn}`,
    ...model.tunnels.map(
      (tunnel, index) =>
        `bgp neighbor ${index + 1} ${tunnel.awsAsn} ${tunnel.awsInsideIp} hold-time=${tunnel.bgpHoldSeconds}${med(model, tunnel)} local-address=${tunnel.customerInsideIp}`,
    ),
    ...announced.map((cidr, index) => `bgp import filter ${index + 1} equal ${cidr}`),
    `bgp import ${awsAsn} static filter ${announced.map((_, index) => index + 1).join(" ")}`,
    "bgp configure refresh",
    "#",
  ];
}

/** The lower one is preferred. The router cannot lengthen an AS path, and its filters know an ASN, not a neighbor (command reference, "BGP"). */
function med(model: DeviceModel, tunnel: TunnelModel): string {
  return model.preferredTunnel === null ? "" : ` metric=${isStandby(model, tunnel) ? 200 : 100}`;
}

function preferenceProblems({ routing, preferredTunnel }: DeviceModel): Problem[] {
  if (routing === "static" || preferredTunnel === null) return [];
  const values = { address: preferredTunnel };
  return [{ severity: "warning", phrase: phrase("devices.problem.preferenceFromAwsOnly", values) }];
}

function footer(model: DeviceModel): string[] {
  return [
    "# Keep the configuration with: save",
    "# Verify with:",
    "#   show ipsec sa",
    "#   show status tunnel 1",
    ...(model.routing === "bgp" ? ["#   show status bgp neighbor"] : ["#   show status ip keepalive"]),
    "#   show ip route",
  ];
}

/** One group serves both phases in IKEv2: what only one phase accepts does not count there. */
function withOneGroup(tunnel: TunnelModel, options: RenderOptions): TunnelModel {
  if (options.ikeVersion === "ikev1") return tunnel;
  const { phase1, phase2 } = tunnel;
  return {
    ...tunnel,
    phase1: { ...phase1, dhGroups: phase1.dhGroups.filter((group) => phase2.dhGroups.includes(group)) },
    phase2: { ...phase2, dhGroups: phase2.dhGroups.filter((group) => phase1.dhGroups.includes(group)) },
  };
}

function oneGroupProblems(model: DeviceModel, options: RenderOptions): Problem[] {
  if (algorithmProblems(model, options.ikeVersion, support).length > 0) return [];
  return model.tunnels.flatMap((tunnel, index) => {
    const common = withOneGroup(tunnel, options).phase1.dhGroups;
    if (common.some((group) => group in DH_GROUPS)) return [];
    const nearest = chooseAlgorithms(tunnel, options.ikeVersion, support).phase1.dhGroup;
    const values = { address: tunnel.outsideIpAddress, nearest };
    const suggestion = String(nearest);
    return [
      { severity: "error", path: ["tunnels", index], phrase: phrase("devices.problem.oneDhGroup", values), suggestion },
    ];
  });
}

const CBC = { AES128: "aes-cbc", AES256: "aes256-cbc" };
/** SHA-384 and SHA-512 exist on the RTX1300 and RTX3510 only; 256 every model has (command reference, "ipsec ike hash"). */
const IKE_INTEGRITY = { SHA1: "sha", "SHA2-256": "sha256" };
const ESP_INTEGRITY = { SHA1: "sha-hmac", "SHA2-256": "sha256-hmac" };
const DH_GROUPS = { 2: "modp1024", 5: "modp1536", 14: "modp2048" };
const PHASES = {
  phase1: { encryption: CBC, integrity: IKE_INTEGRITY, dhGroups: DH_GROUPS },
  phase2: { encryption: CBC, integrity: ESP_INTEGRITY, dhGroups: DH_GROUPS },
};
const support: PlatformSupport = { ikev1: PHASES, ikev2: PHASES };
