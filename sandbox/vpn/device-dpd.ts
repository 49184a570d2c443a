import { amazonEnd } from "./amazon-side";
import type { Line } from "./tunnel";
import { hasTraffic } from "./tunnel-traffic";

/**
 * How long the device still believes in sessions that a cut line has ended. One that was told nothing about dead peer
 * detection has noticed at once, and so has one that AWS calls.
 */
export function unawareSeconds(line: Line): number {
  const { device, lostMs } = line.tunnel;
  if (!device?.dpd || lostMs === undefined || line.isHurried || amazonEnd(line)?.mayInitiate) return 0;
  const { action = "restart", timeoutSeconds = 30 } = device.dpd;
  const noticedAfter = action === "none" ? (device.phase2?.lifetimeSeconds ?? 3600) : timeoutSeconds;
  return Math.max(0, lostMs / 1000 + noticedAfter - line.world.nowMs / 1000);
}

/** The device notices: with `clear` it waits for traffic before it begins again. BGP's own messages are traffic. */
export function noticeLoss({ connection, tunnel }: Line): void {
  tunnel.lostMs = undefined;
  const isWaiting = tunnel.device?.dpd?.action === "clear" && connection.isStatic;
  if (isWaiting && !hasTraffic(tunnel)) tunnel.isIdle = true;
}
