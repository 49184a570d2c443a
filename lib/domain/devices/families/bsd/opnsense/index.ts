import { phrase } from "../../../../phrase";
import type { Problem } from "../../../../problem";
import { chooseAlgorithms } from "../../../choose-algorithms";
import { defineFamily } from "../../../define-family";
import type { RenderOptions } from "../../../device-family";
import { awsSide } from "../../../parts/aws-side";
import { commentHeader } from "../../../parts/comment-header";
import { carriesInsideAddresses } from "../../../parts/inside";
import { rekeying } from "../../../parts/rekeying";
import { keyText, nameText } from "../../../parts/safe-text";
import { tunnelMtu } from "../../../parts/tunnel-numbers";
import type { DeviceModel, TunnelModel } from "../../../tunnel-model";
import { DPD_DELAY_SECONDS } from "../../linux/strongswan-shared";
import { bsdChecks } from "../checks";
import { gatewayInterface } from "../routing";
import { webForm } from "../web-form";
import { opnsenseSupport } from "./algorithms";
import { opnsenseRouting } from "./routing";

/**
 * OPNsense as the fields of its web interface: "Connections" is swanctl.conf behind forms, but the interfaces, gateways and routes that
 * belong to it are not in any file. Names and their order as in its forms (opnsense/core, forms of OPNsense/IPsec).
 */
export const opnsense = defineFamily({
  id: "opnsense",
  ikeVersions: ["ikev1", "ikev2"],
  routings: ["static", "bgp"],
  algorithms: () => opnsenseSupport,
  checks: bsdChecks,
  lines: (model, options) => [
    ...header(model, options),
    ...model.tunnels.flatMap((tunnel, index) => tunnelForms(model, tunnel, index, options)),
    ...opnsenseRouting(model),
  ],
  problems: unwatchedProblems,
});

/** Gateways are watched by pings to AWS's inside address, which narrowed selectors leave out. */
function unwatchedProblems(model: DeviceModel): Problem[] {
  return carriesInsideAddresses(model)
    ? []
    : [{ severity: "warning", phrase: phrase("devices.problem.changeOverByHand") }];
}

const RULE = `# ${"-".repeat(78)}`;

function header(model: DeviceModel, options: RenderOptions): string[] {
  const { ipAddress } = model.customerGateway;
  return [
    ...commentHeader(model, "#"),
    "# The connection has two tunnels. Configure both: AWS takes one at a time out of",
    "# service for maintenance, and a single tunnel has no spare.",
    "#",
    "# Enter these fields in the web interface, form by form, with the advanced mode turned on,",
    "# and save each; then apply the changes. Fields that are not here stay as they are.",
    `# Behind NAT, write the firewall's own address in Local addresses instead of ${ipAddress}.`,
    "# There is no field for the replay window.",
    ...(options.ikeVersion === "ikev2"
      ? ["# With IKEv2 the DPD timeout has no effect: strongSwan retransmits instead."]
      : []),
    "#",
    ...awsSide(model, "#"),
  ];
}

function tunnelForms(model: DeviceModel, tunnel: TunnelModel, index: number, options: RenderOptions): string[] {
  const name = `${nameText(model.connectionId)}-${index + 1}`;
  return [
    RULE,
    `# IPSec Tunnel #${index + 1}`,
    RULE,
    "# #1: Internet Key Exchange (IKE) Configuration",
    ...preSharedKey(tunnel, index, options),
    ...connection(name, tunnel, options),
    "# #2: IPSec Configuration",
    ...child(model, name, tunnel, index, options),
    "# #3: Tunnel Interface Configuration. The fields MTU and MSS have one value: OPNsense takes",
    `# 40 from the second, which leaves segments of ${tunnel.tcpMssBytes} bytes.`,
    ...tunnelInterface(name, tunnel, index),
  ];
}

function preSharedKey(tunnel: TunnelModel, index: number, options: RenderOptions): string[] {
  const key = keyText(tunnel.presharedKey, options) ?? `<enter the pre-shared key of tunnel ${index + 1} here>`;
  return webForm("VPN > IPsec > Pre-Shared Keys > Add", [
    ["Local Identifier", tunnel.customerOutsideIp],
    ["Remote Identifier", tunnel.outsideIpAddress],
    ["Pre-Shared Key", key],
    ["Type", "PSK"],
  ]);
}

function connection(name: string, tunnel: TunnelModel, options: RenderOptions): string[] {
  const { phase1 } = chooseAlgorithms(tunnel, options.ikeVersion, opnsenseSupport);
  const { encryption, integrity, dhGroup } = phase1.spelled;
  const { atSeconds, overSeconds } = rekeying(tunnel.phase1.lifetimeSeconds, tunnel);
  const isIkev1 = options.ikeVersion === "ikev1";
  const identity = (side: string, id: string) =>
    webForm(`VPN > IPsec > Connections > ${name} > ${side} Authentication > Add`, [
      ["Round", 0],
      ["Authentication", "Pre-Shared Key"],
      ["Id", id],
    ]);
  return [
    ...webForm("VPN > IPsec > Connections > Add", [
      // With AES-GCM the hash is only the source of IKE's PRF.
      ["Proposals", `${encryption}-${integrity}-${dhGroup}`],
      ["Version", isIkev1 ? "IKEv1" : "IKEv2"],
      ["MOBIKE", "not checked"],
      ["Local addresses", tunnel.customerOutsideIp],
      ["Remote addresses", tunnel.outsideIpAddress],
      // IKEv1 has no rekeying of phase 1, it authenticates anew instead.
      [isIkev1 ? "Re-auth time (s)" : "Rekey time (s)", atSeconds],
      ["Over time (s)", overSeconds],
      ["DPD delay (s)", DPD_DELAY_SECONDS],
      ["DPD timeout (s)", tunnel.dpdTimeoutSeconds],
      ["Keyingtries", 0],
      ["Description", name],
    ]),
    ...identity("Local", tunnel.customerOutsideIp),
    ...identity("Remote", tunnel.outsideIpAddress),
  ];
}

/** Policies off and a fixed reqid tie the pair of SAs to the interface of the same reqid. */
function child(model: DeviceModel, name: string, tunnel: TunnelModel, index: number, options: RenderOptions): string[] {
  const { phase2 } = chooseAlgorithms(tunnel, options.ikeVersion, opnsenseSupport);
  const { encryption, integrity, dhGroup } = phase2.spelled;
  return webForm(`VPN > IPsec > Connections > ${name} > Children > Add`, [
    ["Mode", "Tunnel"],
    ["Policies", "not checked"],
    ["Start action", "Start"],
    ["Close action", "Start"],
    ["DPD action", "Start"],
    ["Reqid", reqid(index)],
    ["ESP proposals", phase2.isAead ? `${encryption}-${dhGroup}` : `${encryption}-${integrity}-${dhGroup}`],
    ["Local", model.selectors.onPrem],
    ["Remote", model.selectors.aws],
    ["Rekey time (s)", rekeying(tunnel.phase2.lifetimeSeconds, tunnel).atSeconds],
    ["Description", name],
  ]);
}

function tunnelInterface(name: string, tunnel: TunnelModel, index: number): string[] {
  return [
    ...webForm("VPN > IPsec > Virtual Tunnel Interfaces > Add", [
      ["Reqid", reqid(index)],
      ["Local address", tunnel.customerOutsideIp],
      ["Remote address", tunnel.outsideIpAddress],
      ["Tunnel local address", tunnel.customerInsideIp],
      ["Tunnel remote address", tunnel.awsInsideIp],
      ["Name", name],
    ]),
    ...webForm("Interfaces > Assignments > Add", [
      ["Device", `ipsec${reqid(index)}`],
      ["Description", gatewayInterface(index)],
    ]),
    ...webForm(`Interfaces > ${gatewayInterface(index)}`, [
      ["Enable Interface", "checked"],
      ["MTU", tunnelMtu(tunnel)],
      ["MSS", tunnelMtu(tunnel)],
    ]),
  ];
}

/** The number must be free on the firewall. */
function reqid(index: number): number {
  return 100 * (index + 1);
}
