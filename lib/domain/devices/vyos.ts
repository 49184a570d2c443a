import { type ChosenPhase, chooseAlgorithms, type PlatformSupport } from "./choose-algorithms";
import { commentHeader } from "./comment-header";
import { defineFamily } from "./define-family";
import type { RenderOptions } from "./device-family";
import { keyText, nameText } from "./safe-text";
import type { DeviceModel, TunnelModel } from "./tunnel-model";
import { keepaliveSeconds, tunnelMtu } from "./tunnel-numbers";

/**
 * VyOS as set commands of 1.4: two VTIs, which its strongSwan ties to the peers. What 1.3 writes otherwise stands in comments
 * that begin with "#older| ". Syntax as in VyOS's documentation and its interface definitions (vyos-1x).
 */
export const vyos = defineFamily({
  id: "vyos",
  ikeVersions: ["ikev1", "ikev2"],
  routings: ["static", "bgp"],
  algorithms: () => support,
  lines: (model, options) => [
    ...header(model, options),
    ...forBothTunnels(),
    ...model.tunnels.flatMap((tunnel, index) => tunnelBlock(part(model, tunnel, index), options)),
    ...(model.routing === "bgp" ? bgp(model) : staticRouting(model)),
    ...footer(model),
    "",
  ],
});

/** One tunnel with the names its parts have on the router. */
interface Part {
  tunnel: TunnelModel;
  number: number;
  /** Of the IKE and ESP group, the peer and its key. */
  name: string;
  vti: string;
}

function part(model: DeviceModel, tunnel: TunnelModel, index: number): Part {
  return { tunnel, number: index + 1, name: `${nameText(model.connectionId)}-${index + 1}`, vti: vtiName(index) };
}

function vtiName(index: number): string {
  return `vti${index + 1}`;
}

const RULE = `# ${"-".repeat(78)}`;

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
    "#",
  ];
}

function forBothTunnels(): string[] {
  return [
    RULE,
    "# Settings for all tunnels of this router",
    RULE,
    "set vpn ipsec interface eth0",
    "#older| set vpn ipsec ipsec-interfaces interface eth0",
    "# strongSwan must not install routes of its own: the tunnels carry 0.0.0.0/0.",
    "set vpn ipsec options disable-route-autoinstall",
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

function tunnelInterface({ tunnel, vti }: Part): string[] {
  return [
    `set interfaces vti ${vti} address ${tunnel.customerInsideIp}/30`,
    `set interfaces vti ${vti} mtu ${tunnelMtu(tunnel)}`,
    `set interfaces vti ${vti} ip adjust-mss ${tunnel.tcpMssBytes}`,
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

/** A failover route is in the table while its target answers; the lower metric is preferred. 1.3 has none and uses distances. */
function staticRouting(model: DeviceModel): string[] {
  const networks = model.vpcCidrs.length > 0 ? model.vpcCidrs : ["NETWORK"];
  const lines = networks.flatMap((network) =>
    model.tunnels.flatMap((tunnel, index) => {
      const route = `set protocols failover route ${network} next-hop ${tunnel.awsInsideIp}`;
      return [
        `${route} interface ${vtiName(index)}`,
        `${route} metric ${10 * (index + 1)}`,
        `${route} check target ${tunnel.awsInsideIp}`,
        `${route} check type icmp`,
        `${route} check timeout 5`,
        `#older| set protocols static interface-route ${network} next-hop-interface ${vtiName(index)} distance ${10 * (index + 1)}`,
      ];
    }),
  );
  return [
    RULE,
    "# #4: Static Routing Configuration",
    RULE,
    `# AWS sends into the tunnels: ${model.staticPrefixes.join(", ") || "nothing yet, the connection has no static route"}`,
    "# Tunnel 2 takes over while the other end of tunnel 1 does not answer; in VyOS 1.3",
    "# while vti1 is down.",
    ...(model.vpcCidrs.length > 0
      ? lines
      : ["# Add for each network at AWS:", ...lines.map((line) => `#   ${line.replace("#older| ", "in 1.3: ")}`)]),
    "#",
  ];
}

function bgp(model: DeviceModel): string[] {
  const [{ customerAsn }] = model.tunnels;
  const lines = [
    ...model.tunnels.flatMap((tunnel) => {
      const neighbor = `neighbor ${tunnel.awsInsideIp}`;
      return [
        `${neighbor} remote-as ${tunnel.awsAsn}`,
        `${neighbor} timers holdtime ${tunnel.bgpHoldSeconds}`,
        `${neighbor} timers keepalive ${keepaliveSeconds(tunnel)}`,
        `${neighbor} address-family ipv4-unicast soft-reconfiguration inbound`,
        // Without a known network the default route is what AWS's own samples announce.
        ...(model.onPremCidrs.length === 0 ? [`${neighbor} address-family ipv4-unicast default-originate`] : []),
      ];
    }),
    ...model.onPremCidrs.map((cidr) => `address-family ipv4-unicast network ${cidr}`),
  ];
  return [
    RULE,
    "# #4: Border Gateway Protocol (BGP) Configuration",
    RULE,
    "# A network is announced only while the routing table has exactly this prefix.",
    `# In VyOS 1.3 leave the next line out and begin the others with: set protocols bgp ${customerAsn}`,
    `set protocols bgp system-as ${customerAsn}`,
    ...lines.map((line) => `set protocols bgp ${line}`),
    "#",
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

const CBC = { AES128: "aes128", AES256: "aes256" };
/** VyOS counts the check value in bits, AWS in bytes: GCM-16 is gcm128. */
const GCM = { "AES128-GCM-16": "aes128gcm128", "AES256-GCM-16": "aes256gcm128" };
const INTEGRITY = { SHA1: "sha1", "SHA2-256": "sha256", "SHA2-384": "sha384", "SHA2-512": "sha512" };
const DH_GROUPS = Object.fromEntries(
  [2, 5, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24].map((group) => [group, `${group}`]),
);
const ESP = { encryption: { ...CBC, ...GCM }, integrity: INTEGRITY, dhGroups: DH_GROUPS };

/** In IKEv1 its strongSwan takes AES-GCM for ESP only, as RFC 5282 does. */
const support: PlatformSupport = {
  ikev1: { phase1: { encryption: CBC, integrity: INTEGRITY, dhGroups: DH_GROUPS }, phase2: ESP },
  ikev2: { phase1: ESP, phase2: ESP },
};
