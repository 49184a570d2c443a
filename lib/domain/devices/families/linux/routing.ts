import { carriesInsideAddresses, insideEnds, insideNetworks } from "../../parts/inside";
import { staticOrder, staticRank } from "../../parts/preference";
import type { DeviceModel, TunnelModel } from "../../tunnel-model";
import { linuxBgp } from "./bgp";
import { connectionName, tagged, tunnelInterface, tunnelNumber } from "./host";

/**
 * How a Linux host routes into the tunnels: static routes that follow a health check, or BGP. `asksDaemon` is the shell command
 * that tells of the connection named "$2" whether it has a pair of SAs.
 */
export function linuxRouting(model: DeviceModel, asksDaemon: string): string[] {
  return model.routing === "bgp" ? linuxBgp(model) : watchedRoutes(model, asksDaemon);
}

/** An interface stays up when its tunnel dies, so a ping to AWS's inside address decides about the route. */
function watchedRoutes(model: DeviceModel, asksDaemon: string): string[] {
  const { aws } = insideNetworks(model);
  const networks = aws.length > 0 ? aws.join(" ") : "NETWORK";
  const [, spare] = staticOrder(model);
  const health = healthCheck(model, asksDaemon);
  return [
    `# 3. Routes. This script takes away the route of a tunnel that ${health.fails}; tunnel ${spare + 1}`,
    "#    is the spare. Run it as a service that is started again when it ends:",
    "#      sed -n 's/^#watch| //p' FILE > /usr/local/sbin/aws-vpn-watch",
    "#      chmod 755 /usr/local/sbin/aws-vpn-watch",
    ...(aws.length > 0 ? [] : ["#    Replace NETWORK by the networks at AWS."]),
    `#    AWS sends into the tunnels: ${model.staticPrefixes.join(", ") || "nothing yet, the connection has no static route"}`,
    ...tagged("watch", [
      "#!/bin/sh",
      `# interface, ${health.argument}, metric`,
      "watch() {",
      `  if ${health.command}; then verb=replace; else verb=del; fi`,
      `  for network in ${networks}; do`,
      '    answer=$(ip route $verb "$network" dev "$1" metric "$3" 2>&1)',
      "  done",
      "}",
      "while :; do",
      ...model.tunnels.map(
        (tunnel, index) =>
          `  watch ${tunnelInterface(index)} ${health.of(tunnel, index)} ${tunnelNumber(staticRank(model, tunnel) - 1)}`,
      ),
      "  sleep 5",
      "done",
    ]),
    "#",
  ];
}

/** Where the selectors leave out the inside addresses nothing answers a ping, and the daemon's word must do: it has DPD. */
function healthCheck(model: DeviceModel, asksDaemon: string) {
  if (carriesInsideAddresses(model))
    return {
      fails: "does not answer",
      argument: "AWS's inside address",
      command: 'answer=$(ping -q -c 3 -W 1 -I "$1" "$2" 2>&1)',
      of: (tunnel: TunnelModel) => insideEnds(model, tunnel).aws,
    };
  return {
    fails: "has no SAs",
    argument: "the connection's name",
    command: asksDaemon,
    of: (_: TunnelModel, index: number) => connectionName(model, index),
  };
}
