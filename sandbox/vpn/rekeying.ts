import type { Line } from "./tunnel";
import { isLogged, logActivity, noProposal, phase2Failed } from "./tunnel-log";
import { deleteWords, dropTunnel, enterPhase, expectEvent, sessionRandom } from "./tunnel-phases";

/** AWS's defaults (User Guide, "Tunnel options"). */
const defaults = { phase1: 28_800, phase2: 3600, margin: 270, fuzzPercentage: 100 };

/**
 * Lets both phases be rekeyed at their times. A rekey that goes well is seen in the log only, so without a log it does not
 * take place: a world with thousands of tunnels must not pay for it.
 */
export function planRekeys(line: Line): void {
  planRekey(line, "phase1");
  planRekey(line, "phase2");
}

/** One phase is due: new keys, or the end of what cannot get any. */
export function rekey(line: Line, phase: "phase1" | "phase2"): void {
  const { tunnel } = line;
  if (tunnel.isSilent || tunnel.phase === "ike") {
    dropTunnel(line);
    return;
  }
  const { agreed } = tunnel;
  if (!agreed) return;
  if (phase === "phase2" && !agreed.isGroupAgreed) {
    loseGroup(line);
    return;
  }
  const states = { phase1: "established", phase2: "established", [phase]: "rekeying" } as const;
  if (agreed.ikeVersion === "ikev2") logExchange(line, rekeyOf(line, phase).isByDevice, states);
  else logActivity(line, deleteWords(line)[phase === "phase1" ? 1 : 0] ?? "", states);
  tunnel.rekeys += 1;
  planRekey(line, phase);
}

/**
 * When a phase is rekeyed, in seconds after it came up: AWS does it within the margin, which chance makes longer by up to
 * the fuzz (User Guide, "Rekey fuzz"); a device with a shorter lifetime is earlier.
 */
export function rekeyOf(line: Line, phase: "phase1" | "phase2"): { seconds: number; isByDevice: boolean } {
  const { endpoint, device, rekeys } = line.tunnel;
  const options = endpoint?.options ?? {};
  const set = phase === "phase1" ? options.Phase1LifetimeSeconds : options.Phase2LifetimeSeconds;
  const fuzz = (options.RekeyFuzzPercentage ?? defaults.fuzzPercentage) / 100;
  const margin = options.RekeyMarginTimeSeconds ?? defaults.margin;
  const chance = sessionRandom(line, `${phase}/${rekeys}`).next();
  const seconds = Math.max(1, Math.round((set ?? defaults[phase]) - margin * (1 + fuzz * chance)));
  const ofDevice = device?.[phase]?.lifetimeSeconds ?? Number.POSITIVE_INFINITY;
  return { seconds: Math.min(seconds, ofDevice), isByDevice: ofDevice < seconds };
}

function planRekey(line: Line, phase: "phase1" | "phase2"): void {
  if (!isLogged(line) && line.tunnel.agreed?.isGroupAgreed !== false) return;
  expectEvent(line, `${phase}-rekey`, rekeyOf(line, phase).seconds);
}

/** The first rekey is the first exchange that needs a group in common; phase 1 stays until its own time is over. */
function loseGroup(line: Line): void {
  const { tunnel } = line;
  const { awaited } = tunnel;
  dropTunnel(line);
  tunnel.awaited = { ...tunnel.awaited, "phase1-rekey": awaited["phase1-rekey"] };
  tunnel.failure = "no-phase2-proposal";
  enterPhase(line, "ike");
  logActivity(line, `AWS tunnel processed request (id=${messageId(line)}) for CREATE_CHILD_SA`);
  logActivity(line, noProposal);
  logActivity(line, phase2Failed);
}

function logExchange(line: Line, isByDevice: boolean, states: Parameters<typeof logActivity>[2]): void {
  const id = messageId(line);
  const [first, second] = isByDevice
    ? ["processed request", "is sending response"]
    : ["is sending request", "processed response"];
  logActivity(line, `AWS tunnel ${first} (id=${id}) for CREATE_CHILD_SA`, states);
  logActivity(line, `AWS tunnel ${second} (id=${id}) for CREATE_CHILD_SA`);
}

/** IKE_SA_INIT and IKE_AUTH took 0 and 1 (RFC 7296 §2.2). */
function messageId({ tunnel }: Line): number {
  return 2 + tunnel.rekeys;
}
