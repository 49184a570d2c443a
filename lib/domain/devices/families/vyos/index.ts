import { phrase } from "../../../phrase";
import type { Problem } from "../../../problem";
import { type ChosenPhase, chooseAlgorithms } from "../../choose-algorithms";
import { defineFamily } from "../../define-family";
import type { RenderOptions } from "../../device-family";
import { awsSide } from "../../parts/aws-side";
import { commentHeader } from "../../parts/comment-header";
import { insideEnds } from "../../parts/inside";
import { keyText } from "../../parts/safe-text";
import { insideMss, tunnelMtu } from "../../parts/tunnel-numbers";
import type { DeviceModel } from "../../tunnel-model";
import { vyosSupport } from "./algorithms";
import { vyosChecks } from "./checks";
import { type Part, part, RULE, selectors } from "./part";
import { vyosRouting } from "./routing";

/**
 * VyOS as set commands of 1.4: two VTIs, which its strongSwan ties to the peers. What 1.3 writes otherwise stands in comments
 * that begin with "#older| ". Syntax as in VyOS's documentation and its interface definitions (vyos-1x).
 */
export const vyos = defineFamily({
  id: "vyos",
  ikeVersions: ["ikev1", "ikev2"],
  routings: ["static", "bgp"],
  insideIpVersions: ["ipv4", "ipv6"],
  algorithms: () => vyosSupport,
  checks: vyosChecks,
  problems: ipv6Problems,
  lines: (model, options) => [
    ...header(model, options),
    ...forBothTunnels(),
    ...model.tunnels.flatMap((tunnel, index) => tunnelBlock(part(model, tunnel, index), options)),
    ...vyosRouting(model),
    ...footer(model),
    "",
  ],
});

/** IKEv1 offers the first of the VTI's two selectors only, which is that of IPv4. */
function ipv6Problems(model: DeviceModel, { ikeVersion }: RenderOptions): Problem[] {
  return model.insideIpVersion === "ipv6" && ikeVersion === "ikev1"
    ? [{ severity: "error", phrase: phrase("devices.problem.ipv6NeedsIkev2"), suggestion: "ikev2" }]
    : [];
}

function header(model: DeviceModel, options: RenderOptions): string[] {
  const local = model.customerGateway.ipAddress;
  return [
    ...commentHeader(model, "#"),
    "# The connection has two tunnels. Configure both: AWS takes one at a time out of",
    "# service for maintenance, and a single tunnel has no spare.",
    "#",
    "# Enter these commands in configure mode, then: commit, save. Check that vti1 and vti2",
    "# are free, and replace eth0 by the outside interface.",
    `# Behind NAT, write the router's own address after "local-address"; local-id stays ${local}.`,
    '# In VyOS 1.3 take the lines behind "#older|" in place of those right above them that',
    "# it refuses, and write the key at the end of its own line.",
    "# The firewall must let in UDP 500, UDP 4500 and ESP from both addresses of AWS.",
    ...(options.ikeVersion === "ikev2"
      ? ["# With IKEv2 dead-peer-detection has no timeout of its own: strongSwan retransmits."]
      : []),
    "# VyOS has no margin before the end of a lifetime; whichever end comes first renews.",
    "#",
    ...awsSide(model, "#"),
  ];
}

function forBothTunnels(): string[] {
  return [
    RULE,
    "# Settings for all tunnels of this router",
    RULE,
    "set vpn ipsec interface eth0",
    "#older| set vpn ipsec ipsec-interfaces interface eth0",
    "# strongSwan must not install routes of its own: those below decide.",
    "set vpn ipsec options disable-route-autoinstall",
    "#",
  ];
}

function tunnelBlock(p: Part, options: RenderOptions): string[] {
  const { phase1, phase2 } = chooseAlgorithms(p.tunnel, options.ikeVersion, vyosSupport);
  return [
    RULE,
    `# IPSec Tunnel #${p.number}`,
    RULE,
    "# #1: Internet Key Exchange (IKE) Configuration",
    ...ikeGroup(p, phase1, options),
    "# #2: IPSec Configuration",
    ...espGroup(p, phase2),
    "# #3: Tunnel Interface Configuration",
    ...tunnelInterface(p),
    ...peer(p, options),
    "#",
  ];
}

function ikeGroup({ tunnel, name }: Part, phase1: ChosenPhase, options: RenderOptions): string[] {
  const group = `set vpn ipsec ike-group ${name}`;
  return [
    `${group} key-exchange ${options.ikeVersion}`,
    `${group} lifetime ${tunnel.phase1.lifetimeSeconds}`,
    `${group} proposal 1 encryption ${phase1.spelled.encryption}`,
    // With AES-GCM the hash is only the source of IKE's PRF.
    `${group} proposal 1 hash ${phase1.spelled.integrity}`,
    `${group} proposal 1 dh-group ${phase1.spelled.dhGroup}`,
    `${group} dead-peer-detection action restart`,
    `${group} dead-peer-detection interval 10`,
    `${group} dead-peer-detection timeout ${tunnel.dpdTimeoutSeconds}`,
    `${group} close-action start`,
    `#older| ${group} close-action restart`,
  ];
}

/** VyOS knows no margin before the end of a lifetime: AWS renews first, by its own. */
function espGroup({ tunnel, name }: Part, phase2: ChosenPhase): string[] {
  const group = `set vpn ipsec esp-group ${name}`;
  return [
    `${group} lifetime ${tunnel.phase2.lifetimeSeconds}`,
    `${group} mode tunnel`,
    `${group} pfs dh-group${phase2.spelled.dhGroup}`,
    `${group} proposal 1 encryption ${phase2.spelled.encryption}`,
    `${group} proposal 1 hash ${phase2.spelled.integrity}`,
  ];
}

function tunnelInterface({ model, tunnel, vti }: Part): string[] {
  const isIpv6 = model.insideIpVersion === "ipv6";
  return [
    `set interfaces vti ${vti} address ${insideEnds(model, tunnel).customerWithLength}`,
    `set interfaces vti ${vti} mtu ${tunnelMtu(tunnel)}`,
    `set interfaces vti ${vti} ${isIpv6 ? "ipv6" : "ip"} adjust-mss ${insideMss(model, tunnel)}`,
    `#older| set firewall options interface ${vti} adjust-mss ${tunnel.tcpMssBytes}`,
  ];
}

function peer(p: Part, options: RenderOptions): string[] {
  const { tunnel, name, vti } = p;
  const site = `set vpn ipsec site-to-site peer ${name}`;
  const site13 = `#older| set vpn ipsec site-to-site peer ${tunnel.outsideIpAddress}`;
  return [
    ...secret(p, options),
    `${site} authentication mode pre-shared-secret`,
    `${site} authentication local-id ${tunnel.customerOutsideIp}`,
    `${site} authentication remote-id ${tunnel.outsideIpAddress}`,
    `${site} connection-type initiate`,
    `${site} ike-group ${name}`,
    `${site} local-address ${tunnel.customerOutsideIp}`,
    `${site} remote-address ${tunnel.outsideIpAddress}`,
    `${site} vti bind ${vti}`,
    `${site} vti esp-group ${name}`,
    ...selectors(p).map((line) => `${site} ${line}`),
    // At most 2040 (vyos-1x, replay-window.xml.i); that every 1.4 release has it is (unconfirmed), 1.3 has not.
    `${site} replay-window ${Math.min(REPLAY_WINDOW_MAX, tunnel.replayWindowPackets)}`,
    `${site13} authentication mode pre-shared-secret`,
    // Without the key, which stands above already and would be there twice.
    `${site13} authentication pre-shared-secret`,
    `${site13} authentication id ${tunnel.customerOutsideIp}`,
    `${site13} authentication remote-id ${tunnel.outsideIpAddress}`,
    `${site13} connection-type initiate`,
    `${site13} ike-group ${name}`,
    `${site13} local-address ${tunnel.customerOutsideIp}`,
    `${site13} vti bind ${vti}`,
    `${site13} vti esp-group ${name}`,
    ...selectors(p).map((line) => `${site13} ${line}`),
  ];
}

/** By AWS's address alone: the device's own is the same for both tunnels and would make either key fit either. */
function secret({ tunnel, number, name }: Part, options: RenderOptions): string[] {
  const key = keyText(tunnel.presharedKey, options);
  const psk = `set vpn ipsec authentication psk ${name}`;
  return [
    `${psk} id ${tunnel.outsideIpAddress}`,
    ...(key === null
      ? [
          `# Enter the pre-shared key of tunnel ${number} at the end of the next line and remove its "#".`,
          `# ${psk} secret`,
        ]
      : [`${psk} secret '${key}'`]),
  ];
}

function footer(model: DeviceModel): string[] {
  return [
    "# Verify with:",
    "#   show vpn ike sa",
    "#   show vpn ipsec sa",
    "#   show interfaces vti",
    ...(model.routing === "bgp" ? ["#   show bgp summary"] : ["#   show ip route"]),
  ];
}

const REPLAY_WINDOW_MAX = 2040;
