import { phrase } from "../../../phrase";
import type { Problem } from "../../../problem";
import { chooseAlgorithms } from "../../choose-algorithms";
import { defineFamily } from "../../define-family";
import type { RenderOptions } from "../../device-family";
import { awsSide } from "../../parts/aws-side";
import { commentHeader } from "../../parts/comment-header";
import { carriesInsideAddresses } from "../../parts/inside";
import { standbyPrepend, staticOrder, staticRank } from "../../parts/preference";
import { keyText, nameText } from "../../parts/safe-text";
import { keepaliveSeconds } from "../../parts/tunnel-numbers";
import { ANYWHERE, type DeviceModel, type TunnelModel } from "../../tunnel-model";
import { routerosSupport } from "./algorithms";
import { routerosChecks } from "./checks";

/**
 * MikroTik RouterOS 7 as commands for its terminal. It has no tunnel interface for IPsec: policies choose what is encrypted,
 * those of one tunnel at a time for the networks at AWS, and those of both tunnels for their inside addresses.
 */
export const mikrotikRouteros = defineFamily({
  id: "mikrotik-routeros",
  fileKind: "routeros",
  extension: "rsc",
  ikeVersions: ["ikev1", "ikev2"],
  routings: ["static", "bgp"],
  algorithms: () => routerosSupport,
  checks: routerosChecks,
  lines: (model, options) => [
    ...header(model, options),
    ...model.tunnels.flatMap((tunnel, index) => tunnelBlock(part(model, tunnel, index), options)),
    ...forBothTunnels(model),
    ...failover(model),
    ...(model.routing === "bgp" ? bgp(model) : staticRouting(model)),
    ...natExemption(),
    ...footer(model),
    "",
  ],
  problems: (model) => unwatchedProblems(model),
});

/** Netwatch asks for AWS's inside address, which narrowed selectors leave out; the file says how to change over by hand. */
function unwatchedProblems(model: DeviceModel): Problem[] {
  return carriesInsideAddresses(model)
    ? []
    : [{ severity: "warning", phrase: phrase("devices.problem.changeOverByHand") }];
}

/** One tunnel with the name that its profile, proposal, peer and policies have on the router. */
interface Part {
  model: DeviceModel;
  tunnel: TunnelModel;
  number: number;
  name: string;
  /** Whether it waits until the failover turns it on. */
  isSpare: boolean;
}

function part(model: DeviceModel, tunnel: TunnelModel, index: number): Part {
  const isSpare = staticRank(model, tunnel) === 2;
  return { model, tunnel, number: index + 1, name: `${nameText(model.connectionId)}-${index}`, isSpare };
}

/** The comment by which the failover finds a tunnel's policies for the networks at AWS. */
function networksOf(model: DeviceModel, index: number): string {
  return `${nameText(model.connectionId)}-${index}-networks`;
}

const RULE = `# ${"-".repeat(78)}`;

function header(model: DeviceModel, options: RenderOptions): string[] {
  const local = model.customerGateway.ipAddress;
  return [
    ...commentHeader(model, "#"),
    "# The connection has two tunnels. Configure both: AWS takes one at a time out of",
    "# service for maintenance, and a single tunnel has no spare.",
    "#",
    "# Paste this into a terminal, or upload it and use /import. Replace ether1 by the",
    "# outside interface, in the two lines that begin with /ip address.",
    `# Behind NAT, write the router's own outside address after local-address=; my-id stays ${local}.`,
    ...(options.ikeVersion === "ikev2"
      ? ["# With IKEv2 dpd-maximum-failures has no effect: RouterOS retransmits instead."]
      : []),
    "# RouterOS has no setting for the replay window or the margin of a renewal.",
    "#",
    ...awsSide(model, "#"),
  ];
}

function tunnelBlock(p: Part, options: RenderOptions): string[] {
  const { model, tunnel, name, isSpare } = p;
  const { phase1, phase2 } = chooseAlgorithms(tunnel, options.ikeVersion, routerosSupport);
  const proposed = `enc-algorithms=${phase2.spelled.encryption} auth-algorithms=${phase2.isAead ? '""' : phase2.spelled.integrity}`;
  return [
    RULE,
    `# IPSec Tunnel #${p.number}`,
    RULE,
    "# #1: Internet Key Exchange (IKE) Configuration",
    `/ip ipsec profile add name=${name} enc-algorithm=${phase1.spelled.encryption} hash-algorithm=${phase1.spelled.integrity} dh-group=${phase1.spelled.dhGroup} lifetime=${tunnel.phase1.lifetimeSeconds}s dpd-interval=10s dpd-maximum-failures=${dpdFailures(tunnel)} nat-traversal=yes`,
    `/ip ipsec peer add name=${name} address=${tunnel.outsideIpAddress}/32 local-address=${tunnel.customerOutsideIp} profile=${name} exchange-mode=${options.ikeVersion === "ikev1" ? "main" : "ike2"} passive=no send-initial-contact=yes${isSpare && model.routing === "static" ? " disabled=yes" : ""}`,
    ...identity(p, options),
    "# #2: IPSec Configuration",
    `/ip ipsec proposal add name=${name} ${proposed} lifetime=${tunnel.phase2.lifetimeSeconds}s pfs-group=${phase2.spelled.dhGroup}`,
    ...policies(p),
    "# #3: Inside Addresses",
    `/ip address add address=${tunnel.customerInsideIp}/30 interface=ether1 comment=${name}`,
    "#",
  ];
}

/** As many unanswered probes as fit into AWS's own timeout; the manual allows 1 to 100. */
function dpdFailures({ dpdTimeoutSeconds }: TunnelModel): number {
  return Math.min(100, Math.max(1, Math.floor(dpdTimeoutSeconds / 10)));
}

function identity(p: Part, options: RenderOptions): string[] {
  const key = keyText(p.tunnel.presharedKey, options);
  const line = `/ip ipsec identity add peer=${p.name} my-id=address:${p.tunnel.customerOutsideIp} auth-method=pre-shared-key secret=`;
  if (key !== null) return [`${line}"${key}"`];
  return [
    `# Enter the pre-shared key of tunnel ${p.number} at the end of the next line and remove its "#".`,
    `# ${line}`,
  ];
}

/**
 * RouterOS makes a pair of SAs for each policy, while AWS promises one for each tunnel. Two selectors, the inside addresses
 * and the VPC, are what published setups run with, at the default level=require as here (unconfirmed by AWS).
 */
function policies({ model, tunnel, number, name, isSpare }: Part): string[] {
  const common = `peer=${name} proposal=${name} tunnel=yes action=encrypt`;
  const { onPrem, aws } = model.selectors;
  // Of two policies with equal addresses the second is invalid, so the spare's wait until the failover turns them on.
  const toNetwork = (network: string) =>
    `/ip ipsec policy add src-address=${onPrem} dst-address=${network} ${common} comment=${networksOf(model, number - 1)}${isSpare ? " disabled=yes" : ""}`;
  // A selector that somebody narrowed must be met exactly with IKEv1.
  const networks = aws === ANYWHERE ? model.vpcCidrs : [aws];
  return [
    ...(carriesInsideAddresses(model)
      ? [
          `/ip ipsec policy add src-address=${tunnel.customerInsideIp}/32 dst-address=${tunnel.awsInsideIp}/32 ${common} comment=${name}`,
        ]
      : []),
    ...(networks.length === 0
      ? ["# Add for each network at AWS:", `#   ${toNetwork("NETWORK")}`]
      : networks.map(toNetwork)),
  ];
}

function forBothTunnels(model: DeviceModel): string[] {
  const mss = Math.min(...model.tunnels.map((tunnel) => tunnel.tcpMssBytes));
  const clamp = `chain=forward action=change-mss new-mss=${mss} protocol=tcp tcp-flags=syn tcp-mss=${mss + 1}-65535`;
  return [
    RULE,
    "# Settings for all tunnels of this router",
    RULE,
    `/ip firewall mangle add ${clamp} ipsec-policy=out,ipsec`,
    `/ip firewall mangle add ${clamp} ipsec-policy=in,ipsec`,
    "# The input chain must let in UDP 500, UDP 4500 and ipsec-esp from both addresses of",
    "# AWS, and ICMP and BGP from its inside addresses. In the forward chain, accept",
    "# ipsec-policy=in,ipsec and out,ipsec above any fasttrack rule.",
    "#",
  ];
}

/**
 * A policy names one peer, so what AWS sends through the other tunnel would be dropped. Static: tunnel 2 is off until tunnel 1
 * fails, as AWS asks of policy-based devices. BGP: both are on, and a longer path makes AWS prefer tunnel 1.
 */
function failover(model: DeviceModel): string[] {
  const [first, spare] = staticOrder(model);
  const name = nameText(model.connectionId);
  const turn = (what: "policy" | "peer", to: "enable" | "disable", found: string) =>
    `/ip ipsec ${what} ${to} [find ${found}]`;
  const policies = (index: number, to: "enable" | "disable") =>
    turn("policy", to, `comment="${networksOf(model, index)}"`);
  const sparePeer = (to: "enable" | "disable") =>
    model.routing === "static" ? [turn("peer", to, `name="${name}-${spare}"`)] : [];
  const up = [policies(spare, "disable"), ...sparePeer("disable"), policies(first, "enable")].join("; ");
  const down = [policies(first, "disable"), ...sparePeer("enable"), policies(spare, "enable")].join("; ");
  return [
    RULE,
    "# Failover between the tunnels",
    RULE,
    ...(carriesInsideAddresses(model)
      ? [
          `# Tunnel ${spare + 1} takes over while the other end of tunnel ${first + 1} does not answer.`,
          ...(model.routing === "static" ? [`# AWS shows tunnel ${spare + 1} as down until then.`] : []),
          ...model.tunnels.flatMap((tunnel, index) =>
            index === first
              ? [
                  `/tool netwatch add host=${tunnel.awsInsideIp} ${PROBE} comment=${name} up-script="${quoted(up)}" down-script="${quoted(down)}"`,
                ]
              : [],
          ),
        ]
      : [
          "# The selectors let no ping to AWS's inside addresses through, so nothing changes over by",
          `# itself. When tunnel ${first + 1} is down:`,
          `#   ${down}`,
          "# and back:",
          `#   ${up}`,
        ]),
    "#",
  ];
}

/** As it stands inside of a string of RouterOS's scripts. */
function quoted(script: string): string {
  return script.replaceAll('"', '\\"');
}

/** Five pings every ten seconds: one lost ping, or a slow one, is no failure; RouterOS's own limit of 100 ms would make it one. */
const PROBE =
  "type=icmp interval=10s timeout=2s packet-count=5 packet-interval=500ms thr-loss-percent=80% thr-avg=2s thr-max=2s thr-jitter=2s thr-stdev=2s";

function staticRouting(model: DeviceModel): string[] {
  return [
    RULE,
    "# #4: Static Routing Configuration",
    RULE,
    `# AWS sends into the tunnels: ${model.staticPrefixes.join(", ") || "nothing yet, the connection has no static route"}`,
    "# The networks at AWS need no route of their own: the default route takes packets to",
    "# the outside interface, where the policies encrypt them.",
    "#",
  ];
}

/** BGP tells AWS the networks of the site; which tunnel takes what leaves the site is up to the policies. */
function bgp(model: DeviceModel): string[] {
  const [{ customerAsn, customerInsideIp }] = model.tunnels;
  const [first, spare] = staticOrder(model);
  const name = nameText(model.connectionId);
  // Without a known network the default route is what AWS's own samples announce.
  const output = model.onPremCidrs.length > 0 ? `output.network=${name}` : "output.default-originate=always";
  return [
    RULE,
    "# #4: Border Gateway Protocol (BGP) Configuration",
    RULE,
    `# A network is announced only while the routing table has exactly this prefix. Tunnel ${spare + 1}`,
    `# announces it with a longer path, so that AWS answers through tunnel ${first + 1}. A local`,
    "# preference has no say here: the policies choose the tunnel out of the site.",
    "# Before RouterOS 7.20 leave the first line out and write as= instead of instance= in",
    `# the connections: as=${customerAsn}`,
    `/routing bgp instance add name=${name} as=${customerAsn} router-id=${customerInsideIp}`,
    ...model.onPremCidrs.map((cidr) => `/ip firewall address-list add list=${name} address=${cidr}`),
    `/routing filter rule add chain=${name}-${spare}-out rule="set bgp-path-prepend ${standbyPrepend(model.tunnels[0]).length}; accept"`,
    ...model.tunnels.map(
      (tunnel, index) =>
        `/routing bgp connection add name=${name}-${index} instance=${name} local.role=ebgp local.address=${tunnel.customerInsideIp} remote.address=${tunnel.awsInsideIp}/32 remote.as=${tunnel.awsAsn} hold-time=${tunnel.bgpHoldSeconds}s keepalive-time=${keepaliveSeconds(tunnel)}s ${output}${index === spare ? ` output.filter-chain=${name}-${spare}-out` : ""}`,
    ),
    "#",
  ];
}

/** At the end: where there is no rule to be placed before, RouterOS refuses the line, and an import stops there. */
function natExemption(): string[] {
  return [
    RULE,
    "# Network address translation",
    RULE,
    "# IPsec traffic must not be translated, so this rule goes to the top. Where the router",
    "# has no rule for NAT, it refuses the line, and does not need it.",
    "/ip firewall nat add chain=srcnat action=accept ipsec-policy=out,ipsec place-before=0",
    "#",
  ];
}

function footer(model: DeviceModel): string[] {
  return [
    "# Verify with:",
    "#   /ip ipsec active-peers print",
    "#   /ip ipsec installed-sa print",
    "#   /tool netwatch print",
    ...(model.routing === "bgp" ? ["#   /routing bgp session print"] : []),
  ];
}
