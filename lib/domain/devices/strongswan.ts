import { algorithmProblems, type ChosenPhase, chooseAlgorithms, type PlatformSupport } from "./choose-algorithms";
import { commentHeader } from "./comment-header";
import type { DeviceFamily, RenderOptions } from "./device-family";
import { modelProblems } from "./model-problems";
import { keyText, nameText } from "./safe-text";
import type { DeviceModel, TunnelModel } from "./tunnel-model";

/** strongSwan as swanctl.conf with two XFRM interfaces; the commands around it stand in comments, to be run once as root. */
export const strongswan: DeviceFamily = {
  id: "strongswan",
  label: "devices.family.strongswan.label",
  platforms: "devices.family.strongswan.platforms",
  ikeVersions: ["ikev1", "ikev2"],
  routings: ["static", "bgp"],
  file: (model, options) => ({
    filename: `${nameText(model.connectionId)}-swanctl-${options.ikeVersion}.conf`,
    mediaType: "text/plain; charset=utf-8",
    text: [
      ...header(model),
      ...systemCommands(model),
      ...(model.routing === "bgp" ? frr(model) : staticRoutes(model)),
      "connections {",
      ...model.tunnels.flatMap((tunnel, index) => connection(model, tunnel, index, options)),
      "}",
      "",
      "secrets {",
      ...model.tunnels.flatMap((tunnel, index) => secret(model, tunnel, index, options)),
      "}",
      "",
    ].join("\n"),
  }),
  problems: (model, options) => [
    ...algorithmProblems(model, options.ikeVersion, support),
    ...modelProblems(model, options),
  ],
};

/** Interface and security associations are tied by this number, which must be free on the host. */
function interfaceId(index: number): number {
  return 100 * (index + 1);
}

function interfaceName(index: number): string {
  return `aws${index + 1}`;
}

function header(model: DeviceModel): string[] {
  const local = model.customerGateway.ipAddress;
  return [
    ...commentHeader(model, "#"),
    "# Save as /etc/swanctl/conf.d/aws.conf with mode 0600, then: swanctl --load-all",
    "# The connection has two tunnels. Keep both: AWS takes one at a time out of",
    "# service for maintenance, and a single tunnel has no spare.",
    `# Behind NAT, write the host's own address in local_addrs; id stays ${local}.`,
    "#",
  ];
}

function systemCommands(model: DeviceModel): string[] {
  return [
    "# 1. strongSwan must not install routes of its own. In /etc/strongswan.d/charon.conf:",
    "#      charon { install_routes = no }",
    "#",
    "# 2. The tunnel interfaces and the kernel. Replace eth0 by the outside interface.",
    ...model.tunnels.flatMap((tunnel, index) => {
      const name = interfaceName(index);
      return [
        `#      ip link add ${name} type xfrm dev eth0 if_id ${interfaceId(index)}`,
        `#      ip addr add ${tunnel.customerInsideIp}/30 dev ${name}`,
        `#      ip link set ${name} mtu 1419 up`,
        `#      sysctl -w net.ipv4.conf.${name}.rp_filter=2`,
        `#      iptables -t mangle -A FORWARD -o ${name} -p tcp --tcp-flags SYN,RST SYN -j TCPMSS --clamp-mss-to-pmtu`,
      ];
    }),
    "#      sysctl -w net.ipv4.ip_forward=1",
    "#",
  ];
}

/** The second route is the spare; somebody must withdraw the first when its tunnel dies, an interface alone does not. */
function staticRoutes(model: DeviceModel): string[] {
  const networks = model.vpcCidrs.length > 0 ? model.vpcCidrs : ["NETWORK"];
  return [
    "# 3. Routes. The one of tunnel 2 is the spare: remove the first one when tunnel 1 is",
    "#    down, by your monitoring or by an updown script of the child.",
    ...model.tunnels.flatMap((_, index) =>
      networks.map(
        (network) => `#      ip route add ${network} dev ${interfaceName(index)} metric ${interfaceId(index)}`,
      ),
    ),
    `#    AWS sends into the tunnels: ${model.staticPrefixes.join(", ") || "nothing yet, the connection has no static route"}`,
    "#",
  ];
}

function frr(model: DeviceModel): string[] {
  const [first] = model.tunnels;
  return [
    "# 3. BGP with FRR. In /etc/frr/frr.conf (bgpd=yes in /etc/frr/daemons):",
    `#      router bgp ${first.customerAsn}`,
    // FRR refuses every route of an external neighbor without a policy unless told otherwise (RFC 8212).
    "#       no bgp ebgp-requires-policy",
    ...model.tunnels.flatMap(({ awsInsideIp, awsAsn, bgpHoldSeconds }) => [
      `#       neighbor ${awsInsideIp} remote-as ${awsAsn}`,
      `#       neighbor ${awsInsideIp} timers ${Math.max(1, Math.floor(bgpHoldSeconds / 3))} ${bgpHoldSeconds}`,
    ]),
    "#       address-family ipv4 unicast",
    ...model.onPremCidrs.map((cidr) => `#        network ${cidr}`),
    ...model.tunnels.flatMap(({ awsInsideIp }) => [
      `#        neighbor ${awsInsideIp} activate`,
      `#        neighbor ${awsInsideIp} soft-reconfiguration inbound`,
      ...(model.onPremCidrs.length === 0 ? [`#        neighbor ${awsInsideIp} default-originate`] : []),
    ]),
    "#       exit-address-family",
    "#",
  ];
}

function connection(model: DeviceModel, tunnel: TunnelModel, index: number, options: RenderOptions): string[] {
  const { phase1, phase2 } = chooseAlgorithms(tunnel, options.ikeVersion, support);
  const isIkev1 = options.ikeVersion === "ikev1";
  const name = `${nameText(model.connectionId)}-${index + 1}`;
  const ike = rekeying(tunnel.phase1.lifetimeSeconds, tunnel);
  const child = rekeying(tunnel.phase2.lifetimeSeconds, tunnel);
  return [
    `  ${name} {`,
    `    version = ${isIkev1 ? 1 : 2}`,
    `    local_addrs = ${tunnel.customerOutsideIp}`,
    `    remote_addrs = ${tunnel.outsideIpAddress}`,
    `    proposals = ${proposal(phase1, { withPrf: true })}`,
    // IKEv1 has no rekeying of phase 1, it authenticates anew instead (swanctl.conf, rekey_time).
    `    ${isIkev1 ? "reauth_time" : "rekey_time"} = ${ike.atSeconds}s`,
    `    over_time = ${ike.overSeconds}s`,
    `    rand_time = ${ike.randomSeconds}s`,
    "    dpd_delay = 10s",
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
    "        local_ts = 0.0.0.0/0",
    "        remote_ts = 0.0.0.0/0",
    `        esp_proposals = ${proposal(phase2, { withPrf: false })}`,
    `        rekey_time = ${child.atSeconds}s`,
    `        life_time = ${tunnel.phase2.lifetimeSeconds}s`,
    `        rand_time = ${child.randomSeconds}s`,
    `        replay_window = ${tunnel.replayWindowPackets}`,
    `        if_id_in = ${interfaceId(index)}`,
    `        if_id_out = ${interfaceId(index)}`,
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
  const lines = [`  ike-${nameText(model.connectionId)}-${index + 1} {`, `    id-1 = ${tunnel.outsideIpAddress}`];
  if (key !== null) return [...lines, `    secret = "${key}"`, "  }"];
  // As comments altogether: swanctl refuses a section without a secret, and would take a placeholder for the key.
  return [
    `  # Enter the pre-shared key of tunnel ${index + 1} and remove the signs in front of these lines.`,
    ...[...lines, '    secret = ""', "  }"].map((line) => `  #${line.slice(1)}`),
  ];
}

/**
 * AWS's lifetime is the hard end; the margin before it and its random part come on top of each other, as in ipsec.conf's
 * formula: rekeying starts between lifetime − margin × (1 + fuzz) and lifetime − margin.
 */
function rekeying(lifetimeSeconds: number, tunnel: TunnelModel) {
  const overSeconds = Math.min(tunnel.rekeyMarginSeconds, Math.floor(lifetimeSeconds / 2));
  const atSeconds = lifetimeSeconds - overSeconds;
  const random = Math.round((overSeconds * tunnel.rekeyFuzzPercent) / 100);
  // With the largest margin AWS allows nothing would be left of the lifetime.
  return { atSeconds, overSeconds, randomSeconds: Math.min(random, Math.floor(atSeconds / 2)) };
}

function proposal(phase: ChosenPhase, { withPrf }: { withPrf: boolean }): string {
  const { encryption, integrity, dhGroup } = phase.spelled;
  if (!phase.isAead) return `${encryption}-${integrity}-${dhGroup}`;
  return withPrf ? `${encryption}-prf${integrity}-${dhGroup}` : `${encryption}-${dhGroup}`;
}

const CBC = { AES128: "aes128", AES256: "aes256" };
const GCM = { "AES128-GCM-16": "aes128gcm16", "AES256-GCM-16": "aes256gcm16" };
const INTEGRITY = { SHA1: "sha1", "SHA2-256": "sha256", "SHA2-384": "sha384", "SHA2-512": "sha512" };
const DH_GROUPS = {
  2: "modp1024",
  5: "modp1536",
  14: "modp2048",
  15: "modp3072",
  16: "modp4096",
  17: "modp6144",
  18: "modp8192",
  19: "ecp256",
  20: "ecp384",
  21: "ecp521",
  22: "modp1024s160",
  23: "modp2048s224",
  24: "modp2048s256",
};

/** In IKEv1 strongSwan takes AES-GCM for ESP only, as RFC 5282 does. */
const support: PlatformSupport = {
  ikev1: {
    phase1: { encryption: CBC, integrity: INTEGRITY, dhGroups: DH_GROUPS },
    phase2: { encryption: { ...CBC, ...GCM }, integrity: INTEGRITY, dhGroups: DH_GROUPS },
  },
  ikev2: {
    phase1: { encryption: { ...CBC, ...GCM }, integrity: INTEGRITY, dhGroups: DH_GROUPS },
    phase2: { encryption: { ...CBC, ...GCM }, integrity: INTEGRITY, dhGroups: DH_GROUPS },
  },
};
