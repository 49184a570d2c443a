import { awsSide } from "./aws-side";
import { otherwise } from "./check-phrases";
import { type ChosenPhase, chooseAlgorithms, type PlatformSupport } from "./choose-algorithms";
import { commentHeader } from "./comment-header";
import { defineFamily } from "./define-family";
import type { DeviceCheck, RenderOptions } from "./device-family";
import { hostPing, insidePings, linuxPing } from "./host-checks";
import { carriesInsideAddresses, insideEnds, insideNetworks, isNarrowed, trafficSelectors } from "./inside";
import {
  isPreferred,
  isStandby,
  PREFERRED_LOCAL_PREFERENCE,
  standbyPrepend,
  staticOrder,
  staticRank,
} from "./preference";
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
  insideIpVersions: ["ipv4", "ipv6"],
  algorithms: () => support,
  checks: (model, options) => vyosChecks(model, options),
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
  model: DeviceModel;
  tunnel: TunnelModel;
  number: number;
  /** Of the IKE and ESP group, the peer and its key. */
  name: string;
  vti: string;
}

function part(model: DeviceModel, tunnel: TunnelModel, index: number): Part {
  return {
    model,
    tunnel,
    number: index + 1,
    name: `${nameText(model.connectionId)}-${index + 1}`,
    vti: vtiName(index),
  };
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

function tunnelInterface({ model, tunnel, vti }: Part): string[] {
  const isIpv6 = model.insideIpVersion === "ipv6";
  return [
    `set interfaces vti ${vti} address ${insideEnds(model, tunnel).customerWithLength}`,
    `set interfaces vti ${vti} mtu ${tunnelMtu(tunnel)}`,
    `set interfaces vti ${vti} ${isIpv6 ? "ipv6" : "ip"} adjust-mss ${isIpv6 ? tunnel.tcpMssBytes - IPV6_LONGER : tunnel.tcpMssBytes}`,
    `#older| set firewall options interface ${vti} adjust-mss ${tunnel.tcpMssBytes}`,
  ];
}

/** IPv6's header is so much longer than IPv4's, and the segment of a full packet so much shorter. */
const IPV6_LONGER = 20;

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

/**
 * A peer with a VTI alone has 0.0.0.0/0 and ::/0; one with a tunnel as well takes that one's networks, and stays bound to the VTI
 * (vyos-1x, swanctl/peer.j2). Of two selectors IKEv1 knows the first only, so IPv6 writes its own.
 */
function selectors({ model, name }: Part): string[] {
  if (!isNarrowed(model) && model.insideIpVersion === "ipv4") return [];
  const { onPrem, aws } = trafficSelectors(model);
  return [`tunnel 1 esp-group ${name}`, `tunnel 1 local prefix ${onPrem}`, `tunnel 1 remote prefix ${aws}`];
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
  const { aws } = insideNetworks(model);
  const [first, spare] = staticOrder(model);
  const lines = (aws.length > 0 ? aws : ["NETWORK"]).flatMap((network) =>
    model.tunnels.flatMap((tunnel, index) => [
      ...(isWatched(model)
        ? watchedRoute(model, tunnel, index, network)
        : [
            `set protocols static ${model.insideIpVersion === "ipv6" ? "route6" : "route"} ${network} interface ${vtiName(index)} distance ${distance(model, tunnel)}`,
          ]),
      `#older| set protocols static interface-${model.insideIpVersion === "ipv6" ? "route6" : "route"} ${network} next-hop-interface ${vtiName(index)} distance ${distance(model, tunnel)}`,
    ]),
  );
  return [
    RULE,
    "# #4: Static Routing Configuration",
    RULE,
    `# AWS sends into the tunnels: ${model.staticPrefixes.join(", ") || "nothing yet, the connection has no static route"}`,
    ...(isWatched(model)
      ? [
          `# Tunnel ${spare + 1} takes over while the other end of tunnel ${first + 1} does not answer; in VyOS 1.3`,
          `# while ${vtiName(first)} is down.`,
        ]
      : [`# Tunnel ${spare + 1} takes over while ${vtiName(first)} is down, which it is without its SAs.`]),
    ...(aws.length > 0
      ? lines
      : ["# Add for each network at AWS:", ...lines.map((line) => `#   ${line.replace("#older| ", "in 1.3: ")}`)]),
    "#",
  ];
}

function bgp(model: DeviceModel): string[] {
  const [{ customerAsn }] = model.tunnels;
  const { onPrem } = insideNetworks(model);
  const family = `address-family ${model.insideIpVersion}-unicast`;
  const lines = [
    // IPv6 alone gives BGP no address to take its id from.
    ...(model.insideIpVersion === "ipv6" ? [`parameters router-id ${model.customerGateway.ipAddress}`] : []),
    ...model.tunnels.flatMap((tunnel, index) => neighborLines(model, tunnel, index)),
    ...onPrem.map((cidr) => `${family} network ${cidr}`),
  ];
  return [
    RULE,
    "# #4: Border Gateway Protocol (BGP) Configuration",
    RULE,
    ...model.tunnels.flatMap((tunnel, index) => routeMap(model, tunnel, index)),
    "# A network is announced only while the routing table has exactly this prefix.",
    `# In VyOS 1.3 leave the next line out and begin the others with: set protocols bgp ${customerAsn}`,
    `set protocols bgp system-as ${customerAsn}`,
    ...(model.insideIpVersion === "ipv6"
      ? [`# For each network of the site, in place of default-originate: set protocols bgp ${family} network NETWORK`]
      : []),
    ...lines.map((line) => `set protocols bgp ${line}`),
    "#",
  ];
}

function neighborLines(model: DeviceModel, tunnel: TunnelModel, index: number): string[] {
  const neighbor = `neighbor ${insideEnds(model, tunnel).aws}`;
  const family = `${neighbor} address-family ${model.insideIpVersion}-unicast`;
  const standbyMap = isStandby(model, tunnel) ? [`${vtiName(index)}-out`] : [];
  return [
    `${neighbor} remote-as ${tunnel.awsAsn}`,
    `${neighbor} timers holdtime ${tunnel.bgpHoldSeconds}`,
    `${neighbor} timers keepalive ${keepaliveSeconds(tunnel)}`,
    `${family} soft-reconfiguration inbound`,
    // Without a known network the default route is what AWS's own samples announce; it passes by the neighbor's route-map.
    ...(insideNetworks(model).onPrem.length > 0
      ? []
      : [`${family} default-originate`, ...standbyMap.map((map) => `${family} default-originate route-map ${map}`)]),
    ...(isPreferred(model, tunnel) ? [`${family} route-map import ${vtiName(index)}-in`] : []),
    ...standbyMap.map((map) => `${family} route-map export ${map}`),
  ];
}

function routeMap(model: DeviceModel, tunnel: TunnelModel, index: number): string[] {
  const map = (direction: "in" | "out") => `set policy route-map ${vtiName(index)}-${direction} rule 10`;
  if (isPreferred(model, tunnel))
    return [
      "# What AWS announces over the preferred tunnel counts more than over the other one.",
      `${map("in")} action permit`,
      `${map("in")} set local-preference ${PREFERRED_LOCAL_PREFERENCE}`,
    ];
  if (!isStandby(model, tunnel)) return [];
  const path = standbyPrepend(tunnel).join(" ");
  return [
    "# The longer path over the standby makes AWS answer on the preferred tunnel.",
    `${map("out")} action permit`,
    `${map("out")} set as-path prepend '${path}'`,
    `#older| ${map("out")} set as-path-prepend '${path}'`,
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

/** Columns as in VyOS's documentation of site-to-site VPN; the connection's name as its template forms it (vyos-1x, swanctl/peer.j2). */
function vyosChecks(model: DeviceModel, options: RenderOptions): DeviceCheck[] {
  const parts = model.tunnels.map((tunnel, index) => part(model, tunnel, index));
  const everyPart = (line: (part: Part) => string) => parts.map(line).join("\n");
  const version = options.ikeVersion === "ikev1" ? "IKEv1" : "IKEv2";
  return [
    {
      shows: "ike",
      command: "show vpn ike sa",
      goodAnswer: everyPart(
        ({ tunnel }) => `${tunnel.outsideIpAddress}  ${tunnel.customerOutsideIp}\n  up  ${version}  …`,
      ),
      otherwise: otherwise.noIke(model),
    },
    {
      shows: "ipsec",
      command: "show vpn ipsec sa",
      goodAnswer: everyPart(
        (p) => `${p.name}-${selectors(p).length > 0 ? "tunnel-1" : "vti"}  up  … (bytes and packets grow)`,
      ),
      otherwise: otherwise.noIpsec,
    },
    {
      shows: "interface",
      command: "show interfaces vti",
      goodAnswer: everyPart(({ tunnel, vti }) => `${vti}  ${insideEnds(model, tunnel).customerWithLength}  u/u`),
      otherwise: otherwise.interfaceDown,
    },
    ...(model.routing === "bgp" ? [bgpCheck(model)] : []),
    ...routeCheck(model),
    ...insidePings(model, (tunnel, index) => ({
      command: `ping ${insideEnds(model, tunnel).aws} interface ${vtiName(index)} count 3`,
      goodAnswer: linuxPing(model, tunnel, vtiName(index)).goodAnswer,
    })),
    ...hostPing(model),
  ];
}

function bgpCheck(model: DeviceModel): DeviceCheck {
  return {
    shows: "bgp",
    command: `show bgp ${model.insideIpVersion} summary`,
    goodAnswer: model.tunnels
      .map((tunnel) => `${insideEnds(model, tunnel).aws}  4  ${tunnel.awsAsn}  … (a number under State/PfxRcd)`)
      .join("\n"),
    otherwise: otherwise.noBgp(model),
  };
}

/** The mark of a route in use is ">*". A failover route is one of the kernel's for FRR, which prints this table. */
function routeCheck(model: DeviceModel): DeviceCheck[] {
  const [network] = insideNetworks(model).aws;
  if (network === undefined) return [];
  const [first] = staticOrder(model);
  const source = isWatched(model) ? "K" : "S";
  const goodAnswer =
    model.routing === "static"
      ? `${source}>* ${network} … ${vtiName(first)}`
      : model.tunnels
          .flatMap((tunnel, index) =>
            isStandby(model, tunnel)
              ? []
              : [`B>* ${network} [20/…] via ${insideEnds(model, tunnel).aws}, ${vtiName(index)}`],
          )
          .join("\nor ");
  return [{ shows: "routes", command: "show ip route", goodAnswer, otherwise: otherwise.noRoutes(model) }];
}

/** A failover route pings an address of IPv4, and only where the selectors let it through. */
function isWatched(model: DeviceModel): boolean {
  return model.insideIpVersion === "ipv4" && carriesInsideAddresses(model);
}

function watchedRoute(model: DeviceModel, tunnel: TunnelModel, index: number, network: string): string[] {
  const route = `set protocols failover route ${network} next-hop ${tunnel.awsInsideIp}`;
  return [
    `${route} interface ${vtiName(index)}`,
    `${route} metric ${distance(model, tunnel)}`,
    `${route} check target ${tunnel.awsInsideIp}`,
    `${route} check type icmp`,
    `${route} check timeout 5`,
  ];
}

function distance(model: DeviceModel, tunnel: TunnelModel): number {
  return 10 * staticRank(model, tunnel);
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
