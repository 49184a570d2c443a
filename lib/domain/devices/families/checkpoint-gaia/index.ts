import { defineFamily } from "../../define-family";
import { bothSides } from "../../parts/both-sides";
import { commentHeader } from "../../parts/comment-header";
import { fixedSelectorProblems } from "../../parts/fixed-selectors";
import { tunnelMtu } from "../../parts/tunnel-numbers";
import type { DeviceModel, TunnelModel } from "../../tunnel-model";
import { gaiaChecks } from "./checks";
import { peerName } from "./peer-name";
import { bgp, staticRouting } from "./routing";
import { gaiaSupport, smartConsole } from "./smart-console";

/**
 * Numbered VPN tunnel interfaces on Gaia. IKE and IPsec are set in SmartConsole, which has no such text: its part of the file
 * is comments, in the order of AWS's instructions (Site-to-Site VPN user guide, dynamic routing, Check Point).
 */
export const checkpointGaia = defineFamily({
  id: "checkpoint-gaia",
  ikeVersions: ["ikev1", "ikev2"],
  routings: ["static", "bgp"],
  algorithms: () => gaiaSupport,
  checks: gaiaChecks,
  lines: (model, options) => [
    ...header(model),
    ...model.tunnels.flatMap((tunnel, index) => tunnelInterface(model, tunnel, index)),
    ...(model.routing === "bgp" ? bgp(model) : staticRouting(model)),
    "save config",
    "#",
    ...smartConsole(model, options),
    ...footer(model),
    "",
  ],
  // "One VPN tunnel per gateway pair" is any to any; the other kinds take the VPN domains, which are empty with tunnel interfaces.
  problems: fixedSelectorProblems,
});

const RULE = `# ${"-".repeat(80)}`;

function header(model: DeviceModel): string[] {
  return [
    ...commentHeader(model, "#"),
    "# The connection has two tunnels. Configure both: AWS takes one at a time out of",
    "# service for maintenance, and a single tunnel has no spare.",
    "#",
    "# This file has two parts. Part A is commands for clish on the gateway, on each member",
    "# of a cluster with an address of its own. Part B is what to set in SmartConsole.",
    "# Do part B up to the objects first if clish refuses a peer that it does not know.",
    "# Before you use this file:",
    "#   tunnels 1 and 2, vpnt1 and vpnt2   must be free, write other numbers otherwise",
    `#   ${model.customerGateway.ipAddress} must be the gateway's main address or the one chosen under`,
    '#                                      "IPsec VPN, Link Selection"; behind NAT, choose it there as',
    "#                                      statically NATed address",
    "#",
    ...bothSides(model, "#", { replayWindow: false }),
    RULE,
    "# Part A: clish",
    RULE,
  ];
}

function tunnelInterface(model: DeviceModel, tunnel: TunnelModel, index: number): string[] {
  const number = index + 1;
  return [
    `# IPSec Tunnel #${number}: Tunnel Interface Configuration`,
    `add vpn tunnel ${number} type numbered local ${tunnel.customerInsideIp} remote ${tunnel.awsInsideIp} peer ${peerName(model, index)}`,
    `set interface vpnt${number} state on`,
    `set interface vpnt${number} mtu ${tunnelMtu(tunnel)}`,
    "#",
  ];
}

function footer(model: DeviceModel): string[] {
  return [
    "# Verify with:",
    "#   vpn tu list ike, vpn tu list ipsec   (expert mode)",
    model.routing === "bgp" ? "#   show bgp peers" : "#   show route static",
  ];
}
