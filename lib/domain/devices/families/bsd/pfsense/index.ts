import { chooseAlgorithms } from "../../../choose-algorithms";
import { defineFamily } from "../../../define-family";
import type { RenderOptions } from "../../../device-family";
import { awsSide } from "../../../parts/aws-side";
import { commentHeader } from "../../../parts/comment-header";
import { fixedSelectorProblems } from "../../../parts/fixed-selectors";
import { rekeying } from "../../../parts/rekeying";
import { keyText, nameText } from "../../../parts/safe-text";
import { tunnelMtu } from "../../../parts/tunnel-numbers";
import type { DeviceModel, TunnelModel } from "../../../tunnel-model";
import { bsdChecks } from "../checks";
import { gatewayInterface } from "../routing";
import { webForm } from "../web-form";
import { pfsenseSupport } from "./algorithms";
import { pfsenseRouting } from "./routing";

/**
 * pfSense as the fields of its web interface, as AWS's own sample has it: there is no command line for IPsec, and restoring a part
 * of its configuration would replace every tunnel that is there. Names and their order as in pfSense's pages and Netgate's documentation.
 */
export const pfsense = defineFamily({
  id: "pfsense",
  ikeVersions: ["ikev1", "ikev2"],
  routings: ["static", "bgp"],
  algorithms: () => pfsenseSupport,
  checks: bsdChecks,
  lines: (model, options) => [
    ...header(model),
    ...model.tunnels.flatMap((tunnel, index) => tunnelForms(model, tunnel, index, options)),
    ...pfsenseRouting(model),
  ],
  // A phase 2 in the mode "Routed (VTI)" has the inside addresses for its networks, and lets everything through.
  problems: fixedSelectorProblems,
});

const RULE = `# ${"-".repeat(78)}`;

function header(model: DeviceModel): string[] {
  return [
    ...commentHeader(model, "#"),
    "# The connection has two tunnels. Configure both: AWS takes one at a time out of",
    "# service for maintenance, and a single tunnel has no spare.",
    "#",
    "# Enter these fields in the web interface, page by page, and save each page; then apply",
    "# the changes. Fields that are not here stay as they are. Choose the outside interface",
    "# where it is not WAN. Behind NAT nothing changes: pfSense calls itself by My identifier.",
    "# There is no field for the replay window.",
    "#",
    ...awsSide(model, "#"),
  ];
}

function tunnelForms(model: DeviceModel, tunnel: TunnelModel, index: number, options: RenderOptions): string[] {
  const name = `${nameText(model.connectionId)}-${index + 1}`;
  const own = gatewayInterface(index);
  return [
    RULE,
    `# IPSec Tunnel #${index + 1}`,
    RULE,
    "# #1: Internet Key Exchange (IKE) Configuration",
    ...phase1(name, tunnel, index, options),
    "# #2: IPSec Configuration",
    ...phase2(name, tunnel, options),
    "# #3: Tunnel Interface Configuration. The fields MTU and MSS have one value: pfSense takes",
    `# 40 from the second, which leaves segments of ${tunnel.tcpMssBytes} bytes.`,
    ...webForm("Interfaces > Assignments > Add", [["Available network ports", `the one of ${name}`]]),
    ...webForm("Interfaces > the new one", [
      ["Enable", "checked"],
      ["Description", own],
      ["IPv4 Configuration Type", "None"],
      ["MTU", tunnelMtu(tunnel)],
      ["MSS", tunnelMtu(tunnel)],
    ]),
  ];
}

function phase1(name: string, tunnel: TunnelModel, index: number, options: RenderOptions): string[] {
  const { phase1 } = chooseAlgorithms(tunnel, options.ikeVersion, pfsenseSupport);
  const { atSeconds, randomSeconds } = rekeying(tunnel.phase1.lifetimeSeconds, tunnel);
  const isIkev1 = options.ikeVersion === "ikev1";
  const key = keyText(tunnel.presharedKey, options) ?? `<enter the pre-shared key of tunnel ${index + 1} here>`;
  return webForm("VPN > IPsec > Tunnels > Add P1", [
    ["Description", name],
    ["Key Exchange version", isIkev1 ? "IKEv1" : "IKEv2"],
    ["Internet Protocol", "IPv4"],
    ["Interface", "WAN"],
    ["Remote Gateway", tunnel.outsideIpAddress],
    ["Authentication Method", "Mutual PSK"],
    ...(isIkev1 ? ([["Negotiation mode", "Main"]] satisfies [string, string][]) : []),
    ["My identifier", `IP address ${tunnel.customerOutsideIp}`],
    ["Peer identifier", "Peer IP address"],
    ["Pre-Shared Key", key],
    ["Algorithm, Key length", phase1.spelled.encryption],
    // Beside AES-GCM the hash is the source of IKE's PRF.
    ["Hash", phase1.spelled.integrity],
    ["DH Group", phase1.spelled.dhGroup],
    ["Life Time", tunnel.phase1.lifetimeSeconds],
    // IKEv1 has no rekeying of phase 1, it authenticates anew instead.
    ["Rekey Time", isIkev1 ? 0 : atSeconds],
    ["Reauth Time", isIkev1 ? atSeconds : 0],
    ["Rand Time", randomSeconds],
    ["Child SA Start Action", "Initiate at start (VTI or Tunnel Mode)"],
    ["Child SA Close Action", "Restart/Reconnect"],
    ["NAT Traversal", "Auto"],
    ...(isIkev1 ? [] : ([["MOBIKE", "Disable"]] satisfies [string, string][])),
    ["Dead Peer Detection", "checked"],
    ["Delay", DPD_DELAY_SECONDS],
    ["Max failures", dpdFailures(tunnel)],
  ]);
}

const DPD_DELAY_SECONDS = 10;

/** pfSense waits one delay more than it allows failures before it gives a peer up (ipsec.inc, dpd_timeout). */
function dpdFailures({ dpdTimeoutSeconds }: TunnelModel): number {
  return Math.max(1, Math.floor(dpdTimeoutSeconds / DPD_DELAY_SECONDS) - 1);
}

function phase2(name: string, tunnel: TunnelModel, options: RenderOptions): string[] {
  const { phase2 } = chooseAlgorithms(tunnel, options.ikeVersion, pfsenseSupport);
  const { atSeconds, randomSeconds } = rekeying(tunnel.phase2.lifetimeSeconds, tunnel);
  return webForm(`VPN > IPsec > Tunnels > ${name} > Show Phase 2 Entries > Add P2`, [
    ["Description", name],
    ["Mode", "Routed (VTI)"],
    ["Local Network", `Network ${tunnel.customerInsideIp}/30`],
    ["Remote Network", `Address ${tunnel.awsInsideIp}`],
    ["Protocol", "ESP"],
    ["Encryption Algorithms", `${phase2.spelled.encryption}, no other checked`],
    ["Hash Algorithms", phase2.isAead ? "none checked" : `${phase2.spelled.integrity}, no other checked`],
    ["PFS key group", phase2.spelled.dhGroup],
    ["Life Time", tunnel.phase2.lifetimeSeconds],
    ["Rekey Time", atSeconds],
    ["Rand Time", randomSeconds],
    ["Automatically ping host", tunnel.awsInsideIp],
  ]);
}
