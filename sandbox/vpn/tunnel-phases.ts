import { hashText, Random } from "../random";
import { logRoutes } from "./bgp-log";
import type { IkeVersion } from "./negotiation";
import type { Line, Telemetry, Tunnel, TunnelEvent, TunnelPhase } from "./tunnel";
import { logActivity } from "./tunnel-log";
import { measureTunnel } from "./tunnel-metrics";

/** Puts a tunnel into a phase and lets everything that shows it follow: telemetry, metrics, the connection's answer. */
export function enterPhase(line: Line, phase: TunnelPhase): void {
  const { world, connection, tunnel } = line;
  tunnel.phase = phase;
  const next = telemetryFor(line);
  const { status, message, acceptedRoutes, lastChangeMs } = tunnel.telemetry;
  const isSame = status === next.status && message === next.message;
  if (!isSame || acceptedRoutes !== next.acceptedRoutes) {
    // Member by member: V8 keeps a shape for each object that begins with a spread, and there are thousands of tunnels.
    tunnel.telemetry = {
      status: next.status,
      message: next.message,
      acceptedRoutes: next.acceptedRoutes,
      lastChangeMs: isSame ? lastChangeMs : world.nowMs,
    };
    connection.version += 1;
  }
  measureTunnel(line);
}

/** Ends what there is between the two ends, with these words in the activity log. */
export function dropTunnel(line: Line, words: string[] = []): void {
  const { tunnel } = line;
  for (const word of words) logActivity(line, word, { phase1: "down", phase2: "down" });
  forgetRoutes(line);
  const { replaced, flap } = tunnel.awaited;
  tunnel.awaited = { replaced, flap };
  tunnel.agreed = undefined;
  tunnel.failure = undefined;
  tunnel.bgpFailure = undefined;
  tunnel.isSilent = false;
  tunnel.rekeys = 0;
  enterPhase(line, "down");
}

/** The session is over, and what it brought is withdrawn. */
export function forgetRoutes(line: Line): void {
  logRoutes(line, line.tunnel.routes, [], []);
  line.tunnel.routes = [];
}

/** Lets something happen to the tunnel later. What was expected before under this name is void. */
export function expectEvent({ world, tunnel }: Line, event: TunnelEvent, seconds: number): void {
  tunnel.eventCount += 1;
  tunnel.awaited[event] = tunnel.eventCount;
  world.later(seconds, "tunnel-due", `${tunnel.outsideAddress} ${event} ${tunnel.eventCount}`);
}

/** As `expectEvent`, for what follows at once on a line that is hurried. */
export function expectStep(line: Line, step: "ike" | "ipsec" | "bgp", seconds: number): void {
  if (!line.isHurried) expectEvent(line, step, seconds);
}

/** Chance that belongs to one session of one tunnel, so that nothing else in the world moves it. */
export function sessionRandom({ connection, tunnel }: Line, purpose: string): Random {
  return new Random(hashText(`${connection.id}/${tunnel.outsideAddress}/${tunnel.attempts}/${purpose}`));
}

/** What AWS writes when the device ends its sessions (User Guide, "IKEv2 error messages"). */
export function deleteWords(line: Line): string[] {
  const spi = sessionRandom(line, "spi").pick("0123456789abcdef", 8);
  return [
    `AWS tunnel received DELETE for Phase 2 SA with SPI: 0x${spi}`,
    "AWS tunnel received DELETE for IKE_SA from CGW",
  ];
}

/** What AWS writes when dead peer detection gives up: three keep-alives without an answer. */
export function deadPeerWords(version: IkeVersion | undefined): string {
  return version === "ikev1"
    ? "Peer is not responsive - Declaring peer dead"
    : "AWS tunnel DPD timed out after 3 retransmits";
}

export function isUp(tunnel: Tunnel): boolean {
  return tunnel.phase === "ipsec" || tunnel.phase === "bgp";
}

/** Reference §6.1. That a static tunnel which is UP says IPSEC IS UP is (unconfirmed). */
function telemetryFor({ connection, tunnel }: Line): Omit<Telemetry, "lastChangeMs"> {
  switch (tunnel.phase) {
    case "down":
    case "negotiating":
    case "ike":
      return { status: "DOWN", message: tunnel.outage?.message ?? "IPSEC IS DOWN", acceptedRoutes: 0 };
    case "ipsec":
      return connection.isStatic
        ? { status: "UP", message: "IPSEC IS UP", acceptedRoutes: connection.routes.length }
        : { status: "DOWN", message: "IPSEC IS UP", acceptedRoutes: 0 };
    case "bgp": {
      const count = tunnel.routes.length;
      return { status: "UP", message: `${count} BGP ROUTES`, acceptedRoutes: count };
    }
    default:
      return tunnel.phase satisfies never;
  }
}
