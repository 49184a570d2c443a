import { netmask, networkAddress } from "../../../../net/cidr";
import { type ChosenPhase, chooseAlgorithms, type PlatformSupport } from "../../../choose-algorithms";
import { defineFamily } from "../../../define-family";
import type { RenderOptions } from "../../../device-family";
import { bothSides } from "../../../parts/both-sides";
import { commentHeader } from "../../../parts/comment-header";
import { fixedSelectorProblems } from "../../../parts/fixed-selectors";
import { staticRank } from "../../../parts/preference";
import { keyText, nameText } from "../../../parts/safe-text";
import { keepaliveSeconds } from "../../../parts/tunnel-numbers";
import type { DeviceModel, TunnelModel } from "../../../tunnel-model";
import { ciscoNeighborMaps, ciscoNetworks, ciscoRouteMaps } from "../preference";
import { ciscoReplayWindow } from "../replay-window";
import { asaVtiChecks } from "./checks";
import { ASA_IKEV1_GROUPS_NOTE, asaIkev1Policy, asaIkev1Support } from "./ikev1";

/** Route-based tunnels on ASA 9.7.1 and later, after AWS's samples for it (VPC Network Administrator Guide, cisco-asa-vti-*). */
export const ciscoAsaVti = defineFamily({
  id: "cisco-asa-vti",
  ikeVersions: ["ikev1", "ikev2"],
  routings: ["static", "bgp"],
  algorithms: () => support,
  checks: (model, options) => asaVtiChecks(model, options, interfaceName),
  lines: (model, options) => [
    ...header(model, options),
    ...forBothTunnels(model, options),
    ...model.tunnels.flatMap((tunnel, index) => tunnelBlock(part(model, tunnel, index), options)),
    ...(model.routing === "bgp" ? bgp(model) : []),
    ...footer(model, options),
    "",
  ],
  // Releases that take a traffic selector on a tunnel interface are not known to us (unconfirmed).
  problems: fixedSelectorProblems,
});

/** One tunnel with the names its parts have on the firewall. */
interface Part {
  model: DeviceModel;
  tunnel: TunnelModel;
  number: number;
  policy: number;
  sla: number;
  /** The metric of the static routes: the tunnel that is not preferred is the spare, or the second one. */
  metric: number;
  /** Ends every name: vpn-0a1b-0. */
  suffix: string;
  interfaceName: string;
}

function part(model: DeviceModel, tunnel: TunnelModel, index: number): Part {
  const suffix = `${nameText(model.connectionId)}-${index}`;
  const number = index + 1;
  const metric = 100 * staticRank(model, tunnel);
  return {
    model,
    tunnel,
    number,
    policy: 200 + index,
    sla: 100 * number,
    metric,
    suffix,
    interfaceName: interfaceName(model, index),
  };
}

/** An interface name has 48 characters at most (command reference, "nameif"). */
function interfaceName(model: DeviceModel, index: number): string {
  return `aws-${nameText(model.connectionId)}-${index}`;
}

const RULE = `! ${"-".repeat(80)}`;

function header(model: DeviceModel, options: RenderOptions): string[] {
  return [
    ...commentHeader(model, "!"),
    "! The connection has two tunnels. Configure both: AWS takes one at a time out of",
    "! service for maintenance, and a single tunnel has no spare.",
    "!",
    ...(options.ikeVersion === "ikev1"
      ? ["! Needs ASA 9.7.1 or later.", ...ASA_IKEV1_GROUPS_NOTE]
      : ["! Needs ASA 9.8.1 or later; Diffie-Hellman groups 15 and 16 need 9.13."]),
    '! The firewall must be in routed mode with a single context. Replace "outside" by the',
    `! name of the interface that has ${model.customerGateway.ipAddress}, or that is behind it with NAT.`,
    "! Check that policies 200 and 201 and the interfaces Tunnel1 and Tunnel2 are free on",
    "! this firewall, and renumber them otherwise.",
    "! Exempt the traffic between your networks and AWS from NAT if the firewall translates it.",
    "!",
    ...bothSides(model, "!", { replayWindow: true }),
  ];
}

function forBothTunnels(model: DeviceModel, options: RenderOptions): string[] {
  const tcpMssBytes = Math.min(...model.tunnels.map((tunnel) => tunnel.tcpMssBytes));
  return [
    RULE,
    "! Settings for the whole firewall: they hold for its other tunnels too",
    RULE,
    `crypto ${options.ikeVersion} enable outside`,
    "crypto ipsec df-bit clear-df outside",
    "crypto ipsec fragmentation before-encryption outside",
    `crypto ipsec security-association replay window-size ${ciscoReplayWindow(model)}`,
    `sysopt connection tcpmss ${tcpMssBytes}`,
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
    ...(options.ikeVersion === "ikev1"
      ? asaIkev1Policy(p.policy, p.tunnel, chosen.phase1)
      : ikev2Policy(p, chosen.phase1)),
    ...tunnelGroup(p, options),
    "! #2: IPSec Configuration",
    "!",
    ...ipsec(p, chosen.phase2, options),
    "! #3: Tunnel Interface Configuration",
    "!",
    ...tunnelInterface(p),
    ...(p.model.routing === "static" ? staticRouting(p) : []),
  ];
}

function ikev2Policy({ policy, tunnel }: Part, phase1: ChosenPhase): string[] {
  const { encryption, integrity, dhGroup } = phase1.spelled;
  return [
    `crypto ikev2 policy ${policy}`,
    `  encryption ${encryption}`,
    // With AES-GCM the integrity must be null (command reference, "integrity").
    `  integrity ${phase1.isAead ? "null" : integrity}`,
    `  prf ${integrity}`,
    `  group ${dhGroup}`,
    `  lifetime seconds ${tunnel.phase1.lifetimeSeconds}`,
    "exit",
    "!",
  ];
}

/** The group's name must be the identity AWS sends, which is its address. */
function tunnelGroup({ tunnel, number }: Part, { ikeVersion, includeKeys }: RenderOptions): string[] {
  const key = keyText(tunnel.presharedKey, { includeKeys });
  const commands =
    ikeVersion === "ikev1"
      ? ["ikev1 pre-shared-key"]
      : ["ikev2 remote-authentication pre-shared-key", "ikev2 local-authentication pre-shared-key"];
  return [
    `tunnel-group ${tunnel.outsideIpAddress} type ipsec-l2l`,
    `tunnel-group ${tunnel.outsideIpAddress} ipsec-attributes`,
    ...(key === null
      ? [
          `  ! Enter the pre-shared key of tunnel ${number} at the end of ${commands.length === 1 ? "the next line" : "each of the next two lines"} and remove the "!".`,
          ...commands.map((command) => `  ! ${command}`),
        ]
      : commands.map((command) => `  ${command} ${key}`)),
    "  isakmp keepalive threshold 10 retry 10",
    "exit",
    "!",
  ];
}

function ipsec(p: Part, phase2: ChosenPhase, { ikeVersion }: RenderOptions): string[] {
  const { encryption, integrity, dhGroup } = phase2.spelled;
  const proposal = `ipsec-prop-${p.suffix}`;
  return [
    ...(ikeVersion === "ikev1"
      ? [`crypto ipsec ikev1 transform-set ${proposal} ${encryption} ${integrity}`]
      : [
          `crypto ipsec ikev2 ipsec-proposal ${proposal}`,
          `  protocol esp encryption ${encryption}`,
          `  protocol esp integrity ${phase2.isAead ? "null" : integrity}`,
          "exit",
        ]),
    "!",
    `crypto ipsec profile ipsec-${p.suffix}`,
    ikeVersion === "ikev1" ? `  set ikev1 transform-set ${proposal}` : `  set ikev2 ipsec-proposal ${proposal}`,
    `  set pfs group${dhGroup}`,
    `  set security-association lifetime seconds ${p.tunnel.phase2.lifetimeSeconds}`,
    "exit",
    "!",
  ];
}

/** The MTU follows the outside interface by itself (VPN CLI guide, "Guidelines for Virtual Tunnel Interfaces"). */
function tunnelInterface({ tunnel, number, suffix, interfaceName }: Part): string[] {
  return [
    `interface Tunnel${number}`,
    `  nameif ${interfaceName}`,
    `  ip address ${tunnel.customerInsideIp} ${netmask(tunnel.insideCidr)}`,
    "  tunnel source interface outside",
    `  tunnel destination ${tunnel.outsideIpAddress}`,
    "  tunnel mode ipsec ipv4",
    `  tunnel protection ipsec profile ipsec-${suffix}`,
    "  no shutdown",
    "exit",
    "!",
  ];
}

/**
 * The tunnel interface goes down with its security association (unconfirmed), and its routes with it: the spare's take over
 * by their metric. An SLA monitor stands in comments, because ASA 9.7.1 takes none on a tunnel interface and we do not know
 * which release first does (unconfirmed): a refused monitor with a tracked route would leave no route at all.
 */
function staticRouting({ model, tunnel, number, sla, metric, interfaceName }: Part): string[] {
  const gateway = tunnel.awsInsideIp;
  const route = (network: string, mask: string) => `route ${interfaceName} ${network} ${mask} ${gateway} ${metric}`;
  return [
    "! #4: Static Routing Configuration",
    "!",
    `! AWS sends into the tunnels: ${model.staticPrefixes.join(", ") || "nothing yet, the connection has no static route"}`,
    ...(model.vpcCidrs.length === 0 ? [`! Add for each network at AWS: ${route("NETWORK", "MASK")}`] : []),
    ...model.vpcCidrs.map((cidr) => route(networkAddress(cidr), netmask(cidr))),
    "!",
    "! Where the release takes an SLA monitor on a tunnel interface, let it watch AWS's",
    `! inside address, and add "track ${number}" to the routes above:`,
    `!   sla monitor ${sla}`,
    `!     type echo protocol ipIcmpEcho ${gateway} interface ${interfaceName}`,
    "!     frequency 5",
    "!   exit",
    `!   sla monitor schedule ${sla} life forever start-time now`,
    `!   track ${number} rtr ${sla} reachability`,
    "!",
  ];
}

function bgp(model: DeviceModel): string[] {
  const [first] = model.tunnels;
  const networks = ciscoNetworks(model);
  return [
    RULE,
    "! #4: Border Gateway Protocol (BGP) Configuration",
    RULE,
    ...(networks.length > 0 ? ["! A network is announced only while the routing table has exactly this prefix."] : []),
    ...ciscoRouteMaps(model),
    `router bgp ${first.customerAsn}`,
    "  bgp log-neighbor-changes",
    "  address-family ipv4 unicast",
    ...model.tunnels.flatMap((tunnel) => [
      `    neighbor ${tunnel.awsInsideIp} remote-as ${tunnel.awsAsn}`,
      // The last number is the least hold time taken.
      `    neighbor ${tunnel.awsInsideIp} timers ${keepaliveSeconds(tunnel)} ${tunnel.bgpHoldSeconds} ${tunnel.bgpHoldSeconds}`,
      ...(networks.length === 0 ? [`    neighbor ${tunnel.awsInsideIp} default-originate`] : []),
      `    neighbor ${tunnel.awsInsideIp} activate`,
      ...ciscoNeighborMaps(model, tunnel),
    ]),
    ...networks.map((cidr) => `    network ${networkAddress(cidr)} mask ${netmask(cidr)}`),
    "    no auto-summary",
    "    no synchronization",
    "  exit-address-family",
    "exit",
    "!",
  ];
}

function footer(model: DeviceModel, { ikeVersion }: RenderOptions): string[] {
  return [
    "! Verify with:",
    `!   show crypto ${ikeVersion} sa`,
    "!   show crypto ipsec sa",
    "!   show interface Tunnel1",
    model.routing === "bgp" ? "!   show bgp summary" : "!   show route",
  ];
}

const groups = (numbers: number[]) => Object.fromEntries(numbers.map((n) => [n, `${n}`]));
/** 2, 5 and 24 are gone from the newest releases; ASA never had 17, 18, 22 and 23 (command reference, "group"). */
const IKEV2_GROUPS = groups([2, 5, 14, 15, 16, 19, 20, 21, 24]);
const IKEV2_CIPHERS = {
  AES128: "aes",
  AES256: "aes-256",
  "AES128-GCM-16": "aes-gcm",
  "AES256-GCM-16": "aes-gcm-256",
};

const support: PlatformSupport = {
  ikev1: asaIkev1Support,
  ikev2: {
    phase1: {
      encryption: IKEV2_CIPHERS,
      integrity: { SHA1: "sha", "SHA2-256": "sha256", "SHA2-384": "sha384", "SHA2-512": "sha512" },
      dhGroups: IKEV2_GROUPS,
    },
    phase2: {
      encryption: IKEV2_CIPHERS,
      integrity: { SHA1: "sha-1", "SHA2-256": "sha-256", "SHA2-384": "sha-384", "SHA2-512": "sha-512" },
      dhGroups: IKEV2_GROUPS,
    },
  },
};
