import { timings } from "../timings";
import { amazonPeer } from "./amazon-side";
import { isBgpLogged, logClosing, logConnecting, logOutcome, logPrefixWarning, logRoutes } from "./bgp-log";
import { type BgpOutcome, peer } from "./bgp-session";
import type { Line } from "./tunnel";
import { enterPhase, expectEvent, expectStep, forgetRoutes } from "./tunnel-phases";

/** Works out BGP anew on a tunnel that has IPsec: a session ends at once and takes its time to come up. */
export function reviseBgp(line: Line): void {
  const { tunnel } = line;
  const outcome = peer(amazonPeer(line), tunnel.device?.bgp);
  if (tunnel.phase === "bgp") {
    if (outcome.kind === "established") takeRoutes(line, outcome);
    else endBgp(line, outcome);
    return;
  }
  enterPhase(line, "ipsec");
  const isUnderWay = tunnel.bgpFailure === undefined && tunnel.awaited.bgp !== undefined;
  if (isUnderWay || tunnel.bgpFailure === outcome.kind) return;
  tunnel.bgpFailure = undefined;
  logConnecting(line);
  expectStep(line, "bgp", timings.bgpUp);
}

/** The session comes up, or AWS learns why not. */
export function bgpTurns(line: Line): void {
  const { connection, tunnel } = line;
  if (connection.isStatic || tunnel.phase !== "ipsec" || tunnel.isSilent) return;
  tunnel.awaited.bgp = undefined;
  const outcome = peer(amazonPeer(line), tunnel.device?.bgp);
  logOutcome(line, outcome);
  if (outcome.kind === "established") {
    tunnel.bgpFailure = undefined;
    enterPhase(line, "bgp");
    takeRoutes(line, outcome);
  } else stayDown(line, outcome);
}

function endBgp(line: Line, outcome: BgpOutcome): void {
  logClosing(line, outcome);
  forgetRoutes(line);
  enterPhase(line, "ipsec");
  stayDown(line, outcome);
}

function stayDown(line: Line, outcome: BgpOutcome): void {
  line.tunnel.bgpFailure = outcome.kind;
  if (isBgpLogged(line)) expectEvent(line, "bgp", connectRetrySeconds);
}

/** RFC 4271 §10 suggests 120 seconds. */
const connectRetrySeconds = 120;

function takeRoutes(line: Line, outcome: Extract<BgpOutcome, { kind: "established" }>): void {
  const { tunnel } = line;
  logRoutes(line, tunnel.routes, outcome.accepted, outcome.denied);
  if (tunnel.routes.length < outcome.accepted.length) logPrefixWarning(line, outcome.accepted.length);
  tunnel.routes = outcome.accepted;
  enterPhase(line, "bgp");
}
