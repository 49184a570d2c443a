import type { DeviceModel, TunnelModel } from "../tunnel-model";

/** Whether this tunnel carries the traffic while both are up; neither does so alone in an active/active connection. */
export function isPreferred(model: DeviceModel, tunnel: TunnelModel): boolean {
  return tunnel.outsideIpAddress === model.preferredTunnel;
}

/** Whether this tunnel waits for the other one to fail. */
export function isStandby(model: DeviceModel, tunnel: TunnelModel): boolean {
  return model.preferredTunnel !== null && !isPreferred(model, tunnel);
}

/** Which static route counts first: that of the preferred tunnel, else of tunnel 1, since a device needs some order. */
export function staticRank(model: DeviceModel, tunnel: TunnelModel): 1 | 2 {
  const [first] = model.tunnels;
  const choice = model.preferredTunnel ?? first.outsideIpAddress;
  return tunnel.outsideIpAddress === choice ? 1 : 2;
}

/** Both tunnels' indices in the order in which static routes use them. */
export function staticOrder(model: DeviceModel): [first: 0 | 1, spare: 0 | 1] {
  return staticRank(model, model.tunnels[0]) === 1 ? [0, 1] : [1, 0];
}

/** What is announced over the standby, so that AWS answers on the other tunnel: the own ASN three times more. */
export function standbyPrepend({ customerAsn }: TunnelModel): number[] {
  return [customerAsn, customerAsn, customerAsn];
}

/** For what is learned over the preferred tunnel; 100 is what everything else has by default (RFC 4271 leaves it to the device). */
export const PREFERRED_LOCAL_PREFERENCE = 200;
