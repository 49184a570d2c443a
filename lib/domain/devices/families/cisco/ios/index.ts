import { netmask, networkAddress, wildcardMask } from "../../../../net/cidr";
import { type ChosenPhase, chooseAlgorithms } from "../../../choose-algorithms";
import { defineFamily } from "../../../define-family";
import type { RenderOptions } from "../../../device-family";
import { bothSides } from "../../../parts/both-sides";
import { commentHeader } from "../../../parts/comment-header";
import { insideEnds, isNarrowed } from "../../../parts/inside";
import { keyText, nameText } from "../../../parts/safe-text";
import { insideMss } from "../../../parts/tunnel-numbers";
import { ANYWHERE, type DeviceModel, type TunnelModel } from "../../../tunnel-model";
import { ciscoReplayWindow } from "../replay-window";
import { iosSupport } from "./algorithms";
import { iosChecks } from "./checks";
import { bgp, staticRouting } from "./routing";

/** Route-based tunnels on IOS and IOS XE, named and numbered as in AWS's samples: …-0 and …-1, policies 200 and 201, SLAs 100 and 200. */
export const ciscoIos = defineFamily({
  id: "cisco-ios",
  ikeVersions: ["ikev1", "ikev2"],
  routings: ["static", "bgp"],
  insideIpVersions: ["ipv4", "ipv6"],
  algorithms: () => iosSupport,
  checks: iosChecks,
  lines: (model, options) => [
    ...header(model, options),
    ...forBothTunnels(model, options),
    ...model.tunnels.flatMap((tunnel, index) => tunnelBlock(part(model, tunnel, index), options)),
    ...(model.routing === "bgp" ? bgp(model) : []),
    ...footer(options),
    "",
  ],
});

/** One tunnel with the names its parts have on the router. */
export interface Part {
  model: DeviceModel;
  tunnel: TunnelModel;
  number: number;
  policy: number;
  sla: number;
  /** Ends every name: vpn-0a1b-0. */
  suffix: string;
}

function part(model: DeviceModel, tunnel: TunnelModel, index: number): Part {
  const suffix = `${nameText(model.connectionId)}-${index}`;
  return { model, tunnel, number: index + 1, policy: 200 + index, sla: 100 * (index + 1), suffix };
}

const RULE = `! ${"-".repeat(80)}`;

function header(model: DeviceModel, options: RenderOptions): string[] {
  const local = model.customerGateway.ipAddress;
  return [
    ...commentHeader(model, "!"),
    "! The connection has two tunnels. Configure both: AWS takes one at a time out of",
    "! service for maintenance, and a single tunnel has no spare.",
    "!",
    "! Check that policies 200 and 201, SLAs and tracks 100 and 200 and the interfaces",
    "! Tunnel1 and Tunnel2 are free on this router, and renumber them otherwise.",
    `! Behind NAT, write the router's own outside address wherever ${local} stands`,
    options.ikeVersion === "ikev1"
      ? "! as local address or tunnel source."
      : '! as local address or tunnel source, except after "identity local".',
    ...(isNarrowed(model) ? ["! The traffic selectors of the tunnels need IOS XE 16.12 or later."] : []),
    ...(model.insideIpVersion === "ipv6"
      ? ['! IPv6 inside the tunnels needs a release that has "tunnel mode ipsec ipv4 v6-overlay".']
      : []),
    "!",
    ...bothSides(model, "!", { replayWindow: true }),
  ];
}

function forBothTunnels(model: DeviceModel, options: RenderOptions): string[] {
  return [
    RULE,
    "! Settings for all tunnels of this router",
    RULE,
    ...(options.ikeVersion === "ikev1" ? ["crypto isakmp keepalive 10 10 on-demand"] : []),
    `crypto ipsec security-association replay window-size ${ciscoReplayWindow(model)}`,
    "crypto ipsec df-bit clear",
    "crypto ipsec fragmentation before-encryption",
    ...(model.insideIpVersion === "ipv6" ? ["ipv6 unicast-routing"] : []),
    ...(isNarrowed(model) ? selectors(model) : []),
    "!",
  ];
}

/** What the tunnels negotiate instead of "any to any" (Cisco, "Configure Multi-SA Virtual Tunnel Interface"): one line is one pair of SAs. */
function selectors(model: DeviceModel): string[] {
  const end = (cidr: string) => (cidr === ANYWHERE ? "any" : `${networkAddress(cidr)} ${wildcardMask(cidr)}`);
  return [
    "!",
    "! The connection's traffic selectors. AWS holds one pair of SAs for each tunnel, so do not",
    "! add lines.",
    `ip access-list extended ${selectorList(model)}`,
    `  permit ip ${end(model.selectors.onPrem)} ${end(model.selectors.aws)}`,
    "exit",
  ];
}

const selectorList = (model: DeviceModel) => `acl-${nameText(model.connectionId)}`;

function tunnelBlock(p: Part, options: RenderOptions): string[] {
  const chosen = chooseAlgorithms(p.tunnel, options.ikeVersion, iosSupport);
  return [
    RULE,
    `! IPSec Tunnel #${p.number}`,
    RULE,
    "! #1: Internet Key Exchange (IKE) Configuration",
    "!",
    ...(options.ikeVersion === "ikev1" ? ikev1(p, chosen.phase1, options) : ikev2(p, chosen.phase1, options)),
    "! #2: IPSec Configuration",
    "!",
    ...ipsec(p, chosen.phase2, options),
    "! #3: Tunnel Interface Configuration",
    "!",
    ...tunnelInterface(p),
    ...(p.model.routing === "static" ? staticRouting(p) : []),
  ];
}

function ikev1(p: Part, phase1: ChosenPhase, options: RenderOptions): string[] {
  const { tunnel, suffix } = p;
  const key = keyText(tunnel.presharedKey, options);
  return [
    `crypto isakmp policy ${p.policy}`,
    `  encryption ${phase1.spelled.encryption}`,
    `  hash ${phase1.spelled.integrity}`,
    "  authentication pre-share",
    `  group ${phase1.spelled.dhGroup}`,
    `  lifetime ${tunnel.phase1.lifetimeSeconds}`,
    "exit",
    "!",
    `crypto keyring keyring-${suffix}`,
    `  local-address ${tunnel.customerOutsideIp}`,
    ...(key === null
      ? [missingKey(p), `  ! pre-shared-key address ${tunnel.outsideIpAddress} key`]
      : [`  pre-shared-key address ${tunnel.outsideIpAddress} key ${key}`]),
    "exit",
    "!",
    `crypto isakmp profile isakmp-${suffix}`,
    `  local-address ${tunnel.customerOutsideIp}`,
    `  match identity address ${tunnel.outsideIpAddress}`,
    `  keyring keyring-${suffix}`,
    "exit",
    "!",
  ];
}

/** One policy for both tunnels: of two that match the same local address IOS uses the first only. Each tunnel adds its proposal. */
function ikev2(p: Part, phase1: ChosenPhase, options: RenderOptions): string[] {
  const { tunnel, suffix } = p;
  const key = keyText(tunnel.presharedKey, options);
  return [
    `crypto ikev2 proposal proposal-${suffix}`,
    `  encryption ${phase1.spelled.encryption}`,
    // With AES-GCM there is no integrity line, and the PRF must be named.
    `  ${phase1.isAead ? "prf" : "integrity"} ${phase1.spelled.integrity}`,
    `  group ${phase1.spelled.dhGroup}`,
    "exit",
    "!",
    `crypto ikev2 policy policy-${nameText(p.model.connectionId)}`,
    `  match address local ${tunnel.customerOutsideIp}`,
    `  proposal proposal-${suffix}`,
    "exit",
    "!",
    `crypto ikev2 keyring keyring-${suffix}`,
    `  peer aws-${p.number}`,
    `    address ${tunnel.outsideIpAddress}`,
    ...(key === null ? [missingKey(p), "    ! pre-shared-key"] : [`    pre-shared-key ${key}`]),
    "  exit",
    "exit",
    "!",
    `crypto ikev2 profile profile-${suffix}`,
    `  match address local ${tunnel.customerOutsideIp}`,
    `  match identity remote address ${tunnel.outsideIpAddress} 255.255.255.255`,
    `  identity local address ${tunnel.customerOutsideIp}`,
    "  authentication remote pre-share",
    "  authentication local pre-share",
    `  keyring local keyring-${suffix}`,
    `  lifetime ${tunnel.phase1.lifetimeSeconds}`,
    "  dpd 10 10 on-demand",
    "exit",
    "!",
  ];
}

/** A comment, not a made-up value: a placeholder in the command itself would become the key. */
function missingKey(p: Part): string {
  return `  ! Enter the pre-shared key of tunnel ${p.number} at the end of the next line and remove its "!".`;
}

function ipsec(p: Part, phase2: ChosenPhase, options: RenderOptions): string[] {
  const { encryption, integrity, dhGroup } = phase2.spelled;
  return [
    `crypto ipsec transform-set ipsec-prop-${p.suffix} ${phase2.isAead ? encryption : `${encryption} ${integrity}`}`,
    "  mode tunnel",
    "exit",
    "!",
    `crypto ipsec profile ipsec-${p.suffix}`,
    `  set transform-set ipsec-prop-${p.suffix}`,
    `  set pfs group${dhGroup}`,
    `  set security-association lifetime seconds ${p.tunnel.phase2.lifetimeSeconds}`,
    ...(options.ikeVersion === "ikev2" ? [`  set ikev2-profile profile-${p.suffix}`] : []),
    "exit",
    "!",
  ];
}

/** For IPv6 as in "AWS Site-to-Site VPN (IPSec) with IPv6" (edge-cloud.net): one tunnel carries one version. */
function tunnelInterface(p: Part): string[] {
  const { model, tunnel } = p;
  const isIpv6 = model.insideIpVersion === "ipv6";
  return [
    `interface Tunnel${p.number}`,
    ...(isIpv6
      ? ["  no ip address", `  ipv6 address ${insideEnds(model, tunnel).customerWithLength}`]
      : [`  ip address ${tunnel.customerInsideIp} ${netmask(tunnel.insideCidr)}`, "  ip virtual-reassembly"]),
    `  tunnel source ${tunnel.customerOutsideIp}`,
    `  tunnel destination ${tunnel.outsideIpAddress}`,
    `  tunnel mode ipsec ipv4${isIpv6 ? " v6-overlay" : ""}`,
    ...(isNarrowed(model) ? [`  tunnel protection ipsec policy ipv4 ${selectorList(model)}`] : []),
    `  tunnel protection ipsec profile ipsec-${p.suffix}`,
    `  ${isIpv6 ? "ipv6" : "ip"} tcp adjust-mss ${insideMss(model, tunnel)}`,
    "  no shutdown",
    "exit",
    "!",
  ];
}

function footer(options: RenderOptions): string[] {
  const commands = {
    ikev1: ["show crypto isakmp sa", "show crypto ipsec sa"],
    ikev2: ["show crypto ikev2 sa detailed", "show crypto ipsec sa"],
  };
  return [
    "! Verify with:",
    ...commands[options.ikeVersion].map((command) => `!   ${command}`),
    "!   show interface Tunnel1",
  ];
}
