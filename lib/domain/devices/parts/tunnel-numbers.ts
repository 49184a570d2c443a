import type { DeviceModel, TunnelModel } from "../tunnel-model";

/** A keepalive of a third of the hold time, as AWS's samples have it: 10 and 30. */
export function keepaliveSeconds(tunnel: TunnelModel): number {
  return Math.max(1, Math.floor(tunnel.bgpHoldSeconds / 3));
}

/** A full segment with its IP and TCP headers: AWS's own samples pair MTU 1427 with MSS 1387. */
export function tunnelMtu(tunnel: TunnelModel): number {
  return tunnel.tcpMssBytes + 40;
}

/** The segment that fits: IPv6's header is 20 bytes longer than IPv4's, for which AWS tells the size. */
export function insideMss({ insideIpVersion }: DeviceModel, tunnel: TunnelModel): number {
  return insideIpVersion === "ipv6" ? tunnel.tcpMssBytes - 20 : tunnel.tcpMssBytes;
}
