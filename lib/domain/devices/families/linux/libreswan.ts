import { type ChosenPhase, chooseAlgorithms, type PlatformSupport } from "../../choose-algorithms";
import { defineFamily } from "../../define-family";
import type { DeviceCheck, RenderOptions } from "../../device-family";
import { otherwise } from "../../parts/check-phrases";
import { sharedRekeying } from "../../parts/rekeying";
import type { DeviceModel, TunnelModel } from "../../tunnel-model";
import { daemonIke, linuxChecks } from "./checks";
import {
  connectionName,
  KEEP_BOTH_TUNNELS,
  linuxHeader,
  pskSecret,
  tagged,
  tunnelInterface,
  tunnelNumber,
} from "./host";
import { linuxRouting } from "./routing";

/** Libreswan as one file of ipsec.conf; the secrets and the routing are carried in its comments. */
export const libreswan = defineFamily({
  id: "libreswan",
  extension: "conf",
  ikeVersions: ["ikev1", "ikev2"],
  routings: ["static", "bgp"],
  algorithms: () => support,
  checks: (model, options) => linuxChecks(model, saChecks(model, options)),
  lines: (model, options) => [
    ...header(model, options),
    ...hostCommands(model),
    // Libreswan names a connection there only while it has a pair of SAs.
    ...linuxRouting(model, 'ipsec trafficstatus | grep -q "\\"$2\\""'),
    ...model.tunnels.flatMap((tunnel, index) => connection(model, tunnel, index, options)),
  ],
});

function header(model: DeviceModel, options: RenderOptions): string[] {
  return [
    ...linuxHeader(model, [
      "FILE is this file, which may hold keys: mode 0600. As root:",
      "  umask 077; sed '/^#secrets| /d' FILE > /etc/ipsec.d/aws.conf",
      "  sed -n 's/^#secrets| //p' FILE > /etc/ipsec.d/aws.secrets",
      "  ipsec addconn --checkconfig; systemctl restart ipsec",
      ...KEEP_BOTH_TUNNELS,
      `Behind NAT, write left=%defaultroute; leftid stays ${model.customerGateway.ipAddress}.`,
    ]),
    // Seen with 4.10.
    ...(options.ikeVersion === "ikev1"
      ? ["# 1. IKEv1 is refused by default. In /etc/ipsec.conf, section config setup:", "#      ikev1-policy=accept"]
      : ["# 1. Nothing is needed in section config setup of /etc/ipsec.conf."]),
    ...tagged(
      "secrets",
      model.tunnels.flatMap((tunnel, index) =>
        pskSecret(`${tunnel.customerOutsideIp} ${tunnel.outsideIpAddress}`, tunnel, index, options),
      ),
    ),
    "#",
  ];
}

/** Libreswan makes the interfaces itself, when a tunnel is up for the first time. */
function hostCommands(model: DeviceModel): string[] {
  return [
    "# 2. The kernel. Libreswan makes the interfaces when the tunnels come up.",
    ...model.tunnels.map(
      (tunnel, index) =>
        `#      iptables -t mangle -A FORWARD -o ${tunnelInterface(index)} -p tcp --tcp-flags SYN,RST SYN -j TCPMSS --set-mss ${tunnel.tcpMssBytes}`,
    ),
    "#      sysctl -w net.ipv4.ip_forward=1",
    // The stricter of "all" and the interface's own counts, and 2 is the larger: loose, as traffic may return on tunnel 2.
    "#      sysctl -w net.ipv4.conf.all.rp_filter=2",
    "#",
  ];
}

function connection(model: DeviceModel, tunnel: TunnelModel, index: number, options: RenderOptions): string[] {
  const { phase1, phase2 } = chooseAlgorithms(tunnel, options.ikeVersion, support);
  const { marginSeconds, fuzzPercent } = sharedRekeying(tunnel);
  const isIkev1 = options.ikeVersion === "ikev1";
  return [
    `conn ${connectionName(model, index)}`,
    "  auto=start",
    "  type=tunnel",
    "  authby=secret",
    // Deprecated since 5.0 but still read; keyexchange=, which stands in its place, is refused by 4.10 (seen).
    `  ikev2=${isIkev1 ? "no" : "yes"}`,
    `  left=${tunnel.customerOutsideIp}`,
    `  leftid=${tunnel.customerOutsideIp}`,
    `  right=${tunnel.outsideIpAddress}`,
    `  rightid=${tunnel.outsideIpAddress}`,
    `  leftsubnet=${model.selectors.onPrem}`,
    `  rightsubnet=${model.selectors.aws}`,
    // Two connections with the same networks stand beside each other only by different marks (pluto's route_owner).
    `  mark=${tunnelNumber(index)}/0xffffffff`,
    `  vti-interface=${tunnelInterface(index)}`,
    "  vti-routing=no",
    `  leftvti=${tunnel.customerInsideIp}/30`,
    `  ike=${proposal(phase1, { withPrf: true })}`,
    `  ikelifetime=${tunnel.phase1.lifetimeSeconds}s`,
    `  esp=${proposal(phase2, { withPrf: false })}`,
    `  salifetime=${tunnel.phase2.lifetimeSeconds}s`,
    "  pfs=yes",
    `  rekeymargin=${marginSeconds}s`,
    `  rekeyfuzz=${fuzzPercent}%`,
    "  keyingtries=%forever",
    `  replay-window=${tunnel.replayWindowPackets}`,
    "  dpddelay=10s",
    // IKEv2 takes the peer for dead when a retransmission goes unanswered for so long, and pluto warns that it ignores
    // dpdtimeout= (4.10: "IKEv2 liveness uses retransmit-timeout=, dpdtimeout= ignored").
    `  ${isIkev1 ? "dpdtimeout" : "retransmit-timeout"}=${tunnel.dpdTimeoutSeconds}s`,
    // Libreswan 5 ignores it with a warning and restarts because of auto=start.
    "  dpdaction=restart",
    "",
  ];
}

function proposal(phase: ChosenPhase, { withPrf }: { withPrf: boolean }): string {
  const { encryption, integrity, dhGroup } = phase.spelled;
  return phase.isAead && !withPrf ? `${encryption};${dhGroup}` : `${encryption}-${integrity};${dhGroup}`;
}

/** State names and their words as in the pluto of 4.10; those of a tunnel that AWS started end in R. */
function saChecks(model: DeviceModel, { ikeVersion }: RenderOptions): DeviceCheck[] {
  const [ike, child] =
    ikeVersion === "ikev1"
      ? ["STATE_MAIN_I4 (IKE SA established)", "STATE_QUICK_I2 (IPsec SA established)"]
      : ["STATE_V2_ESTABLISHED_IKE_SA (established IKE SA)", "STATE_V2_ESTABLISHED_CHILD_SA (established Child SA)"];
  const everyTunnel = (line: (name: string, tunnel: TunnelModel) => string) =>
    model.tunnels.map((tunnel, index) => line(connectionName(model, index), tunnel)).join("\n");
  return [
    {
      shows: "ike",
      command: "ipsec showstates",
      goodAnswer: everyTunnel((name) => `#…: "${name}":… ${ike}`),
      otherwise: daemonIke(model),
    },
    {
      shows: "ipsec",
      command: "ipsec showstates",
      goodAnswer: everyTunnel((name) => `#…: "${name}":… ${child}`),
      otherwise: otherwise.noIpsec,
    },
    {
      shows: "ipsec",
      command: "ipsec trafficstatus",
      goodAnswer: everyTunnel(
        (name, tunnel) =>
          `#…: "${name}", type=ESP, …, inBytes=… outBytes=… (both grow), id='${tunnel.outsideIpAddress}'`,
      ),
      otherwise: otherwise.oneWay,
    },
  ];
}

const CBC = { AES128: "aes128", AES256: "aes256" };
const GCM = { "AES128-GCM-16": "aes_gcm128", "AES256-GCM-16": "aes_gcm256" };
const INTEGRITY = { SHA1: "sha1", "SHA2-256": "sha2_256", "SHA2-384": "sha2_384", "SHA2-512": "sha2_512" };
/** Group 2 is gone since 4.x, and 22 to 24 are not built in by default (mk/config.mk, USE_DH2, USE_DH22 to USE_DH24). */
const MODP = {
  5: "modp1536",
  14: "modp2048",
  15: "modp3072",
  16: "modp4096",
  17: "modp6144",
  18: "modp8192",
};
const DH_GROUPS = { ...MODP, 19: "dh19", 20: "dh20", 21: "dh21" };

const support = {
  ikev1: {
    phase1: { encryption: CBC, integrity: INTEGRITY, dhGroups: DH_GROUPS },
    // "ESP DH algorithm 'dh21' is not supported by IKEv1", and so with 19 and 20 (algparse of 4.10).
    phase2: { encryption: { ...CBC, ...GCM }, integrity: INTEGRITY, dhGroups: MODP },
  },
  ikev2: {
    phase1: { encryption: { ...CBC, ...GCM }, integrity: INTEGRITY, dhGroups: DH_GROUPS },
    phase2: { encryption: { ...CBC, ...GCM }, integrity: INTEGRITY, dhGroups: DH_GROUPS },
  },
} satisfies PlatformSupport;
