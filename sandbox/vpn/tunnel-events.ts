import type { World } from "../world";
import { bgpTurns } from "./bgp-course";
import { logHoldExpired } from "./bgp-log";
import { noticeLoss } from "./device-dpd";
import { phase1Turns, phase2Turns, retryIke } from "./ike-course";
import { rekey } from "./rekeying";
import type { Line, TunnelEvent } from "./tunnel";
import { deadPeerWords, deleteWords, dropTunnel, enterPhase, expectEvent, forgetRoutes } from "./tunnel-phases";
import { findTunnel, reviseTunnel } from "./tunnel-status";

/** Lets happen what is due on a tunnel, if it is still expected. `subject` is "<outside address> <event> <number>". */
export function tunnelIsDue(world: World, subject: string): void {
  const [address = "", event = "", number] = subject.split(" ");
  const found = findTunnel(world, address);
  if (!found || !isEvent(event) || found.tunnel.awaited[event] !== Number(number)) return;
  found.tunnel.awaited[event] = undefined;
  events[event]({ world, ...found });
}

const events: Record<TunnelEvent, (line: Line) => void> = {
  ike: phase1Turns,
  ipsec: phase2Turns,
  bgp: bgpTurns,
  retry: retryIke,
  "phase1-rekey": (line) => endAndRevise(line, () => rekey(line, "phase1")),
  "phase2-rekey": (line) => endAndRevise(line, () => rekey(line, "phase2")),
  "dead-peer": loseDeadPeer,
  "hold-expired": expireHold,
  idle: endIdle,
  "loss-noticed": (line) => {
    noticeLoss(line);
    revise(line);
  },
  replaced: (line) => {
    line.tunnel.isReplacing = false;
    revise(line);
  },
  flap: flapLine,
};

/** Cuts the line now and mends it again, as often as asked. */
export function beginFlap(line: Line, flap: { times: number; downSeconds: number; upSeconds: number }): void {
  const { times, downSeconds, upSeconds } = flap;
  line.tunnel.flap = { left: times, downSeconds, upSeconds };
  line.tunnel.outage = undefined;
  flapLine(line);
}

function isEvent(text: string): text is TunnelEvent {
  return Object.hasOwn(events, text);
}

/** A session that ends because its time is over is negotiated again, if the ends can. */
function endAndRevise(line: Line, happen: () => void): void {
  happen();
  if (line.tunnel.phase === "down") revise(line);
}

/** DPD's action: `restart` lets AWS call the device from now on; `clear` waits for it (CreateVpnConnection, DPDTimeoutAction). */
function loseDeadPeer(line: Line): void {
  const { tunnel } = line;
  if (!tunnel.isSilent) return;
  const words = deadPeerWords(tunnel.agreed?.ikeVersion);
  tunnel.isRestarting = tunnel.endpoint?.options.DPDTimeoutAction === "restart";
  dropTunnel(line, [words]);
  revise(line);
}

/** Keep-alives do not come any more; IPsec is still thought to be up. */
function expireHold(line: Line): void {
  if (!line.tunnel.isSilent || line.tunnel.phase !== "bgp") return;
  logHoldExpired(line);
  forgetRoutes(line);
  enterPhase(line, "ipsec");
}

function endIdle(line: Line): void {
  line.tunnel.isIdle = true;
  dropTunnel(line, deleteWords(line));
}

function flapLine(line: Line): void {
  const { tunnel } = line;
  const { flap } = tunnel;
  if (!flap) return;
  const wasCut = tunnel.outage !== undefined;
  if (wasCut) flap.left -= 1;
  tunnel.outage = wasCut ? undefined : { message: "IPSEC IS DOWN" };
  if (flap.left === 0) tunnel.flap = undefined;
  else expectEvent(line, "flap", wasCut ? flap.upSeconds : flap.downSeconds);
  revise(line);
}

function revise({ world, connection, tunnel }: Line): void {
  reviseTunnel(world, connection, tunnel);
}
