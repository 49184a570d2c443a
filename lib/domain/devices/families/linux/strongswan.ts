import { chooseAlgorithms } from "../../choose-algorithms";
import { defineFamily } from "../../define-family";
import type { DeviceCheck, RenderOptions } from "../../device-family";
import { otherwise } from "../../parts/check-phrases";
import { insideEnds, trafficSelectors } from "../../parts/inside";
import { rekeying } from "../../parts/rekeying";
import { keyText } from "../../parts/safe-text";
import { tunnelMtu } from "../../parts/tunnel-numbers";
import type { DeviceModel, TunnelModel } from "../../tunnel-model";
import { linuxChecks } from "./checks";
import { connectionName, KEEP_BOTH_TUNNELS, linuxHeader, tunnelInterface, tunnelNumber } from "./host";
import { linuxRouting } from "./routing";
import {
  afterNewKey,
  charonSettings,
  DPD_DELAY_SECONDS,
  strongswanIke,
  strongswanProposal,
  strongswanSupport,
} from "./strongswan-shared";

/** strongSwan as swanctl.conf with two XFRM interfaces; the commands around it stand in comments, to be run once as root. */
export const strongswan = defineFamily({
  id: "strongswan",
  fileKind: "swanctl",
  extension: "conf",
  ikeVersions: ["ikev1", "ikev2"],
  routings: ["static", "bgp"],
  insideIpVersions: ["ipv4", "ipv6"],
  algorithms: () => strongswanSupport,
  checks: (model, options) => linuxChecks(model, saChecks(model, options)),
  lines: (model, options) => [
    ...header(model),
    ...charonSettings(model, options),
    ...systemCommands(model),
    ...linuxRouting(model, 'swanctl --list-sas --child "$2" | grep -q INSTALLED'),
    "connections {",
    ...model.tunnels.flatMap((tunnel, index) => connection(model, tunnel, index, options)),
    "}",
    "",
    "secrets {",
    ...model.tunnels.flatMap((tunnel, index) => secret(model, tunnel, index, options)),
    "}",
    "",
  ],
});

function header(model: DeviceModel): string[] {
  return linuxHeader(model, [
    "Save as /etc/swanctl/conf.d/aws.conf with mode 0600, then: swanctl --load-all",
    ...afterNewKey(model, retryCommand),
    ...KEEP_BOTH_TUNNELS,
    `Behind NAT, write the host's own address in local_addrs; id stays ${model.customerGateway.ipAddress}.`,
    "FILE below is this file.",
  ]);
}

function retryCommand(name: string): string {
  return `swanctl --load-creds && swanctl --initiate --child ${name}`;
}

function systemCommands(model: DeviceModel): string[] {
  const isIpv6 = model.insideIpVersion === "ipv6";
  return [
    "# 2. The tunnel interfaces and the kernel. Replace eth0 by the outside interface.",
    ...model.tunnels.flatMap((tunnel, index) => {
      const name = tunnelInterface(index);
      return [
        `#      ip link add ${name} type xfrm dev eth0 if_id ${tunnelNumber(index)}`,
        `#      ip addr add ${insideEnds(model, tunnel).customerWithLength} dev ${name}`,
        `#      ip link set ${name} mtu ${tunnelMtu(tunnel)} up`,
        // IPv6 has no such filter in the kernel.
        ...(isIpv6 ? [] : [`#      sysctl -w net.ipv4.conf.${name}.rp_filter=2`]),
        `#      ${isIpv6 ? "ip6tables" : "iptables"} -t mangle -A FORWARD -o ${name} -p tcp --tcp-flags SYN,RST SYN -j TCPMSS --clamp-mss-to-pmtu`,
      ];
    }),
    `#      sysctl -w ${isIpv6 ? "net.ipv6.conf.all.forwarding" : "net.ipv4.ip_forward"}=1`,
    "#",
  ];
}

function connection(model: DeviceModel, tunnel: TunnelModel, index: number, options: RenderOptions): string[] {
  const { phase1, phase2 } = chooseAlgorithms(tunnel, options.ikeVersion, strongswanSupport);
  const isIkev1 = options.ikeVersion === "ikev1";
  const name = connectionName(model, index);
  const selectors = trafficSelectors(model);
  const ike = rekeying(tunnel.phase1.lifetimeSeconds, tunnel);
  const child = rekeying(tunnel.phase2.lifetimeSeconds, tunnel);
  return [
    `  ${name} {`,
    `    version = ${isIkev1 ? 1 : 2}`,
    `    local_addrs = ${tunnel.customerOutsideIp}`,
    `    remote_addrs = ${tunnel.outsideIpAddress}`,
    `    proposals = ${strongswanProposal(phase1, { withPrf: true })}`,
    // IKEv1 has no rekeying of phase 1, it authenticates anew instead (swanctl.conf, rekey_time).
    `    ${isIkev1 ? "reauth_time" : "rekey_time"} = ${ike.atSeconds}s`,
    `    over_time = ${ike.overSeconds}s`,
    `    rand_time = ${ike.randomSeconds}s`,
    `    dpd_delay = ${DPD_DELAY_SECONDS}s`,
    // IKEv2 detects a dead peer by retransmission and ignores this (swanctl.conf, dpd_timeout).
    ...(isIkev1 ? [`    dpd_timeout = ${tunnel.dpdTimeoutSeconds}s`] : []),
    "    keyingtries = 0",
    "    local {",
    "      auth = psk",
    `      id = ${tunnel.customerOutsideIp}`,
    "    }",
    "    remote {",
    "      auth = psk",
    `      id = ${tunnel.outsideIpAddress}`,
    "    }",
    "    children {",
    `      ${name} {`,
    "        mode = tunnel",
    `        local_ts = ${selectors.onPrem}`,
    `        remote_ts = ${selectors.aws}`,
    `        esp_proposals = ${strongswanProposal(phase2, { withPrf: false })}`,
    `        rekey_time = ${child.atSeconds}s`,
    `        life_time = ${tunnel.phase2.lifetimeSeconds}s`,
    `        rand_time = ${child.randomSeconds}s`,
    `        replay_window = ${tunnel.replayWindowPackets}`,
    `        if_id_in = ${tunnelNumber(index)}`,
    `        if_id_out = ${tunnelNumber(index)}`,
    "        start_action = start",
    "        close_action = start",
    "        dpd_action = restart",
    "      }",
    "    }",
    "  }",
  ];
}

function secret(model: DeviceModel, tunnel: TunnelModel, index: number, options: RenderOptions): string[] {
  const key = keyText(tunnel.presharedKey, options);
  // By AWS's address alone: the device's own is the same for both tunnels and would make either key fit either.
  const lines = [`  ike-${connectionName(model, index)} {`, `    id-1 = ${tunnel.outsideIpAddress}`];
  if (key !== null) return [...lines, `    secret = "${key}"`, "  }"];
  // As comments altogether: swanctl refuses a section without a secret, and would take a placeholder for the key.
  return [
    `  # Enter the pre-shared key of tunnel ${index + 1} and remove the signs in front of these lines.`,
    ...[...lines, '    secret = ""', "  }"].map((line) => `  #${line.slice(1)}`),
  ];
}

/** Lines as swanctl 5.9.8 was seen to print them; behind NAT the mode is "TUNNEL-in-UDP". */
function saChecks(model: DeviceModel, { ikeVersion }: RenderOptions): DeviceCheck[] {
  const { onPrem, aws } = trafficSelectors(model);
  return model.tunnels.flatMap((tunnel, index): DeviceCheck[] => {
    const name = connectionName(model, index);
    const command = `swanctl --list-sas --ike ${name}`;
    return [
      {
        shows: "ike",
        command,
        goodAnswer: `${name}: #…, ESTABLISHED, ${ikeVersion === "ikev1" ? "IKEv1" : "IKEv2"}, …\n  remote '${tunnel.outsideIpAddress}' @ ${tunnel.outsideIpAddress}[…]`,
        otherwise: strongswanIke(tunnel, retryCommand(name)),
      },
      {
        shows: "ipsec",
        command,
        goodAnswer: `${name}: #…, reqid …, INSTALLED, TUNNEL…, ESP:…\n  in  … (bytes and packets grow)\n  out … (bytes and packets grow)\n  local  ${onPrem}\n  remote ${aws}`,
        otherwise: otherwise.noIpsec,
      },
    ];
  });
}
