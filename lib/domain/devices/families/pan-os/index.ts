import { type ChosenPhase, chooseAlgorithms, type PlatformSupport } from "../../choose-algorithms";
import { defineFamily } from "../../define-family";
import type { RenderOptions } from "../../device-family";
import { bothSides } from "../../parts/both-sides";
import { commentHeader } from "../../parts/comment-header";
import { unwatchedProblems } from "../../parts/fixed-selectors";
import { isNarrowed } from "../../parts/inside";
import { keyText, nameText } from "../../parts/safe-text";
import { tunnelMtu } from "../../parts/tunnel-numbers";
import type { DeviceModel, TunnelModel } from "../../tunnel-model";
import { panOsChecks } from "./checks";
import { type Part, part, ROUTER, sharedName } from "./names";
import { bgp, staticRouting } from "./routing";

/** Route-based tunnels on PAN-OS in set form, named after AWS's sample (VPC Network Administrator Guide, palo-alto). */
export const panOs = defineFamily({
  id: "pan-os",
  ikeVersions: ["ikev1", "ikev2"],
  routings: ["static", "bgp"],
  algorithms: () => support,
  checks: panOsChecks,
  lines: (model, options) => [
    ...header(model),
    ...model.tunnels.flatMap((tunnel, index) => tunnelBlock(part(model, tunnel, index), options)),
    ...securityRules(model),
    ...(model.routing === "bgp" ? bgp(model) : staticRouting(model)),
    ...footer(model),
    "",
  ],
  problems: unwatchedProblems,
});

const RULE = `# ${"-".repeat(80)}`;

function header(model: DeviceModel): string[] {
  const local = model.customerGateway.ipAddress;
  return [
    ...commentHeader(model, "#"),
    "# The connection has two tunnels. Configure both: AWS takes one at a time out of",
    "# service for maintenance, and a single tunnel has no spare.",
    "#",
    '# Enter "set cli scripting-mode on" before you paste. Lines with "#" are for you;',
    "# the firewall may call them invalid, which changes nothing.",
    "# Before you use this file:",
    "#   ethernet1/1          write the interface towards the Internet instead",
    "#   tunnel.1, tunnel.2   must be free, write other units otherwise",
    "#   default              write your virtual router instead",
    "#   trust                write the zone of your network instead; the zone aws is new",
    "#   If ethernet1/1 has several addresses, add to each gateway, as the interface has it:",
    "#                        set network ike gateway NAME local-address ip ADDRESS/MASK",
    `#   Behind NAT nothing changes: the firewall calls itself ${local} in any case.`,
    "# UDP 500 and 4500 and IP protocol 50 must reach the firewall from both AWS addresses.",
    "#",
    ...bothSides(model, "#", { replayWindow: true }),
    "configure",
    "#",
  ];
}

function tunnelBlock(p: Part, options: RenderOptions): string[] {
  const { phase1, phase2 } = chooseAlgorithms(p.tunnel, options.ikeVersion, support);
  return [
    RULE,
    `# IPSec Tunnel #${p.number}`,
    RULE,
    "# #1: Internet Key Exchange (IKE) Configuration",
    "#",
    ...ike(p, phase1, options),
    "# #2: IPSec Configuration",
    "#",
    ...ipsec(p, phase2),
    "# #3: Tunnel Interface Configuration",
    "#",
    ...tunnelInterface(p),
  ];
}

function ike(p: Part, phase1: ChosenPhase, options: RenderOptions): string[] {
  const { tunnel, suffix } = p;
  const profile = `set network ike crypto-profiles ike-crypto-profiles ike-${suffix}`;
  const gateway = `set network ike gateway ike-${suffix}`;
  const protocol = `${gateway} protocol ${options.ikeVersion}`;
  const key = keyText(tunnel.presharedKey, options);
  return [
    `${profile} dh-group ${phase1.spelled.dhGroup}`,
    `${profile} hash ${phase1.spelled.integrity}`,
    `${profile} encryption ${phase1.spelled.encryption}`,
    `${profile} lifetime seconds ${tunnel.phase1.lifetimeSeconds}`,
    `${gateway} protocol version ${options.ikeVersion}`,
    `${protocol} ike-crypto-profile ike-${suffix}`,
    ...(options.ikeVersion === "ikev1" ? [`${protocol} exchange-mode main`] : []),
    `${protocol} dpd enable yes`,
    `${protocol} dpd interval 10`,
    // With IKEv2 the firewall repeats its question by a schedule of its own.
    ...(options.ikeVersion === "ikev1" ? [`${protocol} dpd retry 3`] : []),
    ...(key === null
      ? [missingKey(p), `# ${gateway} authentication pre-shared-key key`]
      : [`${gateway} authentication pre-shared-key key ${key}`]),
    `${gateway} local-address interface ethernet1/1`,
    `${gateway} local-id type ipaddr id ${tunnel.customerOutsideIp}`,
    `${gateway} peer-address ip ${tunnel.outsideIpAddress}`,
    `${gateway} peer-id type ipaddr id ${tunnel.outsideIpAddress}`,
    `${gateway} protocol-common nat-traversal enable yes`,
    "#",
  ];
}

/** A comment, not a made-up value: a placeholder in the command itself would become the key. */
function missingKey(p: Part): string {
  return `# Enter the pre-shared key of tunnel ${p.number} at the end of the next line and remove its "#".`;
}

/** Without a proxy id the tunnel has one selector for everything; with two AWS would have to hold two pairs of SAs, and holds one. */
function ipsec(p: Part, phase2: ChosenPhase): string[] {
  const profile = `set network ike crypto-profiles ipsec-crypto-profiles ipsec-${p.suffix}`;
  const tunnel = `set network tunnel ipsec aws-${p.suffix}`;
  return [
    `${profile} esp encryption ${phase2.spelled.encryption}`,
    // As in the factory's own profile Suite-B-GCM-256.
    `${profile} esp authentication ${phase2.isAead ? "none" : phase2.spelled.integrity}`,
    `${profile} dh-group ${phase2.spelled.dhGroup}`,
    `${profile} lifetime seconds ${p.tunnel.phase2.lifetimeSeconds}`,
    `${tunnel} auto-key ike-gateway ike-${p.suffix}`,
    `${tunnel} auto-key ipsec-crypto-profile ipsec-${p.suffix}`,
    ...(isNarrowed(p.model)
      ? [
          `${tunnel} auto-key proxy-id aws local ${p.model.selectors.onPrem} remote ${p.model.selectors.aws} protocol any`,
        ]
      : []),
    `${tunnel} tunnel-interface ${p.interfaceName}`,
    `${tunnel} anti-replay yes`,
    "# PAN-OS 10.0 and earlier refuse this line; their window is 64 packets.",
    `${tunnel} anti-replay-window ${replayWindow(p.tunnel)}`,
    "#",
  ];
}

/** The largest of its sizes within AWS's own window; 4096, the next, is more than AWS has (web interface help, "IPSec Tunnel General Tab"). */
function replayWindow(tunnel: TunnelModel): number {
  return [2048, 1024, 512, 256, 128].find((size) => size <= tunnel.replayWindowPackets) ?? 64;
}

/** The firewall clamps the MSS to the tunnel's MTU less 40 without a line of its own (knowledge base, "TCP MSS adjustment for IPSec traffic"). */
function tunnelInterface(p: Part): string[] {
  const { tunnel, interfaceName } = p;
  return [
    `set network interface tunnel units ${interfaceName} ip ${tunnel.customerInsideIp}/30`,
    `# The firewall derives the TCP MSS from this MTU: ${tunnel.tcpMssBytes} bytes.`,
    `set network interface tunnel units ${interfaceName} mtu ${tunnelMtu(tunnel)}`,
    `${ROUTER} interface ${interfaceName}`,
    `set zone aws network layer3 ${interfaceName}`,
    "#",
  ];
}

function securityRules(model: DeviceModel): string[] {
  const rule = (name: string, from: string, to: string) => {
    const line = `set rulebase security rules ${sharedName(model)}-${name}`;
    return [
      `${line} from ${from}`,
      `${line} to ${to}`,
      `${line} source any`,
      `${line} destination any`,
      `${line} application any`,
      `${line} service any`,
      `${line} action allow`,
    ];
  };
  return [
    RULE,
    "# Security rules. Narrow them to yours, and move them above a rule that denies the",
    "# same traffic.",
    RULE,
    ...rule("out", "trust", "aws"),
    ...rule("in", "aws", "trust"),
    "#",
  ];
}

function footer(model: DeviceModel): string[] {
  return [
    "# Look through the changes, then:",
    "#   validate full",
    "#   commit",
    "#   exit",
    "# Verify with:",
    `#   show vpn ike-sa gateway ike-${nameText(model.connectionId)}-0`,
    "#   show vpn ipsec-sa",
    model.routing === "bgp" ? "#   show routing protocol bgp peer" : "#   show routing path-monitor",
    "#   show routing route",
  ];
}

const CBC = { AES128: "aes-128-cbc", AES256: "aes-256-cbc" };
const GCM = { "AES128-GCM-16": "aes-128-gcm", "AES256-GCM-16": "aes-256-gcm" };
const INTEGRITY = { SHA1: "sha1", "SHA2-256": "sha256", "SHA2-384": "sha384", "SHA2-512": "sha512" };
/** The groups every release has: 15, 16 and 21 came with 10.2 (administrator's guide, "IKE Phase 1"). */
const DH_GROUPS = Object.fromEntries([2, 5, 14, 19, 20].map((n) => [n, `group${n}`]));

/**
 * Phase 1 without AES-GCM, which came with 10.0.3 and takes its PRF from the group (unconfirmed); AWS need not accept that one.
 * Phase 2 has it with IKEv2; with IKEv1 it is (unconfirmed) and so not offered.
 */
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
