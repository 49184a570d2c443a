import { canonicalCidr, contains, networkAddress, overlaps } from "../../../net/cidr";
import { phrase } from "../../../phrase";
import type { Problem } from "../../../problem";
import { chooseAlgorithms, type PlatformSupport } from "../../choose-algorithms";
import { defineFamily } from "../../define-family";
import type { DeviceCheck, RenderOptions } from "../../device-family";
import { otherwise } from "../../parts/check-phrases";
import { hostPing } from "../../parts/host-checks";
import { staticOrder, staticRank } from "../../parts/preference";
import { sharedRekeying } from "../../parts/rekeying";
import { ANYWHERE, type DeviceModel, type TunnelModel } from "../../tunnel-model";
import { daemonIke } from "./checks";
import { connectionName, linuxHeader, pskSecret, tagged } from "./host";

/**
 * Openswan 2.6.38 as the old write-ups and AWS's own sample have it: IKEv1, and policies instead of interfaces. Both
 * tunnels have the same policy, so only one can be up; the second is loaded and waits. The replay window stays the
 * host's own, as there is no keyword for it (unconfirmed for 2.6.38); the two ends do not negotiate it.
 */
export const openswan = defineFamily({
  id: "openswan",
  extension: "conf",
  ikeVersions: ["ikev1"],
  routings: ["static"],
  algorithms: () => support,
  checks: (model) => [...saChecks(model), ...hostPing(model)],
  lines: (model, options) => [
    ...header(model, options),
    ...hostCommands(model),
    ...model.tunnels.flatMap((tunnel, index) => connection(model, tunnel, index, options)),
  ],
  problems: (model) => policyProblems(model),
});

function header(model: DeviceModel, options: RenderOptions): string[] {
  const [first, second] = staticOrder(model);
  return [
    ...linuxHeader(model, [
      "ONE TUNNEL AT A TIME: Openswan ties both tunnels to the same networks and can have",
      `only one of them up. Tunnel ${first + 1} is started, tunnel ${second + 1} waits. When tunnel ${first + 1} is down, or`,
      "AWS takes it out of service for maintenance, change over by hand:",
      `  ipsec auto --down ${connectionName(model, first)}; ipsec auto --up ${connectionName(model, second)}`,
      "and back in the same way. A host that keeps both up needs strongSwan or Libreswan.",
      "",
      "FILE is this file, which may hold keys: mode 0600. As root, after 1 and 2:",
      "  umask 077; sed '/^#secrets| /d' FILE > /etc/ipsec.d/aws.conf",
      "  sed -n 's/^#secrets| //p' FILE > /etc/ipsec.d/aws.secrets",
      "  service ipsec restart",
    ]),
    ...tagged(
      "secrets",
      model.tunnels.flatMap((tunnel, index) =>
        pskSecret(`${tunnel.customerOutsideIp} ${tunnel.outsideIpAddress}`, tunnel, index, options),
      ),
    ),
    "#",
  ];
}

function hostCommands(model: DeviceModel): string[] {
  const [first] = model.tunnels;
  return [
    "# 1. In /etc/ipsec.conf, section config setup:",
    "#      protostack=netkey",
    "#      nat_traversal=yes",
    "#    and at its end:    include /etc/ipsec.d/*.conf",
    "#    In /etc/ipsec.secrets: include /etc/ipsec.d/*.secrets",
    "#",
    "# 2. The kernel.",
    "#      sysctl -w net.ipv4.ip_forward=1",
    "#      sysctl -w net.ipv4.conf.all.rp_filter=0",
    "#      sysctl -w net.ipv4.conf.all.accept_redirects=0",
    "#      sysctl -w net.ipv4.conf.all.send_redirects=0",
    `#      iptables -t mangle -A FORWARD -m policy --dir out --pol ipsec -p tcp --tcp-flags SYN,RST SYN -j TCPMSS --set-mss ${first.tcpMssBytes}`,
    "#    Where the host translates what leaves it, what goes into the tunnel must stay as it is:",
    "#      iptables -t nat -I POSTROUTING -m policy --dir out --pol ipsec -j ACCEPT",
    "#",
    "# 3. Networks. A tunnel has one pair of them: leftsubnet is the site, rightsubnet the VPC.",
    `#    AWS sends into the tunnels: ${model.staticPrefixes.join(", ") || "nothing yet, the connection has no static route"}`,
    ...(vpcNetwork(model) !== PLACE ? [] : ["#    Replace NETWORK by the network at AWS."]),
    "#",
  ];
}

function connection(model: DeviceModel, tunnel: TunnelModel, index: number, options: RenderOptions): string[] {
  const { phase1, phase2 } = chooseAlgorithms(tunnel, options.ikeVersion, support);
  const { marginSeconds, fuzzPercent } = sharedRekeying(tunnel);
  const algorithms = ({ encryption, integrity, dhGroup }: (typeof phase1)["spelled"]) =>
    `${encryption}-${integrity};${dhGroup}`;
  return [
    `conn ${connectionName(model, index)}`,
    "  authby=secret",
    `  auto=${staticRank(model, tunnel) === 1 ? "start" : "add"}`,
    "  type=tunnel",
    // The host's own address, whatever it is behind NAT; the identity stays the one that AWS knows.
    "  left=%defaultroute",
    `  leftid=${tunnel.customerOutsideIp}`,
    `  right=${tunnel.outsideIpAddress}`,
    `  leftsubnet=${siteNetwork(model)}`,
    `  rightsubnet=${vpcNetwork(model)}`,
    "  keyexchange=ike",
    "  ikev2=no",
    `  ike=${algorithms(phase1.spelled)}`,
    `  ikelifetime=${tunnel.phase1.lifetimeSeconds}s`,
    "  phase2=esp",
    `  phase2alg=${algorithms(phase2.spelled)}`,
    `  keylife=${tunnel.phase2.lifetimeSeconds}s`,
    "  pfs=yes",
    `  rekeymargin=${marginSeconds}s`,
    `  rekeyfuzz=${fuzzPercent}%`,
    "  keyingtries=%forever",
    "  dpddelay=10",
    `  dpdtimeout=${tunnel.dpdTimeoutSeconds}`,
    "  dpdaction=restart_by_peer",
    "",
  ];
}

const PLACE = "NETWORK";

/** A selector that somebody narrowed must be met exactly with IKEv1. Else the networks themselves are the policy. */
function vpcNetwork({ selectors, vpcCidrs }: DeviceModel): string {
  return selectors.aws === ANYWHERE ? (coveringCidr(vpcCidrs) ?? PLACE) : selectors.aws;
}

/** AWS takes any selector by default, so several networks of the site become all: the VPC's side keeps it narrow. */
function siteNetwork({ selectors, onPremCidrs }: DeviceModel): string {
  if (selectors.onPrem !== ANYWHERE) return selectors.onPrem;
  const [first, ...others] = onPremCidrs;
  return first !== undefined && others.length === 0 ? first : "0.0.0.0/0";
}

/** One network must stand for all of the VPC's, and must not swallow the site or most of the Internet. */
function policyProblems({ selectors, vpcCidrs, onPremCidrs }: DeviceModel): Problem[] {
  if (selectors.aws !== ANYWHERE) return [];
  const cover = coveringCidr(vpcCidrs);
  if (cover === null || vpcCidrs.length === 1) return [];
  const isWide = Number(cover.split("/")[1]) < WIDEST_PREFIX || onPremCidrs.some((cidr) => overlaps(cover, cidr));
  if (!isWide) return [];
  const values = { networks: vpcCidrs.join(", "), cover };
  return [{ severity: "error", phrase: phrase("devices.problem.oneNetwork", values), suggestion: "libreswan" }];
}

const WIDEST_PREFIX = 8;

/** The smallest network that holds all of these; null of none. */
function coveringCidr(cidrs: readonly string[]): string | null {
  const [first] = cidrs;
  if (first === undefined) return null;
  for (let length = Number(first.split("/")[1]); length > 0; length--) {
    const cover = canonicalCidr(`${networkAddress(first)}/${length}`);
    if (cidrs.every((cidr) => contains(cover, cidr))) return cover;
  }
  return "0.0.0.0/0";
}

/** The tunnel that is started alone has SAs. There is no interface and no route: the policies of the kernel choose. */
function saChecks(model: DeviceModel): DeviceCheck[] {
  const [first] = staticOrder(model);
  const name = connectionName(model, first);
  const status = (state: string) => `#…: "${name}":500 ${state}`;
  return [
    {
      shows: "ike",
      command: "ipsec auto --status",
      goodAnswer: status("STATE_MAIN_I4 (ISAKMP SA established)"),
      otherwise: daemonIke(model),
    },
    {
      shows: "ipsec",
      command: "ipsec auto --status",
      goodAnswer: status("STATE_QUICK_I2 (sent QI2, IPsec SA established)"),
      otherwise: otherwise.noIpsec,
    },
    {
      shows: "routes",
      command: "ip xfrm policy list dir out",
      goodAnswer: `src ${siteNetwork(model)} dst ${vpcNetwork(model)}\n  tmpl src … dst ${model.tunnels[first].outsideIpAddress}`,
      otherwise: otherwise.noIpsec,
    },
  ];
}

const ENCRYPTION = { AES128: "aes128", AES256: "aes256" };
/** What the manual of ike= names; larger groups and the elliptic ones are not in it. */
const DH_GROUPS = { 2: "modp1024", 5: "modp1536", 14: "modp2048" };

/** SHA-2 in phase 1 depends on how Openswan was built (unconfirmed); in phase 2 the manual of phase2alg= has SHA2-256. */
const support = {
  ikev1: {
    phase1: { encryption: ENCRYPTION, integrity: { SHA1: "sha1" }, dhGroups: DH_GROUPS },
    phase2: { encryption: ENCRYPTION, integrity: { SHA1: "sha1", "SHA2-256": "sha2_256" }, dhGroups: DH_GROUPS },
  },
} satisfies PlatformSupport;
