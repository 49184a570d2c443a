import type { Tunnel } from "./tunnel";

/** Whether the site sends or gets anything through the tunnel. */
export function hasTraffic({ device }: Tunnel): boolean {
  return device?.traffic !== undefined && device.traffic.inPerSecond + device.traffic.outPerSecond > 0;
}
