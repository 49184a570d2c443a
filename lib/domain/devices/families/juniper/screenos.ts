import { phrase } from "../../../phrase";
import type { Problem } from "../../../problem";
import { type ChosenPhase, chooseAlgorithms, type PlatformSupport } from "../../choose-algorithms";
import { defineFamily } from "../../define-family";
import type { RenderOptions } from "../../device-family";
import { wideAsnProblems } from "../../model-problems";
import { bothSides } from "../../parts/both-sides";
import { commentHeader } from "../../parts/comment-header";
import { unwatchedProblems } from "../../parts/fixed-selectors";
import { carriesInsideAddresses, isNarrowed } from "../../parts/inside";
import { isStandby, staticOrder, staticRank } from "../../parts/preference";
import { keyText, nameText } from "../../parts/safe-text";
import type { DeviceModel, TunnelModel } from "../../tunnel-model";
import { screenosChecks } from "./screenos-checks";

/** Route-based tunnels on ScreenOS, after AWS's sample for 6.2 and later (VPC Network Administrator Guide, Juniper-with-screenos). */
export const juniperScreenos = defineFamily({
  id: "juniper-screenos",
  fileKind: "screenos",
  ikeVersions: ["ikev1"],
  routings: ["static", "bgp"],
  algorithms: () => support,
  checks: screenosChecks,
  lines: (model, options) => [
    ...header(model),
    ...forBothTunnels(model),
    ...model.tunnels.flatMap((tunnel, index) => tunnelBlock(part(model, tunnel, index), options)),
    ...(model.routing === "bgp" ? bgp(model) : staticRouting(model)),
    ...footer(model),
    "",
  ],
  problems: (model) => [...wideAsnProblems(model), ...unwatchedProblems(model), ...medProblems(model)],
});

/** One tunnel with the names its parts have on the firewall, which takes 31 characters (unconfirmed). */
interface Part {
  model: DeviceModel;
  tunnel: TunnelModel;
  number: number;
  interfaceName: string;
  /** Names the tunnel and, with ike-, ipsec- or gw- before it, its parts: vpn-0a1b-1. */
  name: string;
}

function part(model: DeviceModel, tunnel: TunnelModel, index: number): Part {
  const number = index + 1;
  return {
    model,
    tunnel,
    number,
    interfaceName: `tunnel.${number}`,
    name: `${nameText(model.connectionId)}-${number}`,
  };
}

const RULE = `# ${"-".repeat(80)}`;

function header(model: DeviceModel): string[] {
  return [
    ...commentHeader(model, "#"),
    "# The connection has two tunnels. Configure both: AWS takes one at a time out of",
    "# service for maintenance, and a single tunnel has no spare.",
    "#",
    "# Needs ScreenOS 6.2 or later; sha2-256 and group14 need 6.3.",
    "# Replace ethernet0/0 by the outside interface, and check that tunnel.1 and tunnel.2 are",
    "# free. The tunnels are in the zone Trust: if your networks are in another zone, add",
    "# policies between the two.",
    '# Behind NAT add "set ike gateway NAME nat-traversal" for both gateways, and write',
    `# "local-id ${model.customerGateway.ipAddress}" before "outgoing-interface".`,
    "#",
    ...bothSides(model, "#", { replayWindow: false }),
  ];
}

function forBothTunnels(model: DeviceModel): string[] {
  const tcpMssBytes = Math.min(...model.tunnels.map((tunnel) => tunnel.tcpMssBytes));
  return [
    RULE,
    "# Settings for the whole firewall: they hold for its other tunnels too",
    RULE,
    `set flow vpn-tcp-mss ${tcpMssBytes}`,
    "# AWS may answer through the other tunnel than the one a packet took.",
    "set zone Trust asymmetric-vpn",
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
  const { encryption, integrity, dhGroup } = spelled;
  const { outsideIpAddress } = tunnel;
  const key = keyText(tunnel.presharedKey, options);
  const gateway = `set ike gateway gw-${name} address ${outsideIpAddress} id ${outsideIpAddress} main outgoing-interface ethernet0/0`;
  return [
    `set ike p1-proposal ike-${name} preshare ${dhGroup} esp ${encryption} ${integrity} second ${tunnel.phase1.lifetimeSeconds}`,
    ...(key === null
      ? [
          `# Before loading, enter the pre-shared key of tunnel ${number} between the quotes of the next line and remove its "#".`,
          `# ${gateway} preshare "" proposal ike-${name}`,
        ]
      : [`${gateway} preshare "${key}" proposal ike-${name}`]),
    `set ike gateway gw-${name} dpd-liveness interval 10`,
    `set ike gateway gw-${name} dpd-liveness retry 3`,
    "#",
  ];
}

/** "replay" has no size on ScreenOS, and the DF bit is cleared by default (unconfirmed). */
function ipsec({ model, tunnel, name }: Part, { spelled }: ChosenPhase): string[] {
  const { encryption, integrity, dhGroup } = spelled;
  return [
    `set ike p2-proposal ipsec-${name} ${dhGroup} esp ${encryption} ${integrity} second ${tunnel.phase2.lifetimeSeconds}`,
    `set vpn ${name} gateway gw-${name} replay tunnel proposal ipsec-${name}`,
    ...(isNarrowed(model)
      ? [`set vpn ${name} proxy-id local-ip ${model.selectors.onPrem} remote-ip ${model.selectors.aws} "ANY"`]
      : []),
    "#",
  ];
}

/** 1436 is the MTU of AWS's sample; the inside addresses of both ends are in one /30. */
function tunnelInterface({ model, tunnel, name, interfaceName }: Part): string[] {
  return [
    `set interface ${interfaceName} zone Trust`,
    `set interface ${interfaceName} ip ${tunnel.customerInsideIp}/30`,
    `set interface ${interfaceName} mtu 1436`,
    `set vpn ${name} bind interface ${interfaceName}`,
    // A ping to AWS's inside address: "rekey" brings the tunnel up without traffic and keeps it so, and routes over the
    // interface are taken out while the ping fails (Configuring ScreenOS Devices, "VPN Monitor").
    ...(carriesInsideAddresses(model)
      ? [`set vpn ${name} monitor source-interface ${interfaceName} destination-ip ${tunnel.awsInsideIp} rekey`]
      : []),
    "#",
  ];
}

function staticRouting(model: DeviceModel): string[] {
  // 20 is the preference of a static route by default, and the lower one counts.
  const routes = (network: string) =>
    model.tunnels.map((tunnel, index) => {
      const { interfaceName } = part(model, tunnel, index);
      return `set route ${network} interface ${interfaceName} preference ${10 + 10 * staticRank(model, tunnel)}`;
    });
  return [
    RULE,
    "# #4: Static Routing Configuration",
    RULE,
    `# AWS sends into the tunnels: ${model.staticPrefixes.join(", ") || "nothing yet, the connection has no static route"}`,
    ...(model.vpcCidrs.length === 0
      ? ["# Add for each network at AWS:", ...routes("NETWORK").map((line) => `# ${line}`)]
      : []),
    ...model.vpcCidrs.flatMap(routes),
    ...(carriesInsideAddresses(model) ? [] : unwatched(model)),
    "#",
  ];
}

function unwatched(model: DeviceModel): string[] {
  const [first] = staticOrder(model);
  return [
    "# No ping watches the tunnels: AWS's inside addresses are outside of the traffic selectors,",
    "# and a tunnel interface stays up without one. The tunnels come up with the first packet.",
    `# To change over by hand: unset route NETWORK interface tunnel.${first + 1}`,
  ];
}

function bgp(model: DeviceModel): string[] {
  const [first] = model.tunnels;
  // Without a known network the default route is what AWS's own sample announces.
  const announced = model.onPremCidrs.length > 0 ? model.onPremCidrs : ["0.0.0.0/0"];
  const holdSeconds = Math.min(...model.tunnels.map((tunnel) => tunnel.bgpHoldSeconds));
  return [
    RULE,
    "# #4: Border Gateway Protocol (BGP) Configuration",
    RULE,
    "# A network is announced only while the routing table has exactly this prefix.",
    "set vrouter trust-vr",
    "set max-ecmp-routes 2",
    `set protocol bgp ${first.customerAsn}`,
    // Keepalives follow at a third of it, as in AWS's sample, which sets no more than this.
    `set hold-time ${holdSeconds}`,
    ...announced.map((cidr) => `set network ${cidr}`),
    "set enable",
    ...model.tunnels.flatMap((tunnel) => [
      `set neighbor ${tunnel.awsInsideIp} remote-as ${tunnel.awsAsn}`,
      ...preference(model, tunnel),
      `set neighbor ${tunnel.awsInsideIp} enable`,
    ]),
    "exit",
    "exit",
    "set interface tunnel.1 protocol bgp",
    "set interface tunnel.2 protocol bgp",
    "#",
  ];
}

/**
 * The neighbor with the higher weight is used, and AWS uses the tunnel with the lower MED (syntax unconfirmed for each release).
 * A route map could lengthen the AS path by an access list of paths only, which is no way to repeat the own ASN.
 */
function preference(model: DeviceModel, tunnel: TunnelModel): string[] {
  if (model.preferredTunnel === null) return [];
  const neighbor = `set neighbor ${tunnel.awsInsideIp}`;
  return isStandby(model, tunnel)
    ? [`${neighbor} weight 100`, `${neighbor} med 200`]
    : [`${neighbor} weight 200`, `${neighbor} med 100`];
}

function medProblems({ routing, preferredTunnel }: DeviceModel): Problem[] {
  if (routing === "static" || preferredTunnel === null) return [];
  return [{ severity: "warning", phrase: phrase("devices.problem.preferenceByMed", { address: preferredTunnel }) }];
}

function footer(model: DeviceModel): string[] {
  return [
    '# Then "save". Verify with:',
    "#   get ike cookies",
    "#   get sa",
    "#   get interface tunnel.1",
    model.routing === "bgp" ? "#   get vrouter trust-vr protocol bgp neighbor" : "#   get route",
  ];
}

const ENCRYPTION = { AES128: "aes128", AES256: "aes256" };
const INTEGRITY = { SHA1: "sha-1", "SHA2-256": "sha2-256" };
const DH_GROUPS = { 2: "group2", 5: "group5", 14: "group14" };
const PHASE = { encryption: ENCRYPTION, integrity: INTEGRITY, dhGroups: DH_GROUPS };

/** ScreenOS 6.3. Its IKEv2 is left out, since AWS names no sample for it and we could not try it. */
const support: PlatformSupport = { ikev1: { phase1: PHASE, phase2: PHASE } };
