import { type ChosenPhase, chooseAlgorithms, type PlatformSupport } from "./choose-algorithms";
import { commentHeader } from "./comment-header";
import { defineFamily } from "./define-family";
import type { RenderOptions } from "./device-family";
import { keyText, nameText, shortNameText } from "./safe-text";
import type { DeviceModel, TunnelModel } from "./tunnel-model";
import { keepaliveSeconds, tunnelMtu } from "./tunnel-numbers";

/** Route-based tunnels on PAN-OS in set form, named after AWS's sample (VPC Network Administrator Guide, palo-alto). */
export const panOs = defineFamily({
  id: "pan-os",
  ikeVersions: ["ikev1", "ikev2"],
  routings: ["static", "bgp"],
  algorithms: () => support,
  lines: (model, options) => [
    ...header(model),
    ...model.tunnels.flatMap((tunnel, index) => tunnelBlock(part(model, tunnel, index), options)),
    ...securityRules(model),
    ...(model.routing === "bgp" ? bgp(model) : staticRouting(model)),
    ...footer(model),
    "",
  ],
});

/** One tunnel with the names its parts have on the firewall. */
interface Part {
  tunnel: TunnelModel;
  number: number;
  interfaceName: string;
  /** Ends every name, of which PAN-OS allows 31 characters: vpn-0a1b-0. */
  suffix: string;
}

function part(model: DeviceModel, tunnel: TunnelModel, index: number): Part {
  const suffix = `${nameText(model.connectionId)}-${index}`;
  return { tunnel, number: index + 1, interfaceName: interfaceName(index), suffix };
}

function interfaceName(index: number): string {
  return `tunnel.${index + 1}`;
}

/** Of the security rules and of what BGP has for both tunnels together. */
function sharedName(model: DeviceModel): string {
  return `aws-${shortNameText(model.connectionId)}`;
}

const RULE = `# ${"-".repeat(80)}`;
const ROUTER = "set network virtual-router default";

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

/** Without proxy ids the tunnel has one selector for everything, and AWS allows one pair of security associations. */
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
    `${tunnel} tunnel-interface ${p.interfaceName}`,
    `${tunnel} anti-replay yes`,
    "# Releases without this line use 1024 packets.",
    `${tunnel} anti-replay-window ${replayWindow(p.tunnel)}`,
    "#",
  ];
}

/** The sizes PAN-OS knows (unconfirmed); the largest within AWS's own window. */
function replayWindow(tunnel: TunnelModel): number {
  return [2048, 1024, 512, 256, 128].find((size) => size <= tunnel.replayWindowPackets) ?? 64;
}

/** That the firewall clamps the MSS in the tunnel by its MTU, without a line of its own, is (unconfirmed). */
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

/** A route goes while AWS's inside address is silent: the interface itself stays up with a dead peer. */
function staticRouting(model: DeviceModel): string[] {
  const id = nameText(model.connectionId);
  const viaTunnels = model.vpcCidrs.flatMap((cidr, network) => [
    ...model.tunnels.flatMap((tunnel, index) => {
      const route = `${ROUTER} routing-table ip static-route ${id}-${index}-${network + 1}`;
      const probe = `${route} path-monitor monitor-destinations aws`;
      return [
        `${route} destination ${cidr}`,
        `${route} interface ${interfaceName(index)}`,
        `${route} nexthop ip-address ${tunnel.awsInsideIp}`,
        `${route} metric ${10 * (index + 1)}`,
        `${route} path-monitor enable yes`,
        `${route} path-monitor failure-condition any`,
        `${probe} enable yes`,
        `${probe} source ${tunnel.customerInsideIp}/30`,
        `${probe} destination ${tunnel.awsInsideIp}`,
        `${probe} interval 3`,
        `${probe} count 3`,
      ];
    }),
    `${ROUTER} routing-table ip static-route ${id}-drop-${network + 1} destination ${cidr}`,
    `${ROUTER} routing-table ip static-route ${id}-drop-${network + 1} nexthop discard`,
    `${ROUTER} routing-table ip static-route ${id}-drop-${network + 1} metric 250`,
  ]);
  return [
    RULE,
    "# #4: Static Routing Configuration",
    RULE,
    `# AWS sends into the tunnels: ${model.staticPrefixes.join(", ") || "nothing yet, the connection has no static route"}`,
    "# Tunnel 1 is used while it answers, tunnel 2 otherwise. With both down the discard",
    "# route keeps the traffic from leaving by your default route in clear.",
    ...(viaTunnels.length === 0 ? ["# Add for each network at AWS a static route through each tunnel."] : viaTunnels),
    "#",
  ];
}

function bgp(model: DeviceModel): string[] {
  const [first] = model.tunnels;
  const group = `${ROUTER} protocol bgp peer-group ${sharedName(model)}`;
  // Without a known network the default route is what AWS's own sample announces.
  const announced = model.onPremCidrs.length === 0 ? ["0.0.0.0/0"] : model.onPremCidrs;
  const isWide = [first.customerAsn, ...model.tunnels.map(({ awsAsn }) => awsAsn)].some((asn) => asn > 65535);
  return [
    RULE,
    "# #4: Border Gateway Protocol (BGP) Configuration",
    RULE,
    "# router-id and local-as hold for the whole virtual router; if it speaks BGP already,",
    "# leave them out. The AS must be the one of the customer gateway at AWS.",
    "# A network is announced only while the routing table has exactly this prefix.",
    `${ROUTER} protocol bgp enable yes`,
    `${ROUTER} protocol bgp router-id ${first.customerOutsideIp}`,
    ...(isWide ? [`${ROUTER} protocol bgp routing-options as-format 4-byte`] : []),
    `${ROUTER} protocol bgp local-as ${first.customerAsn}`,
    `${ROUTER} protocol bgp install-route yes`,
    ...(model.onPremCidrs.length === 0 ? [`${ROUTER} protocol bgp allow-redist-default-route yes`] : []),
    `${group} enable yes`,
    `${group} type ebgp`,
    ...model.tunnels.flatMap((tunnel, index) => {
      const peer = `${group} peer amazon-tunnel-${index + 1}`;
      return [
        `${peer} enable yes`,
        `${peer} peer-as ${tunnel.awsAsn}`,
        `${peer} local-address interface ${interfaceName(index)}`,
        `${peer} local-address ip ${tunnel.customerInsideIp}/30`,
        `${peer} peer-address ip ${tunnel.awsInsideIp}`,
        `${peer} connection-options keep-alive-interval ${keepaliveSeconds(tunnel)}`,
        `${peer} connection-options hold-time ${tunnel.bgpHoldSeconds}`,
      ];
    }),
    ...announced.map((cidr) => `${ROUTER} protocol bgp redist-rules ${cidr} enable yes`),
    ...exportRule(model, announced),
    "#",
  ];
}

function exportRule(model: DeviceModel, announced: string[]): string[] {
  const rule = `${ROUTER} protocol bgp policy export rules ${sharedName(model)}`;
  return [
    `${rule} enable yes`,
    `${rule} used-by ${sharedName(model)}`,
    ...announced.map((cidr) => `${rule} match address-prefix ${cidr} exact yes`),
    `${rule} action allow`,
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
/** The groups every release has; that newer ones add 15, 16 and 21 is (unconfirmed). */
const DH_GROUPS = Object.fromEntries([2, 5, 14, 19, 20].map((n) => [n, `group${n}`]));

/**
 * Phase 1 without AES-GCM: there the firewall takes the PRF from the group (unconfirmed), which AWS need not accept. Phase 2
 * has it with IKEv2; with IKEv1 it is (unconfirmed) and so not offered.
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
