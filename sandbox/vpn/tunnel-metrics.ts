import { endSeries, recordLevel, recordRate } from "../telemetry/levels";
import type { Line } from "./tunnel";

const namespace = "AWS/VPN";

/**
 * Bytes a second of status checks and keep-alives, which AWS counts even on a tunnel that is down: the data metrics are no
 * sign of life (User Guide, "Monitor VPN tunnels using Amazon CloudWatch"). The amount is ours.
 */
const keepAlivePerSecond = 8;

/** Records what CloudWatch shows of a tunnel, from the time its connection is there to its end. */
export function measureTunnel({ world, connection, tunnel }: Line): void {
  const { state } = connection;
  if (state === "pending") return;
  if (state === "deleted") {
    endSeries(world, namespace, { VpnId: connection.id });
    return;
  }
  const dimensions = { VpnId: connection.id, TunnelIpAddress: tunnel.outsideAddress };
  const isUp = tunnel.telemetry.status === "UP";
  const carried = [isUp && !tunnel.isSilent ? tunnel.device?.traffic : undefined, ...tunnel.loads.values()];
  recordLevel(world, { namespace, metric: "TunnelState", dimensions }, isUp ? 1 : 0);
  const rateIn = carried.reduce((sum, load) => sum + (load?.inPerSecond ?? 0), keepAlivePerSecond);
  const rateOut = carried.reduce((sum, load) => sum + (load?.outPerSecond ?? 0), keepAlivePerSecond);
  recordRate(world, { namespace, metric: "TunnelDataIn", dimensions }, rateIn);
  recordRate(world, { namespace, metric: "TunnelDataOut", dimensions }, rateOut);
  if (connection.target?.kind === "vpn-concentrator") measureSite({ world, connection });
}

/** What a site behind a concentrator uses, in bits a second and both ways (User Guide, "VPN Concentrators"). */
function measureSite({ world, connection }: Omit<Line, "tunnel">): void {
  const bytes = connection.tunnels
    .filter((tunnel) => tunnel.telemetry.status === "UP" && !tunnel.isSilent)
    .flatMap(({ device, loads }) => [device?.traffic, ...loads.values()])
    .map((load) => (load?.inPerSecond ?? 0) + (load?.outPerSecond ?? 0));
  const bits = 8 * bytes.reduce((sum, each) => sum + each, 0);
  recordLevel(world, { namespace, metric: "ConcentratorBandwidthUsage", dimensions: { VpnId: connection.id } }, bits);
}
