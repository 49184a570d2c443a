import { type ChosenPhase, chooseAlgorithms } from "../../choose-algorithms";
import { defineFamily } from "../../define-family";
import type { DeviceCheck, RenderOptions } from "../../device-family";
import { otherwise } from "../../parts/check-phrases";
import { sharedRekeying } from "../../parts/rekeying";
import { tunnelMtu } from "../../parts/tunnel-numbers";
import type { DeviceModel, TunnelModel } from "../../tunnel-model";
import { linuxChecks } from "./checks";
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
import {
  afterNewKey,
  charonSettings,
  DPD_DELAY_SECONDS,
  strongswanIke,
  strongswanProposal,
  strongswanSupport,
} from "./strongswan-shared";

/**
 * strongSwan as the older ipsec.conf, which its starter reads. It knows no XFRM interfaces (if_id is swanctl's alone), so
 * the tunnels are VTI devices whose key is the mark of the policies.
 */
export const strongswanIpsecConf = defineFamily({
  id: "strongswan-ipsec-conf",
  fileKind: "ipsec-conf",
  extension: "conf",
  ikeVersions: ["ikev1", "ikev2"],
  routings: ["static", "bgp"],
  algorithms: () => strongswanSupport,
  checks: (model) => linuxChecks(model, saChecks(model)),
  lines: (model, options) => [
    ...header(model, options),
    ...charonSettings(model, options),
    ...hostCommands(model),
    ...linuxRouting(model, 'ipsec status "$2" | grep -q INSTALLED'),
    "config setup",
    // A second IKE SA between the same identities, as when both ends start one, must not take the first down.
    "  uniqueids=no",
    "",
    ...model.tunnels.flatMap((tunnel, index) => connection(model, tunnel, index, options)),
  ],
});

function header(model: DeviceModel, options: RenderOptions): string[] {
  return [
    ...linuxHeader(model, [
      "FILE is this file, which may hold keys: mode 0600. As root, after 1 to 3:",
      "  umask 077; sed '/^#secrets| /d' FILE >> /etc/ipsec.conf",
      "  sed -n 's/^#secrets| //p' FILE >> /etc/ipsec.secrets",
      "  ipsec restart",
      ...afterNewKey(model, retryCommand),
      "Keep one section config setup if the file had one already.",
      ...KEEP_BOTH_TUNNELS,
      "Behind NAT, write the host's own address in left and in the VTI's local; leftid stays",
      `${model.customerGateway.ipAddress}.`,
    ]),
    ...tagged(
      "secrets",
      // By AWS's address alone: the device's own is the same for both tunnels and would make either key fit either.
      model.tunnels.flatMap((tunnel, index) => pskSecret(tunnel.outsideIpAddress, tunnel, index, options)),
    ),
    "#",
  ];
}

function retryCommand(name: string): string {
  return `ipsec rereadsecrets && ipsec up ${name}`;
}

function hostCommands(model: DeviceModel): string[] {
  return [
    "# 2. The tunnel interfaces and the kernel.",
    ...model.tunnels.flatMap((tunnel, index) => {
      const name = tunnelInterface(index);
      return [
        `#      ip link add ${name} type vti local ${tunnel.customerOutsideIp} remote ${tunnel.outsideIpAddress} key ${tunnelNumber(index)}`,
        `#      ip addr add ${tunnel.customerInsideIp}/30 dev ${name}`,
        `#      ip link set ${name} mtu ${tunnelMtu(tunnel)} up`,
        // What leaves a VTI device has lost its mark, and the kernel would miss the policy it came in by.
        `#      sysctl -w net.ipv4.conf.${name}.disable_policy=1`,
        `#      sysctl -w net.ipv4.conf.${name}.rp_filter=2`,
        `#      iptables -t mangle -A FORWARD -o ${name} -p tcp --tcp-flags SYN,RST SYN -j TCPMSS --clamp-mss-to-pmtu`,
      ];
    }),
    "#      sysctl -w net.ipv4.ip_forward=1",
    "#",
  ];
}

function connection(model: DeviceModel, tunnel: TunnelModel, index: number, options: RenderOptions): string[] {
  const { phase1, phase2 } = chooseAlgorithms(tunnel, options.ikeVersion, strongswanSupport);
  const { marginSeconds, fuzzPercent } = sharedRekeying(tunnel);
  const isIkev1 = options.ikeVersion === "ikev1";
  return [
    `conn ${connectionName(model, index)}`,
    "  auto=start",
    "  type=tunnel",
    `  keyexchange=${options.ikeVersion}`,
    `  left=${tunnel.customerOutsideIp}`,
    `  leftid=${tunnel.customerOutsideIp}`,
    "  leftauth=psk",
    `  leftsubnet=${model.selectors.onPrem}`,
    `  right=${tunnel.outsideIpAddress}`,
    `  rightid=${tunnel.outsideIpAddress}`,
    "  rightauth=psk",
    `  rightsubnet=${model.selectors.aws}`,
    `  mark=${tunnelNumber(index)}`,
    `  ike=${strict(phase1, { withPrf: true })}`,
    `  ikelifetime=${tunnel.phase1.lifetimeSeconds}s`,
    `  esp=${strict(phase2, { withPrf: false })}`,
    `  lifetime=${tunnel.phase2.lifetimeSeconds}s`,
    `  margintime=${marginSeconds}s`,
    `  rekeyfuzz=${fuzzPercent}%`,
    // IKEv2 can renew the keys of phase 1 without tearing the tunnel down for it; IKEv1 always authenticates anew.
    ...(isIkev1 ? [] : ["  reauth=no"]),
    "  keyingtries=%forever",
    `  replay_window=${tunnel.replayWindowPackets}`,
    `  dpddelay=${DPD_DELAY_SECONDS}s`,
    // IKEv2 detects a dead peer by retransmission and ignores this (ipsec.conf, dpdtimeout).
    ...(isIkev1 ? [`  dpdtimeout=${tunnel.dpdTimeoutSeconds}s`] : []),
    "  dpdaction=restart",
    "  closeaction=restart",
    "",
  ];
}

/** The "!" keeps strongSwan from adding its own proposals behind. */
function strict(phase: ChosenPhase, options: { withPrf: boolean }): string {
  return `${strongswanProposal(phase, options)}!`;
}

/** Lines as the starter's "ipsec status" prints them (stroke_list.c). */
function saChecks(model: DeviceModel): DeviceCheck[] {
  const { onPrem, aws } = model.selectors;
  return model.tunnels.flatMap((tunnel, index): DeviceCheck[] => {
    const name = connectionName(model, index);
    const command = `ipsec status ${name}`;
    return [
      {
        shows: "ike",
        command,
        goodAnswer: `${name}[…]: ESTABLISHED …, …[${tunnel.customerOutsideIp}]...${tunnel.outsideIpAddress}[${tunnel.outsideIpAddress}]`,
        otherwise: strongswanIke(tunnel, retryCommand(name)),
      },
      {
        shows: "ipsec",
        command,
        goodAnswer: `${name}{…}:  INSTALLED, TUNNEL, reqid …, ESP… SPIs: …\n${name}{…}:   ${onPrem} === ${aws}`,
        otherwise: otherwise.noIpsec,
      },
    ];
  });
}
