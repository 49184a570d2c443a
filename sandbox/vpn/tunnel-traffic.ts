import type { Tunnel } from "./tunnel";

/** Whether the site sends or gets anything through the tunnel. */
export function hasTraffic({ device, loads }: Tunnel): boolean {
  return [device?.traffic, ...loads.values()].some((load) => load && load.inPerSecond + load.outPerSecond > 0);
}
