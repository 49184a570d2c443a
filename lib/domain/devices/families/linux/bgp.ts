import { insideEnds, insideNetworks } from "../../parts/inside";
import { isPreferred, isStandby, PREFERRED_LOCAL_PREFERENCE, standbyPrepend } from "../../parts/preference";
import { keepaliveSeconds } from "../../parts/tunnel-numbers";
import type { DeviceModel, TunnelModel } from "../../tunnel-model";
import { tagged, tunnelInterface } from "./host";

/** BGP beside any IPsec daemon on Linux: the same sessions for FRR and for BIRD, of which the host runs one. */
export function linuxBgp(model: DeviceModel): string[] {
  return [
    "# 3. BGP, with FRR or with BIRD, not both. Merge with what the daemon already does.",
    ...preferenceNote(model),
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

function preferenceNote(model: DeviceModel): string[] {
  const number = model.tunnels.findIndex((tunnel) => isPreferred(model, tunnel)) + 1;
  if (number === 0) return [];
  return [
    `#    Tunnel ${number} carries the traffic while it is up: what is learned over it has the higher`,
    "#    local preference, and what is announced over the other one the longer path.",
  ];
}

function frr(model: DeviceModel): string[] {
  const [first] = model.tunnels;
  const isIpv6 = model.insideIpVersion === "ipv6";
  const { onPrem } = insideNetworks(model);
  return [
    // Only what began at the site: a host that speaks BGP with others too must not become their way to AWS, nor AWS's to itself.
    `bgp as-path access-list ${OWN_PATHS} permit ^$`,
    ...model.tunnels.flatMap((tunnel, index) => frrRouteMaps(model, tunnel, index)),
    `router bgp ${first.customerAsn}`,
    // IPv6 alone gives BGP no address to take its id from, and the session carries one version only.
    ...(isIpv6 ? [` bgp router-id ${model.customerGateway.ipAddress}`, " no bgp default ipv4-unicast"] : []),
    // FRR refuses every route of an external neighbor without a policy unless told otherwise (RFC 8212).
    " no bgp ebgp-requires-policy",
    // A site behind the default route has no route of exactly these networks, without which FRR keeps them back.
    " no bgp network import-check",
    ...model.tunnels.flatMap((tunnel) => [
      ` neighbor ${insideEnds(model, tunnel).aws} remote-as ${tunnel.awsAsn}`,
      ` neighbor ${insideEnds(model, tunnel).aws} timers ${keepaliveSeconds(tunnel)} ${tunnel.bgpHoldSeconds}`,
      ` neighbor ${insideEnds(model, tunnel).aws} timers connect ${RETRY_SECONDS}`,
    ]),
    ` address-family ${model.insideIpVersion} unicast`,
    ...onPrem.map((cidr) => `  network ${cidr}`),
    ...(isIpv6 ? ["  ! For each network of the site write here, in place of default-originate: network NETWORK"] : []),
    ...model.tunnels.flatMap((tunnel, index) => frrNeighbor(model, tunnel, index)),
    " exit-address-family",
  ];
}

function frrRouteMaps(model: DeviceModel, tunnel: TunnelModel, index: number): string[] {
  const name = tunnelInterface(index);
  if (isPreferred(model, tunnel))
    return [`route-map ${name}-in permit 10`, ` set local-preference ${PREFERRED_LOCAL_PREFERENCE}`, "exit"];
  if (isStandby(model, tunnel))
    return [`route-map ${name}-out permit 10`, ` set as-path prepend ${standbyPrepend(tunnel).join(" ")}`, "exit"];
  return [];
}

function frrNeighbor(model: DeviceModel, tunnel: TunnelModel, index: number): string[] {
  const neighbor = `  neighbor ${insideEnds(model, tunnel).aws}`;
  const name = tunnelInterface(index);
  const { onPrem } = insideNetworks(model);
  return [
    `${neighbor} activate`,
    `${neighbor} soft-reconfiguration inbound`,
    `${neighbor} filter-list ${OWN_PATHS} out`,
    // What default-originate announces does not pass the neighbor's own route-map.
    ...(onPrem.length === 0
      ? [`${neighbor} default-originate${isStandby(model, tunnel) ? ` route-map ${name}-out` : ""}`]
      : []),
    ...(isPreferred(model, tunnel) ? [`${neighbor} route-map ${name}-in in`] : []),
    ...(isStandby(model, tunnel) ? [`${neighbor} route-map ${name}-out out`] : []),
  ];
}

function bird(model: DeviceModel): string[] {
  const version = model.insideIpVersion;
  const { onPrem } = insideNetworks(model);
  const everything = version === "ipv6" ? "::/0" : "0.0.0.0/0";
  return [
    "log syslog all;",
    `router id ${model.customerGateway.ipAddress};`,
    "protocol device {",
    "}",
    // Announced only: what AWS sends goes to the kernel, these must not, they would cut the site off.
    "protocol static site {",
    `  ${version};`,
    ...(version === "ipv6"
      ? ["  # For each network of the site write, in place of the next line: route NETWORK unreachable;"]
      : []),
    ...(onPrem.length > 0 ? onPrem : [everything]).map((cidr) => `  route ${cidr} unreachable;`),
    "}",
    "protocol kernel {",
    `  ${version} {`,
    "    import none;",
    "    export where source = RTS_BGP;",
    "  };",
    "}",
    ...model.tunnels.flatMap((tunnel, index) => birdSession(model, tunnel, index)),
  ];
}

function birdSession(model: DeviceModel, tunnel: TunnelModel, index: number): string[] {
  const { aws, customer } = insideEnds(model, tunnel);
  return [
    `protocol bgp ${tunnelInterface(index)} {`,
    `  local ${customer} as ${tunnel.customerAsn};`,
    `  neighbor ${aws} as ${tunnel.awsAsn};`,
    `  keepalive time ${keepaliveSeconds(tunnel)};`,
    `  hold time ${tunnel.bgpHoldSeconds};`,
    `  connect retry time ${RETRY_SECONDS};`,
    `  error wait time ${RETRY_SECONDS}, ${3 * RETRY_SECONDS};`,
    `  ${model.insideIpVersion} {`,
    isPreferred(model, tunnel)
      ? `    import filter { bgp_local_pref = ${PREFERRED_LOCAL_PREFERENCE}; accept; };`
      : "    import all;",
    ...(isStandby(model, tunnel)
      ? [
          "    export filter {",
          '      if proto != "site" then reject;',
          ...standbyPrepend(tunnel).map((asn) => `      bgp_path.prepend(${asn});`),
          "      accept;",
          "    };",
        ]
      : ['    export where proto = "site";']),
    "  };",
    "}",
  ];
}

/** The name of FRR's list of paths that began in the host's own AS. */
const OWN_PATHS = "site-own";

/** Both daemons wait two minutes by default after a connection that failed, as it does until the tunnel is up. */
const RETRY_SECONDS = 10;
