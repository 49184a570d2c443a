import { tagged, tunnelInterface } from "./linux-host";
import type { DeviceModel } from "./tunnel-model";
import { keepaliveSeconds } from "./tunnel-numbers";

/** BGP beside any IPsec daemon on Linux: the same sessions for FRR and for BIRD, of which the host runs one. */
export function linuxBgp(model: DeviceModel): string[] {
  return [
    "# 3. BGP, with FRR or with BIRD, not both. Merge with what the daemon already does.",
    "#    FRR (bgpd=yes in /etc/frr/daemons); then check with: vtysh -C",
    "#      sed -n 's/^#frr| //p' FILE >> /etc/frr/frr.conf",
    "#    BIRD 2, the whole configuration; then check with: bird -p",
    "#      sed -n 's/^#bird| //p' FILE > /etc/bird/bird.conf",
    ...tagged("frr", frr(model)),
    "#",
    ...tagged("bird", bird(model)),
    "#",
  ];
}

function frr(model: DeviceModel): string[] {
  const [first] = model.tunnels;
  return [
    `router bgp ${first.customerAsn}`,
    // FRR refuses every route of an external neighbor without a policy unless told otherwise (RFC 8212).
    " no bgp ebgp-requires-policy",
    // A site behind the default route has no route of exactly these networks, without which FRR keeps them back.
    " no bgp network import-check",
    ...model.tunnels.flatMap((tunnel) => [
      ` neighbor ${tunnel.awsInsideIp} remote-as ${tunnel.awsAsn}`,
      ` neighbor ${tunnel.awsInsideIp} timers ${keepaliveSeconds(tunnel)} ${tunnel.bgpHoldSeconds}`,
    ]),
    " address-family ipv4 unicast",
    ...model.onPremCidrs.map((cidr) => `  network ${cidr}`),
    ...model.tunnels.flatMap(({ awsInsideIp }) => [
      `  neighbor ${awsInsideIp} activate`,
      `  neighbor ${awsInsideIp} soft-reconfiguration inbound`,
      ...(model.onPremCidrs.length === 0 ? [`  neighbor ${awsInsideIp} default-originate`] : []),
    ]),
    " exit-address-family",
  ];
}

/** After BIRD 2's user's guide; not yet read by a real `bird -p` (unconfirmed). */
function bird(model: DeviceModel): string[] {
  const networks = model.onPremCidrs.length > 0 ? model.onPremCidrs : ["0.0.0.0/0"];
  return [
    "log syslog all;",
    `router id ${model.customerGateway.ipAddress};`,
    "protocol device {",
    "}",
    // Announced only: what AWS sends goes to the kernel, these must not, they would cut the site off.
    "protocol static site {",
    "  ipv4;",
    ...networks.map((cidr) => `  route ${cidr} unreachable;`),
    "}",
    "protocol kernel {",
    "  ipv4 {",
    "    import none;",
    "    export where source = RTS_BGP;",
    "  };",
    "}",
    ...model.tunnels.flatMap((tunnel, index) => [
      `protocol bgp ${tunnelInterface(index)} {`,
      `  local ${tunnel.customerInsideIp} as ${tunnel.customerAsn};`,
      `  neighbor ${tunnel.awsInsideIp} as ${tunnel.awsAsn};`,
      `  keepalive time ${keepaliveSeconds(tunnel)};`,
      `  hold time ${tunnel.bgpHoldSeconds};`,
      "  ipv4 {",
      "    import all;",
      '    export where proto = "site";',
      "  };",
      "}",
    ]),
  ];
}
