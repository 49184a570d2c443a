import { netmask, networkAddress } from "../net/cidr";
import { type ChosenPhase, chooseAlgorithms, type PlatformSupport } from "./choose-algorithms";
import { ciscoReplayWindow } from "./cisco-replay-window";
import { commentHeader } from "./comment-header";
import { defineFamily } from "./define-family";
import type { RenderOptions } from "./device-family";
import { keyText, nameText } from "./safe-text";
import type { DeviceModel, TunnelModel } from "./tunnel-model";

/** Route-based tunnels on IOS and IOS XE, named and numbered as in AWS's samples: …-0 and …-1, policies 200 and 201, SLAs 100 and 200. */
export const ciscoIos = defineFamily({
  id: "cisco-ios",
  ikeVersions: ["ikev1", "ikev2"],
  routings: ["static", "bgp"],
  algorithms: () => support,
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
interface Part {
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
    "!",
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
    "!",
  ];
}

function tunnelBlock(p: Part, options: RenderOptions): string[] {
  const chosen = chooseAlgorithms(p.tunnel, options.ikeVersion, support);
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

function tunnelInterface(p: Part): string[] {
  const { tunnel } = p;
  return [
    `interface Tunnel${p.number}`,
    `  ip address ${tunnel.customerInsideIp} ${netmask(tunnel.insideCidr)}`,
    "  ip virtual-reassembly",
    `  tunnel source ${tunnel.customerOutsideIp}`,
    `  tunnel destination ${tunnel.outsideIpAddress}`,
    "  tunnel mode ipsec ipv4",
    `  tunnel protection ipsec profile ipsec-${p.suffix}`,
    `  ip tcp adjust-mss ${tunnel.tcpMssBytes}`,
    "  no shutdown",
    "exit",
    "!",
  ];
}

/** The route goes when AWS's inside address stops answering: the interface itself stays up with a dead peer. */
function staticRouting(p: Part): string[] {
  const { sla, number, model, tunnel } = p;
  return [
    "! #4: Static Routing Configuration",
    "!",
    `! AWS sends into the tunnels: ${model.staticPrefixes.join(", ") || "nothing yet, the connection has no static route"}`,
    `ip sla ${sla}`,
    `  icmp-echo ${tunnel.awsInsideIp} source-interface Tunnel${number}`,
    "  timeout 1000",
    "  frequency 5",
    "exit",
    `ip sla schedule ${sla} life forever start-time now`,
    `track ${sla} ip sla ${sla} reachability`,
    "exit",
    ...(model.vpcCidrs.length === 0
      ? [`! Add for each network at AWS: ip route NETWORK MASK Tunnel${number} track ${sla}`]
      : []),
    ...model.vpcCidrs.map((cidr) => `ip route ${networkAddress(cidr)} ${netmask(cidr)} Tunnel${number} track ${sla}`),
    "!",
  ];
}

function bgp(model: DeviceModel): string[] {
  const [first] = model.tunnels;
  return [
    RULE,
    "! #4: Border Gateway Protocol (BGP) Configuration",
    RULE,
    ...(model.onPremCidrs.length > 0
      ? ["! A network is announced only while the routing table has exactly this prefix."]
      : []),
    `router bgp ${first.customerAsn}`,
    "  bgp log-neighbor-changes",
    ...model.tunnels.flatMap(({ awsInsideIp, awsAsn, bgpHoldSeconds }) => [
      `  neighbor ${awsInsideIp} remote-as ${awsAsn}`,
      // A keepalive of a third of the hold time, as AWS's samples have it; the last number is the least hold time taken.
      `  neighbor ${awsInsideIp} timers ${Math.max(1, Math.floor(bgpHoldSeconds / 3))} ${bgpHoldSeconds} ${bgpHoldSeconds}`,
    ]),
    "  address-family ipv4 unicast",
    ...model.tunnels.flatMap(({ awsInsideIp }) => [
      `    neighbor ${awsInsideIp} activate`,
      `    neighbor ${awsInsideIp} soft-reconfiguration inbound`,
      // Without a known network the default route is what AWS's own sample announces.
      ...(model.onPremCidrs.length === 0 ? [`    neighbor ${awsInsideIp} default-originate`] : []),
    ]),
    ...model.onPremCidrs.map((cidr) => `    network ${networkAddress(cidr)} mask ${netmask(cidr)}`),
    "  exit-address-family",
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

const IKE_INTEGRITY = { "SHA2-256": "sha256", "SHA2-384": "sha384", "SHA2-512": "sha512" };
const ESP_INTEGRITY = {
  SHA1: "esp-sha-hmac",
  "SHA2-256": "esp-sha256-hmac",
  "SHA2-384": "esp-sha384-hmac",
  "SHA2-512": "esp-sha512-hmac",
};
const ESP_CBC = { AES128: "esp-aes", AES256: "esp-aes 256" };
const groups = (numbers: number[]) => Object.fromEntries(numbers.map((n) => [n, `${n}`]));
/** IOS never had 17, 18, 22 and 23, and 21 came with IKEv2 (security command reference, "group"). */
const IKEV1_GROUPS = groups([2, 5, 14, 15, 16, 19, 20, 24]);
const IKEV2_GROUPS = groups([2, 5, 14, 15, 16, 19, 20, 21, 24]);

/** AES-GCM is offered with IKEv2 only, where every release that has it takes it. */
const support: PlatformSupport = {
  ikev1: {
    phase1: {
      encryption: { AES128: "aes 128", AES256: "aes 256" },
      integrity: { SHA1: "sha", ...IKE_INTEGRITY },
      dhGroups: IKEV1_GROUPS,
    },
    phase2: { encryption: ESP_CBC, integrity: ESP_INTEGRITY, dhGroups: IKEV1_GROUPS },
  },
  ikev2: {
    phase1: {
      encryption: {
        AES128: "aes-cbc-128",
        AES256: "aes-cbc-256",
        "AES128-GCM-16": "aes-gcm-128",
        "AES256-GCM-16": "aes-gcm-256",
      },
      integrity: { SHA1: "sha1", ...IKE_INTEGRITY },
      dhGroups: IKEV2_GROUPS,
    },
    phase2: {
      encryption: { ...ESP_CBC, "AES128-GCM-16": "esp-gcm", "AES256-GCM-16": "esp-gcm 256" },
      integrity: ESP_INTEGRITY,
      dhGroups: IKEV2_GROUPS,
    },
  },
};
