import { netmask, networkAddress } from "../../../net/cidr";
import { type ChosenPhase, chooseAlgorithms, type PlatformSupport } from "../../choose-algorithms";
import { defineFamily } from "../../define-family";
import type { RenderOptions } from "../../device-family";
import { bothSides } from "../../parts/both-sides";
import { commentHeader } from "../../parts/comment-header";
import { keyText, shortNameText } from "../../parts/safe-text";
import { tunnelMtu } from "../../parts/tunnel-numbers";
import type { DeviceModel, TunnelModel } from "../../tunnel-model";
import { fortiosChecks } from "./checks";
import { bgp, staticRouting } from "./routing";
import { tunnelName } from "./tunnel-name";

/** Route-based tunnels on FortiGate as a script for the CLI, to be pasted or uploaded (System, Configuration, Scripts). */
export const fortios = defineFamily({
  id: "fortios",
  extension: "conf",
  ikeVersions: ["ikev1", "ikev2"],
  routings: ["static", "bgp"],
  algorithms: () => support,
  checks: fortiosChecks,
  lines: (model, options) => [
    ...header(model),
    ...model.tunnels.flatMap((tunnel, index) => tunnelBlock(model, tunnel, index, options)),
    ...firewallPolicies(model),
    ...(model.routing === "bgp" ? bgp(model) : staticRouting(model)),
    ...footer(model),
    "",
  ],
});

const RULE = `# ${"-".repeat(80)}`;

function header(model: DeviceModel): string[] {
  const local = model.customerGateway.ipAddress;
  return [
    ...commentHeader(model, "#"),
    "# The connection has two tunnels. Configure both: AWS takes one at a time out of",
    "# service for maintenance, and a single tunnel has no spare.",
    "#",
    `# The tunnels are ${tunnelName(model, 0)} and ${tunnelName(model, 1)}: FortiOS allows 15 characters.`,
    "# Before you use this file:",
    '#   "wan1"      write the interface towards the Internet instead',
    '#   "internal"  write the interface towards your network instead',
    '#   "root"      write your VDOM instead if you use VDOMs',
    `#   ${local} must be an address of the outside interface. Behind NAT, replace each`,
    '#               "set local-gw" line by these two, and leave NAT traversal on:',
    "#                 set localid-type address",
    `#                 set localid ${local}`,
    ...(model.routing === "bgp"
      ? [
          '#   BGP: "set as" changes the AS of the whole VDOM. If it has another one already, do not',
          "#               enter that line; the AS must then be the one of the customer gateway at AWS.",
        ]
      : []),
    "#",
    ...bothSides(model, "#", { replayWindow: false }),
  ];
}

function tunnelBlock(model: DeviceModel, tunnel: TunnelModel, index: number, options: RenderOptions): string[] {
  const { phase1, phase2 } = chooseAlgorithms(tunnel, options.ikeVersion, support);
  const name = tunnelName(model, index);
  return [
    RULE,
    `# IPSec Tunnel #${index + 1}`,
    RULE,
    "# #1: Internet Key Exchange (IKE) Configuration",
    "#",
    ...ike(name, tunnel, index, phase1, options),
    "# #2: IPSec Configuration",
    "#",
    ...ipsec(name, model, tunnel, phase2),
    "# #3: Tunnel Interface Configuration",
    "#",
    ...tunnelInterface(name, tunnel),
  ];
}

function ike(name: string, tunnel: TunnelModel, index: number, phase1: ChosenPhase, options: RenderOptions): string[] {
  const key = keyText(tunnel.presharedKey, options);
  return [
    "config vpn ipsec phase1-interface",
    `    edit "${name}"`,
    '        set interface "wan1"',
    ...(options.ikeVersion === "ikev1"
      ? ["        set ike-version 1", "        set mode main"]
      : ["        set ike-version 2"]),
    `        set local-gw ${tunnel.customerOutsideIp}`,
    `        set remote-gw ${tunnel.outsideIpAddress}`,
    "        set peertype any",
    "        set authmethod psk",
    ...(key === null ? missingKey(index) : [`        set psksecret ${key}`]),
    // With AES-GCM the second part is the PRF: aes256gcm-prfsha512.
    `        set proposal ${phase1.spelled.encryption}-${phase1.isAead ? "prf" : ""}${phase1.spelled.integrity}`,
    `        set dhgrp ${phase1.spelled.dhGroup}`,
    `        set keylife ${tunnel.phase1.lifetimeSeconds}`,
    "        set dpd on-idle",
    "        set dpd-retrycount 3",
    "        set dpd-retryinterval 10",
    "        set nattraversal enable",
    "    next",
    "end",
    "#",
  ];
}

/** A comment, not a made-up value: a placeholder in the command itself would become the key. */
function missingKey(index: number): string[] {
  return [
    `        # Enter the pre-shared key of tunnel ${index + 1} at the end of the next line and remove its "#".`,
    "        # set psksecret",
  ];
}

/** One selector, for everything unless somebody narrowed it: AWS allows one pair of SAs a tunnel. The replay window has no size to set. */
function ipsec(name: string, { selectors }: DeviceModel, tunnel: TunnelModel, phase2: ChosenPhase): string[] {
  const { encryption, integrity, dhGroup } = phase2.spelled;
  return [
    "config vpn ipsec phase2-interface",
    `    edit "${name}"`,
    `        set phase1name "${name}"`,
    `        set proposal ${phase2.isAead ? encryption : `${encryption}-${integrity}`}`,
    "        set pfs enable",
    `        set dhgrp ${dhGroup}`,
    "        set replay enable",
    "        # The FortiGate opens the tunnel and keeps it open without traffic, whatever AWS's startup action is.",
    "        set auto-negotiate enable",
    "        set keylife-type seconds",
    `        set keylifeseconds ${tunnel.phase2.lifetimeSeconds}`,
    `        set src-subnet ${networkAddress(selectors.onPrem)} ${netmask(selectors.onPrem)}`,
    `        set dst-subnet ${networkAddress(selectors.aws)} ${netmask(selectors.aws)}`,
    "    next",
    "end",
    "#",
  ];
}

function tunnelInterface(name: string, tunnel: TunnelModel): string[] {
  return [
    "config system interface",
    `    edit "${name}"`,
    '        set vdom "root"',
    `        set ip ${tunnel.customerInsideIp} 255.255.255.255`,
    "        set allowaccess ping",
    "        set type tunnel",
    `        set tcp-mss ${tunnel.tcpMssBytes}`,
    `        set remote-ip ${tunnel.awsInsideIp} ${netmask(tunnel.insideCidr)}`,
    "        set mtu-override enable",
    `        set mtu ${tunnelMtu(tunnel)}`,
    '        set interface "wan1"',
    "    next",
    "end",
    "#",
  ];
}

/** Both tunnels in one policy, so that a session may leave by one and be answered by the other. */
function firewallPolicies(model: DeviceModel): string[] {
  const tunnels = model.tunnels.map((_, index) => `"${tunnelName(model, index)}"`).join(" ");
  const policy = (name: string, from: string, to: string) => [
    "    edit 0",
    `        set name "aws-${shortNameText(model.connectionId)}-${name}"`,
    `        set srcintf ${from}`,
    `        set dstintf ${to}`,
    '        set srcaddr "all"',
    '        set dstaddr "all"',
    "        set action accept",
    '        set schedule "always"',
    '        set service "ALL"',
    "    next",
  ];
  return [
    RULE,
    "# Firewall policies, without which the tunnels do not come up. Narrow addresses and",
    "# services to your rules, and move them above a policy that denies the same traffic.",
    RULE,
    "config firewall policy",
    ...policy("out", '"internal"', tunnels),
    ...policy("in", tunnels, '"internal"'),
    "end",
    "#",
  ];
}

function footer(model: DeviceModel): string[] {
  return [
    "# Verify with:",
    `#   diagnose vpn ike gateway list name ${tunnelName(model, 0)}`,
    "#   get vpn ipsec tunnel summary",
    model.routing === "bgp" ? "#   get router info bgp summary" : "#   diagnose sys link-monitor status",
    "#   get router info routing-table all",
  ];
}

const CBC = { AES128: "aes128", AES256: "aes256" };
const GCM = { "AES128-GCM-16": "aes128gcm", "AES256-GCM-16": "aes256gcm" };
const INTEGRITY = { SHA1: "sha1", "SHA2-256": "sha256", "SHA2-384": "sha384", "SHA2-512": "sha512" };
/** FortiOS has no 22, 23 and 24 (CLI reference, phase1-interface, "dhgrp"). */
const DH_GROUPS = Object.fromEntries([2, 5, 14, 15, 16, 17, 18, 19, 20, 21].map((n) => [n, `${n}`]));

/** AES-GCM in phase 1 is for IKEv2 by its PRF; with IKEv1 phase 2 would take it, but AWS's own samples never pair them. */
const support: PlatformSupport = {
  ikev1: {
    phase1: { encryption: CBC, integrity: INTEGRITY, dhGroups: DH_GROUPS },
    phase2: { encryption: CBC, integrity: INTEGRITY, dhGroups: DH_GROUPS },
  },
  ikev2: {
    phase1: { encryption: { ...CBC, ...GCM }, integrity: INTEGRITY, dhGroups: DH_GROUPS },
    phase2: { encryption: { ...CBC, ...GCM }, integrity: INTEGRITY, dhGroups: DH_GROUPS },
  },
};
