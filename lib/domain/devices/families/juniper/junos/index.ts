import { type ChosenPhase, chooseAlgorithms, type PlatformSupport } from "../../../choose-algorithms";
import { defineFamily } from "../../../define-family";
import type { RenderOptions } from "../../../device-family";
import { bothSides } from "../../../parts/both-sides";
import { commentHeader } from "../../../parts/comment-header";
import { isNarrowed } from "../../../parts/inside";
import { keyText } from "../../../parts/safe-text";
import type { DeviceModel } from "../../../tunnel-model";
import { junosChecks } from "./checks";
import { type Part, part } from "./part";
import { bgp, staticRouting } from "./routing";

/** Route-based tunnels on Junos firewalls as "set" commands, after AWS's samples (VPC Network Administrator Guide, juniper-srx). */
export const juniperJunos = defineFamily({
  id: "juniper-junos",
  fileKind: "junos",
  ikeVersions: ["ikev1", "ikev2"],
  routings: ["static", "bgp"],
  algorithms: () => support,
  checks: junosChecks,
  lines: (model, options) => [
    ...header(model),
    ...forBothTunnels(model),
    ...model.tunnels.flatMap((tunnel, index) => tunnelBlock(part(model, tunnel, index), options)),
    ...(model.routing === "bgp" ? bgp(model) : staticRouting(model)),
    ...footer(model),
    "",
  ],
});

const RULE = `# ${"-".repeat(80)}`;

function header(model: DeviceModel): string[] {
  return [
    ...commentHeader(model, "#"),
    "# The connection has two tunnels. Configure both: AWS takes one at a time out of",
    "# service for maintenance, and a single tunnel has no spare.",
    "#",
    '# In configuration mode: "load set terminal", paste this file, Ctrl-D, "commit check".',
    "# Replace ge-0/0/0.0 by the outside interface, and the zones untrust and trust by those",
    "# of the outside interface and of the tunnels. Check that st0.1 and st0.2 are free.",
    "# If your networks are in another zone than the tunnels, add policies between the two;",
    "# if they are in the same one, a policy from that zone to itself.",
    `# NAT traversal stays on. Without NAT in front of ${model.customerGateway.ipAddress} it may be turned off`,
    '# with "no-nat-traversal" at each gateway.',
    "#",
    ...bothSides(model, "#", { replayWindow: true }),
  ];
}

function forBothTunnels(model: DeviceModel): string[] {
  const tcpMssBytes = Math.min(...model.tunnels.map((tunnel) => tunnel.tcpMssBytes));
  return [
    RULE,
    "# Settings for the whole firewall: they hold for its other tunnels too",
    RULE,
    "set security zones security-zone untrust host-inbound-traffic system-services ike",
    `set security flow tcp-mss ipsec-vpn mss ${tcpMssBytes}`,
    ...(model.routing === "bgp" ? ["set security zones security-zone trust host-inbound-traffic protocols bgp"] : []),
    "#",
  ];
}

function tunnelBlock(p: Part, options: RenderOptions): string[] {
  const chosen = chooseAlgorithms(p.tunnel, options.ikeVersion, support);
  return [
    RULE,
    `# IPSec Tunnel #${p.number}`,
    RULE,
    "# #1: Internet Key Exchange (IKE) Configuration",
    "#",
    ...ike(p, chosen.phase1, options),
    "# #2: IPSec Configuration",
    "#",
    ...ipsec(p, chosen.phase2),
    "# #3: Tunnel Interface Configuration",
    "#",
    ...tunnelInterface(p),
  ];
}

function ike({ tunnel, name, number }: Part, { spelled }: ChosenPhase, options: RenderOptions): string[] {
  const proposal = `set security ike proposal ike-${name}`;
  const policy = `set security ike policy ike-${name}`;
  const gateway = `set security ike gateway gw-${name}`;
  const key = keyText(tunnel.presharedKey, options);
  return [
    `${proposal} authentication-method pre-shared-keys`,
    // Beside AES-GCM it is the PRF (unconfirmed).
    `${proposal} authentication-algorithm ${spelled.integrity}`,
    `${proposal} encryption-algorithm ${spelled.encryption}`,
    `${proposal} dh-group ${spelled.dhGroup}`,
    `${proposal} lifetime-seconds ${tunnel.phase1.lifetimeSeconds}`,
    "#",
    // IKEv2 has no modes.
    ...(options.ikeVersion === "ikev1" ? [`${policy} mode main`] : []),
    `${policy} proposals ike-${name}`,
    ...(key === null
      ? [
          `# Enter the pre-shared key of tunnel ${number} between the quotes of the next line and remove its "#".`,
          `# ${policy} pre-shared-key ascii-text ""`,
        ]
      : [`${policy} pre-shared-key ascii-text "${key}"`]),
    "#",
    `${gateway} ike-policy ike-${name}`,
    `${gateway} address ${tunnel.outsideIpAddress}`,
    `${gateway} external-interface ge-0/0/0.0`,
    // Behind NAT the interface's own address would be sent as identity.
    `${gateway} local-identity inet ${tunnel.customerOutsideIp}`,
    `${gateway} version ${options.ikeVersion === "ikev1" ? "v1-only" : "v2-only"}`,
    `${gateway} dead-peer-detection interval 10`,
    `${gateway} dead-peer-detection threshold 3`,
    "#",
  ];
}

function ipsec({ model, tunnel, name, interfaceName }: Part, phase2: ChosenPhase): string[] {
  const { encryption, integrity, dhGroup } = phase2.spelled;
  const proposal = `set security ipsec proposal ipsec-${name}`;
  const vpn = `set security ipsec vpn ${name}`;
  return [
    `${proposal} protocol esp`,
    ...(phase2.isAead ? [] : [`${proposal} authentication-algorithm ${integrity}`]),
    `${proposal} encryption-algorithm ${encryption}`,
    `${proposal} lifetime-seconds ${tunnel.phase2.lifetimeSeconds}`,
    "#",
    `set security ipsec policy ipsec-${name} perfect-forward-secrecy keys ${dhGroup}`,
    `set security ipsec policy ipsec-${name} proposals ipsec-${name}`,
    "#",
    `${vpn} bind-interface ${interfaceName}`,
    `${vpn} ike gateway gw-${name}`,
    `${vpn} ike ipsec-policy ipsec-${name}`,
    ...selectors(model, vpn),
    `${vpn} df-bit clear`,
    `${vpn} establish-tunnels immediately`,
    // A comment, since which release first has it is not known to us (unconfirmed).
    "# The replay window has 64 packets. Where the release knows the next line, it makes it as wide as AWS's:",
    `# ${vpn} ike anti-replay-window-size ${tunnel.replayWindowPackets}`,
    "#",
  ];
}

/** Without it Junos negotiates "any to any"; it negotiates these and lets all through that is routed into the tunnel (CLI reference, "proxy-identity"). */
function selectors(model: DeviceModel, vpn: string): string[] {
  if (!isNarrowed(model)) return [];
  const { onPrem, aws } = model.selectors;
  return [
    `${vpn} ike proxy-identity local ${onPrem}`,
    `${vpn} ike proxy-identity remote ${aws}`,
    `${vpn} ike proxy-identity service any`,
  ];
}

/** 1436 is the MTU of AWS's sample; the inside addresses of both ends are in one /30. */
function tunnelInterface({ tunnel, interfaceName }: Part): string[] {
  return [
    `set interfaces ${interfaceName} family inet address ${tunnel.customerInsideIp}/30`,
    `set interfaces ${interfaceName} family inet mtu 1436`,
    `set security zones security-zone trust interfaces ${interfaceName}`,
    "#",
  ];
}

function footer(model: DeviceModel): string[] {
  return [
    "# Verify with:",
    "#   show security ike security-associations",
    "#   show security ipsec security-associations",
    "#   show interfaces st0.1",
    model.routing === "bgp" ? "#   show bgp summary" : "#   show route protocol static",
  ];
}

/**
 * What every SRX has, and J Series from 12.1X46 (unconfirmed). Groups 15, 16 and 21, and SHA-384 and SHA-512 for ESP, exist with the junos-ike package only
 * (unconfirmed for each model), so they are not counted on; 17, 18, 22 and 23 do not exist (CLI reference, "proposal").
 */
const DH_GROUPS = Object.fromEntries([2, 5, 14, 19, 20, 24].map((n) => [n, `group${n}`]));
const CBC = { AES128: "aes-128-cbc", AES256: "aes-256-cbc" };
const GCM = { "AES128-GCM-16": "aes-128-gcm", "AES256-GCM-16": "aes-256-gcm" };
const IKE_INTEGRITY = { SHA1: "sha1", "SHA2-256": "sha-256", "SHA2-384": "sha-384" };
const ESP_INTEGRITY = { SHA1: "hmac-sha1-96", "SHA2-256": "hmac-sha-256-128" };

/** AES-GCM is offered with IKEv2 only, as for IOS. */
const support: PlatformSupport = {
  ikev1: {
    phase1: { encryption: CBC, integrity: IKE_INTEGRITY, dhGroups: DH_GROUPS },
    phase2: { encryption: CBC, integrity: ESP_INTEGRITY, dhGroups: DH_GROUPS },
  },
  ikev2: {
    phase1: { encryption: { ...CBC, ...GCM }, integrity: IKE_INTEGRITY, dhGroups: DH_GROUPS },
    phase2: { encryption: { ...CBC, ...GCM }, integrity: ESP_INTEGRITY, dhGroups: DH_GROUPS },
  },
};
