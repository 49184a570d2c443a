import { linuxBgp } from "./linux-bgp";
import { tagged, tunnelInterface, tunnelNumber } from "./linux-host";
import type { DeviceModel } from "./tunnel-model";

/** How a Linux host routes into the tunnels: static routes that follow a health check, or BGP. */
export function linuxRouting(model: DeviceModel): string[] {
  return model.routing === "bgp" ? linuxBgp(model) : watchedRoutes(model);
}

/** An interface stays up when its tunnel dies, so a ping to AWS's inside address decides about the route. */
function watchedRoutes(model: DeviceModel): string[] {
  const networks = model.vpcCidrs.length > 0 ? model.vpcCidrs.join(" ") : "NETWORK";
  return [
    "# 3. Routes. This script takes away the route of a tunnel that does not answer; tunnel 2",
    "#    is the spare. Run it as a service that is started again when it ends:",
    "#      sed -n 's/^#watch| //p' FILE > /usr/local/sbin/aws-vpn-watch",
    "#      chmod 755 /usr/local/sbin/aws-vpn-watch",
    ...(model.vpcCidrs.length > 0 ? [] : ["#    Replace NETWORK by the networks at AWS."]),
    `#    AWS sends into the tunnels: ${model.staticPrefixes.join(", ") || "nothing yet, the connection has no static route"}`,
    ...tagged("watch", [
      "#!/bin/sh",
      "# interface, AWS's inside address, metric",
      "watch() {",
      '  if answer=$(ping -q -c 3 -W 1 -I "$1" "$2" 2>&1); then verb=replace; else verb=del; fi',
      `  for network in ${networks}; do`,
      '    answer=$(ip route $verb "$network" dev "$1" metric "$3" 2>&1)',
      "  done",
      "}",
      "while :; do",
      ...model.tunnels.map(
        ({ awsInsideIp }, index) => `  watch ${tunnelInterface(index)} ${awsInsideIp} ${tunnelNumber(index)}`,
      ),
      "  sleep 5",
      "done",
    ]),
    "#",
  ];
}
