import { type ChosenPhase, chooseAlgorithms, type PlatformSupport } from "../../choose-algorithms";
import type { RenderOptions } from "../../device-family";
import { keyText, shortNameText } from "../../parts/safe-text";
import type { DeviceModel, TunnelModel } from "../../tunnel-model";
import { peerName } from "./peer-name";

const RULE = `# ${"-".repeat(80)}`;

/** One community has one set of algorithms; tunnels that need different ones get one each. */
export function smartConsole(model: DeviceModel, options: RenderOptions): string[] {
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
  const { phase1, phase2 } = chooseAlgorithms(tunnel, options.ikeVersion, gaiaSupport);
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
export const gaiaSupport: PlatformSupport = {
  ikev1: {
    phase1: { encryption: CBC, integrity: INTEGRITY, dhGroups: DH_GROUPS },
    phase2: { encryption: CBC, integrity: INTEGRITY, dhGroups: DH_GROUPS },
  },
  ikev2: {
    phase1: { encryption: CBC, integrity: INTEGRITY, dhGroups: DH_GROUPS },
    phase2: { encryption: { ...CBC, ...GCM }, integrity: INTEGRITY, dhGroups: DH_GROUPS },
  },
};
