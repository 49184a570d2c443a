import type { VpnConnection } from "../resources/vpn/vpn-connection";
import type { World } from "../world";
import { amazonEnd } from "./amazon-side";
import { bgpTurns, reviseBgp } from "./bgp-course";
import { amazonHoldSeconds } from "./bgp-session";
import { unawareSeconds } from "./device-dpd";
import { beginIke, foresee, isServed, phase1Turns, phase2Turns, planIdleness } from "./ike-course";
import type { Agreement, Negotiation } from "./negotiation";
import type { Line, Tunnel } from "./tunnel";
import { customerAddress, unestablishedDetails } from "./tunnel-log";
import { deadPeerWords, deleteWords, dropTunnel, enterPhase, expectEvent, isUp } from "./tunnel-phases";
import { hasTraffic } from "./tunnel-traffic";

/**
 * Works out a tunnel anew after anything about it changed. What is known at once is at once; what an end has to find out,
 * or the ends have to negotiate, takes its time.
 */
export function reviseTunnel(world: World, connection: VpnConnection, tunnel: Tunnel): void {
  reviseLine({ world, connection, tunnel });
}

/** Brings a tunnel up as far as its device allows without waiting. */
export function hurryTunnel(world: World, connection: VpnConnection, tunnel: Tunnel): void {
  const line = { world, connection, tunnel, isHurried: true };
  reviseLine(line);
  phase1Turns(line);
  phase2Turns(line);
  bgpTurns(line);
}

/** The tunnel of an outside address, unless its connection is deleted. */
export function findTunnel(world: World, outsideAddress: string) {
  const [connection] = world.vpnConnections.under("outsideAddress", outsideAddress);
  const tunnel = connection?.tunnels.find((other) => other.outsideAddress === outsideAddress);
  return connection && tunnel && connection.state !== "deleted" ? { connection, tunnel } : undefined;
}

function reviseLine(line: Line): void {
  const { tunnel } = line;
  provisionEndpoint(line);
  if (tunnel.isIdle && hasTraffic(tunnel)) tunnel.isIdle = false;
  const negotiation = foresee(line);
  if (tunnel.outage && isUp(tunnel)) tunnel.lostMs = line.world.nowMs;
  if (!negotiation) {
    dropTunnel(line, partingWords(line));
    return;
  }
  if (tunnel.device?.isPowered === false) {
    fallSilent(line);
    return;
  }
  if (isUp(tunnel) && (tunnel.isSilent || !isSame(negotiation.agreed, tunnel.agreed)))
    dropTunnel(line, partingWords(line));
  if (isUp(tunnel)) goOn(line);
  else if (isWorthTrying(negotiation, tunnel)) beginWhenNoticed(line);
  else enterPhase(line, tunnel.phase);
}

/** A device that does not know yet that its sessions are over does not begin. */
function beginWhenNoticed(line: Line): void {
  const seconds = unawareSeconds(line);
  if (seconds === 0) beginIke(line);
  else if (line.tunnel.awaited["loss-noticed"] === undefined) expectEvent(line, "loss-noticed", seconds);
}

/** AWS's end takes what the tunnel is set to when it is made or replaced; SkipTunnelReplacement leaves it as it runs. */
function provisionEndpoint({ connection, tunnel }: Line): void {
  const { preSharedKey, options } = tunnel;
  if (!tunnel.endpoint || tunnel.isReplacing || connection.state === "pending")
    tunnel.endpoint = { preSharedKey, options };
}

/** IPsec is up and stays. */
function goOn(line: Line): void {
  if (!line.connection.isStatic) {
    reviseBgp(line);
    return;
  }
  enterPhase(line, "ipsec");
  planIdleness(line);
}

/** A tunnel under way, or one that failed and would fail again, is left to its own times. */
function isWorthTrying({ failure, agreed }: Negotiation, { phase, failure: known }: Tunnel): boolean {
  if (phase === "negotiating" || (phase === "ike" && known === undefined)) return false;
  const isStuck = phase === "ike" && agreed?.isGroupAgreed === false;
  return failure === undefined ? !isStuck : failure !== known;
}

/** The device is silent: AWS's own timers find out. One without a session is just not there. */
function fallSilent(line: Line): void {
  const { tunnel } = line;
  if (!isUp(tunnel)) {
    const isAwaited = tunnel.phase !== "down" || amazonEnd(line)?.mayInitiate;
    dropTunnel(line, isAwaited ? [unestablishedDetails(customerAddress(line))] : []);
    return;
  }
  if (tunnel.isSilent) return;
  tunnel.isSilent = true;
  const { DPDTimeoutAction, DPDTimeoutSeconds, Phase2LifetimeSeconds } = tunnel.endpoint?.options ?? {};
  if (tunnel.phase === "bgp") expectEvent(line, "hold-expired", tunnel.device?.bgp?.holdSeconds ?? amazonHoldSeconds);
  if (DPDTimeoutAction === "none") expectEvent(line, "phase2-rekey", Phase2LifetimeSeconds ?? 3600);
  else expectEvent(line, "dead-peer", DPDTimeoutSeconds ?? dpdTimeoutSeconds);
  enterPhase(line, tunnel.phase);
}

/** AWS's texts name 30 and 40; the newer one counts from the last answer (reference §14). */
const dpdTimeoutSeconds = 40;

/** What the activity log says when something that was up ends. */
function partingWords(line: Line): string[] {
  const { tunnel } = line;
  if (!isUp(tunnel) || !isServed(line)) return [];
  return tunnel.outage || tunnel.isSilent ? [deadPeerWords(tunnel.agreed?.ikeVersion)] : deleteWords(line);
}

/** Whether a running agreement is the one the ends would come to now. Who began does not matter any more. */
function isSame(next: Agreement | undefined, running: Agreement | undefined): boolean {
  const text = (agreement: Agreement | undefined) => JSON.stringify({ ...agreement, initiator: undefined });
  return text(next) === text(running);
}
