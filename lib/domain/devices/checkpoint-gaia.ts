import { bothSides } from "./both-sides";
import { gaiaChecks } from "./checkpoint-gaia-checks";
import { type ChosenPhase, chooseAlgorithms, type PlatformSupport } from "./choose-algorithms";
import { commentHeader } from "./comment-header";
import { defineFamily } from "./define-family";
import type { RenderOptions } from "./device-family";
import { fixedSelectorProblems } from "./fixed-selectors";
import { isStandby, PREFERRED_LOCAL_PREFERENCE, standbyPrepend, staticOrder, staticRank } from "./preference";
import { keyText, shortNameText } from "./safe-text";
import { ANYWHERE, type DeviceModel, type TunnelModel } from "./tunnel-model";
import { keepaliveSeconds, tunnelMtu } from "./tunnel-numbers";

/**
 * Numbered VPN tunnel interfaces on Gaia. IKE and IPsec are set in SmartConsole, which has no such text: its part of the file
 * is comments, in the order of AWS's instructions (Site-to-Site VPN user guide, dynamic routing, Check Point).
 */
export const checkpointGaia = defineFamily({
  id: "checkpoint-gaia",
  ikeVersions: ["ikev1", "ikev2"],
  routings: ["static", "bgp"],
  algorithms: () => support,
  checks: gaiaChecks,
  lines: (model, options) => [
    ...header(model),
    ...model.tunnels.flatMap((tunnel, index) => tunnelInterface(model, tunnel, index)),
    ...(model.routing === "bgp" ? bgp(model) : staticRouting(model)),
    "save config",
    "#",
    ...smartConsole(model, options),
    ...footer(model),
    "",
  ],
  // "One VPN tunnel per gateway pair" is any to any; the other kinds take the VPN domains, which are empty with tunnel interfaces.
  problems: fixedSelectorProblems,
});

/** Gaia's "peer" and SmartConsole's object must have one name, letter by letter. */
function peerName(model: DeviceModel, index: number): string {
  return `AWS_${shortNameText(model.connectionId)}_Tunnel_${index + 1}`;
}

const RULE = `# ${"-".repeat(80)}`;

function header(model: DeviceModel): string[] {
  return [
    ...commentHeader(model, "#"),
    "# The connection has two tunnels. Configure both: AWS takes one at a time out of",
    "# service for maintenance, and a single tunnel has no spare.",
    "#",
    "# This file has two parts. Part A is commands for clish on the gateway, on each member",
    "# of a cluster with an address of its own. Part B is what to set in SmartConsole.",
    "# Do part B up to the objects first if clish refuses a peer that it does not know.",
    "# Before you use this file:",
    "#   tunnels 1 and 2, vpnt1 and vpnt2   must be free, write other numbers otherwise",
    `#   ${model.customerGateway.ipAddress} must be the gateway's main address or the one chosen under`,
    '#                                      "IPsec VPN, Link Selection"; behind NAT, choose it there as',
    "#                                      statically NATed address",
    "#",
    ...bothSides(model, "#", { replayWindow: false }),
    RULE,
    "# Part A: clish",
    RULE,
  ];
}

function tunnelInterface(model: DeviceModel, tunnel: TunnelModel, index: number): string[] {
  const number = index + 1;
  return [
    `# IPSec Tunnel #${number}: Tunnel Interface Configuration`,
    `add vpn tunnel ${number} type numbered local ${tunnel.customerInsideIp} remote ${tunnel.awsInsideIp} peer ${peerName(model, index)}`,
    `set interface vpnt${number} state on`,
    `set interface vpnt${number} mtu ${tunnelMtu(tunnel)}`,
    "#",
  ];
}

/** Gaia asks the gateways of a route with "ping on" itself, and leaves one out that is silent; priority 1 is the first choice. */
function staticRouting(model: DeviceModel): string[] {
  const [first, spare] = staticOrder(model);
  return [
    "# Static Routing Configuration",
    `# AWS sends into the tunnels: ${model.staticPrefixes.join(", ") || "nothing yet, the connection has no static route"}`,
    `# Tunnel ${first + 1} is used while AWS's inside address answers, tunnel ${spare + 1} otherwise.`,
    ...(model.vpcCidrs.length === 0
      ? ["# Add for each network at AWS: set static-route NETWORK nexthop gateway address AWS_INSIDE priority 1 on"]
      : []),
    ...model.vpcCidrs.flatMap((cidr) => [
      ...model.tunnels.map(
        (tunnel) =>
          `set static-route ${cidr} nexthop gateway address ${tunnel.awsInsideIp} priority ${staticRank(model, tunnel)} on`,
      ),
      `set static-route ${cidr} ping on`,
    ]),
    "#",
  ];
}

function bgp(model: DeviceModel): string[] {
  const [first] = model.tunnels;
  const asns = [...new Set(model.tunnels.map(({ awsAsn }) => awsAsn))];
  return [
    "# Border Gateway Protocol (BGP) Configuration",
    '# "set as" holds for the whole gateway; it must be the ASN of the customer gateway at AWS.',
    `set as ${first.customerAsn}`,
    ...asns.map((asn) => `set bgp external remote-as ${asn} on`),
    ...model.tunnels.flatMap((tunnel) => {
      const peer = `set bgp external remote-as ${tunnel.awsAsn} peer ${tunnel.awsInsideIp}`;
      return [
        `${peer} on`,
        `${peer} holdtime ${tunnel.bgpHoldSeconds}`,
        `${peer} keepalive ${keepaliveSeconds(tunnel)}`,
      ];
    }),
    "# Policy numbers from 512 are for filters by AS; write another if this one is taken.",
    ...asns.flatMap((asn, index) => [
      `set inbound-route-filter bgp-policy ${512 + index} based-on-as as ${asn} on`,
      `set inbound-route-filter bgp-policy ${512 + index} accept-all-ipv4`,
    ]),
    ...announced(model, asns),
    ...preference(model),
    "#",
  ];
}

/**
 * Route maps of one neighbor; inbound filters and redistribution do not apply to what one of them is for (advanced routing guide,
 * "Route maps"). The count is of the own ASN in all, once being the default.
 */
function preference(model: DeviceModel): string[] {
  if (model.preferredTunnel === null) return [];
  const name = `AWS_${shortNameText(model.connectionId)}`;
  return [
    "#",
    `# The traffic takes the tunnel to ${model.preferredTunnel} while it is up: its routes have the`,
    "# higher local preference, and what is announced over the other one a longer AS path. The",
    "# gateway must know your networks as static routes or by its interfaces; for networks that it",
    '# learns otherwise, add another id with its protocol (ospf2, for instance) after "match protocol".',
    `set routemap ${name}_preferred id 10 on`,
    `set routemap ${name}_preferred id 10 allow`,
    `set routemap ${name}_preferred id 10 action localpref ${PREFERRED_LOCAL_PREFERENCE}`,
    ...prepending(model, `${name}_standby`),
    ...model.tunnels.map((tunnel) => {
      const peer = `set bgp external remote-as ${tunnel.awsAsn} peer ${tunnel.awsInsideIp}`;
      return isStandby(model, tunnel)
        ? `${peer} export-routemap ${name}_standby preference 1 on`
        : `${peer} import-routemap ${name}_preferred preference 1 on`;
    }),
  ];
}

function prepending(model: DeviceModel, name: string): string[] {
  const [first] = model.tunnels;
  const networks = model.onPremCidrs.length > 0 ? model.onPremCidrs : [ANYWHERE];
  return (["static", "direct"] as const).flatMap((protocol, index) => {
    const id = `set routemap ${name} id ${10 * (index + 1)}`;
    return [
      `${id} on`,
      `${id} match protocol ${protocol}`,
      ...networks.map((cidr) => `${id} match network ${cidr} exact`),
      `${id} allow`,
      `${id} action aspath-prepend-count ${1 + standbyPrepend(first).length}`,
    ];
  });
}

/** What is announced must be redistributed from where the gateway has it, which this file cannot know. */
function announced(model: DeviceModel, asns: number[]): string[] {
  if (model.onPremCidrs.length === 0) {
    return [
      "# Without known networks the gateway announces its default route, if it has one.",
      ...asns.map((asn) => `set route-redistribution to bgp-as ${asn} from static-route default on`),
    ];
  }
  return [
    `# Announce ${model.onPremCidrs.join(", ")}: each network by the line that fits how the gateway`,
    "# knows it, with the sign in front removed; the interface is the one in that network.",
    ...asns.flatMap((asn) => [
      `# set route-redistribution to bgp-as ${asn} from interface INTERFACE on`,
      ...model.onPremCidrs.map((cidr) => `# set route-redistribution to bgp-as ${asn} from static-route ${cidr} on`),
    ]),
  ];
}

/** One community has one set of algorithms; tunnels that need different ones get one each. */
function smartConsole(model: DeviceModel, options: RenderOptions): string[] {
  const [first, second] = model.tunnels.map((tunnel) => suite(tunnel, options));
  const community = `AWS_${shortNameText(model.connectionId)}_Star`;
  const peers = model.tunnels.map((_, index) => peerName(model, index));
  const communities =
    first?.join() === second?.join()
      ? [star(community, peers.join(" and "), first ?? [])]
      : [star(`${community}_1`, peers[0] ?? "", first ?? []), star(`${community}_2`, peers[1] ?? "", second ?? [])];
  return [
    RULE,
    "# Part B: SmartConsole",
    RULE,
    "# #1: Objects",
    "#   New group (Network Group), empty: AWS_Empty_VPN_Domain",
    ...model.tunnels.flatMap((tunnel, index) => [
      `#   New interoperable device: ${peerName(model, index)}`,
      `#     IPv4 address                       : ${tunnel.outsideIpAddress}`,
      "#     Topology, VPN domain, user defined : AWS_Empty_VPN_Domain",
    ]),
    "#   Your gateway or cluster",
    '#     Topology                           : "Get interfaces"; vpnt1 and vpnt2 must be listed',
    "#     VPN domain                         : must not hold the networks that use this connection;",
    "#                                          AWS_Empty_VPN_Domain if it has no other VPN",
    "#",
    "# #2: Internet Key Exchange (IKE) and IPSec Configuration",
    ...communities.flat(),
    "#   Shared secret (of the same community)",
    ...model.tunnels.map((tunnel, index) => secret(model, tunnel, index, options)),
    "#",
    ...forTheGateway(model),
  ];
}

function star(name: string, satellites: string, lines: string[]): string[] {
  return [
    `#   New star community: ${name}`,
    "#     Center gateways                    : your gateway or cluster",
    `#     Satellite gateways                 : ${satellites}`,
    ...lines,
    "#     Tunnel management                  : permanent tunnels on all tunnels in the community;",
    "#                                          one VPN tunnel per gateway pair",
    "#     Advanced                           : disable NAT inside the VPN community",
  ];
}

/** What SmartConsole asks for under Encryption and Advanced. It counts phase 1 in minutes. */
function suite(tunnel: TunnelModel, options: RenderOptions): string[] {
  const { phase1, phase2 } = chooseAlgorithms(tunnel, options.ikeVersion, support);
  return [
    `#     Encryption method                  : ${options.ikeVersion === "ikev1" ? "IKEv1 for IPv4 and IKEv2 for IPv6" : "IKEv2 only"}`,
    "#     Encryption suite                   : custom",
    ...phaseLines(1, phase1),
    `#     Renegotiate IKE every              : ${Math.floor(tunnel.phase1.lifetimeSeconds / 60)} minutes`,
    ...phaseLines(2, phase2),
    "#     Perfect forward secrecy            : on, with the group of phase 2",
    `#     Renegotiate IPsec every            : ${tunnel.phase2.lifetimeSeconds} seconds`,
    ...(options.ikeVersion === "ikev1" ? ["#     Aggressive mode                    : off"] : []),
  ];
}

function phaseLines(number: 1 | 2, phase: ChosenPhase): string[] {
  return [
    `#     Phase ${number}, encryption                : ${phase.spelled.encryption}`,
    // AES-GCM authenticates by itself, and SmartConsole does not use the value beside it.
    `#     Phase ${number}, data integrity            : ${phase.spelled.integrity}`,
    `#     Phase ${number}, Diffie-Hellman group      : ${phase.spelled.dhGroup}`,
  ];
}

function secret(model: DeviceModel, tunnel: TunnelModel, index: number, options: RenderOptions): string {
  const key = keyText(tunnel.presharedKey, options);
  const value = key ?? `enter the pre-shared key of tunnel ${index + 1} here`;
  return `#     ${peerName(model, index).padEnd(35)}: ${value}`;
}

function forTheGateway(model: DeviceModel): string[] {
  const ours = model.onPremCidrs.join(", ") || "your networks";
  const theirs = model.vpcCidrs.join(", ") || "the networks at AWS";
  return [
    "# #3: Rules",
    "#   Global properties, VPN, Advanced     : enable VPN directional match in VPN column",
    `#   Accept ${ours} to ${theirs} and back, with this in the VPN column:`,
    "#     internal_clear to the community; community to community; community to internal_clear",
    ...(model.routing === "bgp" ? ["#   Accept BGP (TCP 179) between the inside addresses and the gateway."] : []),
    "#",
    "# #4: With GuiDBedit (close SmartConsole before), then install the policy",
    "#   tunnel_keepalive_method = dpd        : of the gateway and of both interoperable devices",
    `#   fw_clamp_tcp_mss = true              : TCP MSS ${Math.min(...model.tunnels.map(({ tcpMssBytes }) => tcpMssBytes))} bytes, from the MTU of part A`,
    "#",
  ];
}

function footer(model: DeviceModel): string[] {
  return [
    "# Verify with:",
    "#   vpn tu list ike, vpn tu list ipsec   (expert mode)",
    model.routing === "bgp" ? "#   show bgp peers" : "#   show route static",
  ];
}

const CBC = { AES128: "AES-128", AES256: "AES-256" };
const GCM = { "AES128-GCM-16": "AES-GCM-128", "AES256-GCM-16": "AES-GCM-256" };
/** AWS's instructions show the weakest values only; these are the ones of R80 in SmartConsole's spelling (unconfirmed), SHA-512 not among them. */
const INTEGRITY = { SHA1: "SHA1", "SHA2-256": "SHA256", "SHA2-384": "SHA384" };
/** Likewise (unconfirmed); newer releases may have more. */
const DH_GROUPS = {
  2: "Group 2 (1024 bit)",
  5: "Group 5 (1536 bit)",
  14: "Group 14 (2048 bit)",
  19: "Group 19 (256-bit ECP)",
  20: "Group 20 (384-bit ECP)",
};

/** AES-GCM is for phase 2; that IKEv1 takes it there is (unconfirmed) and so not offered. */
const support: PlatformSupport = {
  ikev1: {
    phase1: { encryption: CBC, integrity: INTEGRITY, dhGroups: DH_GROUPS },
    phase2: { encryption: CBC, integrity: INTEGRITY, dhGroups: DH_GROUPS },
  },
  ikev2: {
    phase1: { encryption: CBC, integrity: INTEGRITY, dhGroups: DH_GROUPS },
    phase2: { encryption: { ...CBC, ...GCM }, integrity: INTEGRITY, dhGroups: DH_GROUPS },
  },
};
