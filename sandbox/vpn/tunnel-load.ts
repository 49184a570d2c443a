import { planIdleness } from "./ike-course";
import type { Line, TunnelLoad } from "./tunnel";
import { measureTunnel } from "./tunnel-metrics";
import { isUp } from "./tunnel-phases";
import { reviseTunnel } from "./tunnel-status";

/** Says what one flow puts on a tunnel from now on; undefined takes it off. */
export function putLoad(line: Line, flowId: string, load: TunnelLoad | undefined): void {
  const { tunnel, connection } = line;
  if (load) tunnel.loads.set(flowId, load);
  else tunnel.loads.delete(flowId);
  measureTunnel(line);
  if (connection.isStatic && isUp(tunnel)) planIdleness(line);
}

/** The site has something to send: its device ends the idleness of a tunnel. */
export function wake({ world, connection, tunnel }: Line): void {
  if (!tunnel.isIdle) return;
  tunnel.isIdle = false;
  reviseTunnel(world, connection, tunnel);
}
