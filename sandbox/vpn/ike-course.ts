import { timings } from "../timings";
import { amazonEnd } from "./amazon-side";
import { reviseBgp } from "./bgp-course";
import { type Agreement, type IkeFailure, type Negotiation, negotiate } from "./negotiation";
import { planRekeys } from "./rekeying";
import type { Line } from "./tunnel";
import { customerAddress, failureDetails, isLogged, logActivity } from "./tunnel-log";
import { dropTunnel, enterPhase, expectEvent, expectStep } from "./tunnel-phases";
import { hasTraffic } from "./tunnel-traffic";

/** How IKE goes between the ends as they are; undefined while one of them, or the line, is not there. */
export function foresee(line: Line): Negotiation | undefined {
  const { tunnel } = line;
  const amazon = amazonEnd(line);
  if (!amazon || !isServed(line) || tunnel.outage || tunnel.isIdle || !tunnel.device) return undefined;
  return negotiate(amazon, tunnel.device);
}

/** Whether AWS's end is there at all. */
export function isServed({ connection, tunnel }: Line): boolean {
  return (connection.state === "available" || connection.state === "modifying") && !tunnel.isReplacing;
}

/** The first attempt, or another one after a failure. */
export function beginIke(line: Line): void {
  const { tunnel } = line;
  tunnel.failure = undefined;
  tunnel.lostMs = undefined;
  tunnel.attempts += 1;
  enterPhase(line, "negotiating");
  expectStep(line, "ike", timings.ikeUp);
}

/** Phase 1 comes to its end, one way or the other. */
export function phase1Turns(line: Line): void {
  if (line.tunnel.phase !== "negotiating") return;
  const negotiation = foresee(line);
  if (!negotiation) {
    dropTunnel(line);
    return;
  }
  if (negotiation.failure && !ofPhase2.has(negotiation.failure)) {
    fail(line, negotiation);
    return;
  }
  enterPhase(line, "ike");
  expectStep(line, "ipsec", timings.ipsecUp - timings.ikeUp);
}

/** Phase 2 comes to its end: IPsec is there, or phase 1 stays alone. */
export function phase2Turns(line: Line): void {
  const { connection, tunnel } = line;
  if (tunnel.phase !== "ike" || tunnel.failure) return;
  const negotiation = foresee(line);
  if (!negotiation) {
    dropTunnel(line);
    return;
  }
  if (negotiation.failure) {
    fail(line, negotiation);
    return;
  }
  tunnel.agreed = negotiation.agreed;
  tunnel.isRestarting = false;
  enterPhase(line, "ipsec");
  for (const details of establishedDetails(negotiation.agreed)) logActivity(line, details);
  planRekeys(line);
  if (connection.isStatic) planIdleness(line);
  else reviseBgp(line);
}

/** An IKE SA that can make no IPsec SA: the next attempt keeps phase 1. */
export function retryIke(line: Line): void {
  const { tunnel } = line;
  if (tunnel.phase === "ike") {
    tunnel.failure = undefined;
    tunnel.attempts += 1;
    phase2Turns(line);
  } else beginIke(line);
}

/** A static tunnel without traffic ends after the device's time; BGP's own messages keep a dynamic one busy. */
export function planIdleness(line: Line): void {
  const { device, awaited } = line.tunnel;
  if (!device?.idleTimeoutSeconds || hasTraffic(line.tunnel)) awaited.idle = undefined;
  else if (awaited.idle === undefined) expectEvent(line, "idle", device.idleTimeoutSeconds);
}

function fail(line: Line, { failure, ikeVersion, initiator }: Extract<Negotiation, { failure: IkeFailure }>): void {
  const { tunnel } = line;
  tunnel.failure = failure;
  const details = failureDetails({ failure, ikeVersion, initiator }, customerAddress(line));
  enterPhase(line, ofPhase2.has(failure) ? "ike" : "down");
  for (const words of details) logActivity(line, words);
  // Another attempt would go the same way: it is only made where somebody can read of it.
  if (isLogged(line) && failure !== "no-initiator") expectEvent(line, "retry", waitSeconds(tunnel.attempts));
}

/** Phase 1 stays when these fail (User Guide: "Phase 2 was unable to establish while keeping Phase 1"). */
const ofPhase2: ReadonlySet<IkeFailure> = new Set(["no-phase2-proposal", "no-traffic-selectors"]);

/** 10 seconds after the first failure, twice as long after each other, five minutes at most (ours). */
function waitSeconds(attempts: number): number {
  return Math.min(300, 10 * 2 ** Math.min(attempts - 1, 5));
}

/** AWS documents no words for success; these follow those it has for CREATE_CHILD_SA (ours). */
function establishedDetails({ ikeVersion, initiator }: Agreement): string[] {
  if (ikeVersion === "ikev1") return ["AWS tunnel Phase 1 and Phase 2 are established"];
  return initiator === "amazon"
    ? ["AWS tunnel is sending request (id=1) for IKE_AUTH", "AWS tunnel processed response (id=1) for IKE_AUTH"]
    : ["AWS tunnel processed request (id=1) for IKE_AUTH", "AWS tunnel is sending response (id=1) for IKE_AUTH"];
}
