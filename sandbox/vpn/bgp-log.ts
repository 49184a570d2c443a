import { appendLog } from "../telemetry/logs";
import { amazonPeer } from "./amazon-side";
import { amazonHoldSeconds, type BgpOutcome, type BgpRoute } from "./bgp-session";
import { insideAddresses } from "./configuration-xml";
import type { Line } from "./tunnel";
import { formatEntry, readableTime } from "./tunnel-log";

type SessionState = "Idle" | "Connect" | "Active" | "OpenSent" | "OpenConfirm" | "Established";

/** Whether AWS's end writes the BGP log of a tunnel. */
export function isBgpLogged({ connection, tunnel }: Line): boolean {
  const options = tunnel.endpoint?.options.LogOptions?.CloudWatchLogOptions;
  return !connection.isStatic && options?.BgpLogEnabled === true && options.BgpLogGroupArn !== undefined;
}

/** IPsec is there, and AWS calls the neighbour. */
export function logConnecting(line: Line): void {
  logState(line, "Idle", "Connect");
  logStatus(line, "DOWN", "is initiating a connection (via Connect) to");
}

/** The session as far as it came, with AWS's words for what stopped it (User Guide, "BGP status messages"). */
export function logOutcome(line: Line, outcome: BgpOutcome): void {
  switch (outcome.kind) {
    case "absent":
      logState(line, "Connect", "Active");
      return;
    case "shut-down":
      logOpening(line);
      logStatus(line, "DOWN", "received notification 6/2 (Cease/Administrative Shutdown) from");
      return;
    case "bad-open":
      logOpening(line);
      logStatus(
        line,
        "DOWN",
        "detected a bad OPEN message from",
        ` - remote AS is ${outcome.asn}, expected ${outcome.expected}`,
      );
      undefined;
      return;
    case "too-many-prefixes":
      logOpening(line);
      logEstablishing(line);
      logClosing(line, outcome);
      return;
    case "established":
      logOpening(line);
      logEstablishing(line);
      logStatus(line, "UP", "sent an End-of-RIB message to");
      return;
    default:
      outcome satisfies never;
      return;
  }
}

/** A session that was up and is not any more. */
export function logClosing(line: Line, outcome: BgpOutcome | undefined): void {
  if (outcome?.kind === "shut-down" || outcome?.kind === "absent")
    logStatus(line, "DOWN", `received notification ${outcome.kind === "absent" ? unconfigured : shutDown} from`);
  if (outcome?.kind === "too-many-prefixes") logTooMany(line, outcome);
  if (outcome?.kind === "bad-open") logStatus(line, "DOWN", `received notification ${changed} from`);
  logState(line, "Established", "Idle");
}

export function logHoldExpired(line: Line): void {
  logStatus(line, "DOWN", "sent a Hold Timer Expired notification to");
  logState(line, "Established", "Idle");
}

/** What changed between two sets of routes, one line a prefix; and what was not taken, with the reason. */
export function logRoutes(line: Line, before: BgpRoute[], after: BgpRoute[], denied: BgpRoute[]): void {
  if (!isBgpLogged(line)) return;
  const known = new Map(before.map((route) => [route.prefix, route]));
  const kept = new Set(after.map(({ prefix }) => prefix));
  for (const route of after) {
    const old = known.get(route.prefix);
    if (!old) logRoute(line, "ADVERTISED", route);
    else if (JSON.stringify(old) !== JSON.stringify(route)) logRoute(line, "UPDATED", route);
  }
  for (const route of before) if (!kept.has(route.prefix)) logRoute(line, "WITHDRAWN", route);
  for (const route of denied) logRoute(line, "ADVERTISED", route, "DENIED due to: as-path contains our own AS");
}

/** AWS warns from three quarters of the limit on; the guide only says "nears" (ours). */
export function logPrefixWarning(line: Line, received: number): void {
  const { prefixesMax } = amazonPeer(line);
  if (received < prefixesMax * 0.75) return;
  log(line, "BGPStatus", "UP", {
    details: `AWS-side peer is reporting a maximum prefix limit warning - received ${received} prefixes from neighbor ${neighbourOf(line)}, limit is ${prefixesMax}`,
  });
}

const shutDown = "6/2 (Cease/Administrative Shutdown)";
const unconfigured = "6/3 (Cease/Peer Unconfigured)";
const changed = "6/6 (Cease/Other Configuration Change)";

function logOpening(line: Line): void {
  logState(line, "Connect", "OpenSent");
  logOpen(line, "sent an", "to", amazonPeer(line).asn, amazonHoldSeconds);
}

function logEstablishing(line: Line): void {
  const speaker = line.tunnel.device?.bgp;
  if (speaker) logOpen(line, "received an", "from", speaker.asn, speaker.holdSeconds ?? amazonHoldSeconds);
  logState(line, "OpenSent", "OpenConfirm");
  logState(line, "OpenConfirm", "Established");
}

function logOpen(line: Line, verb: string, way: string, asn: number, holdSeconds: number): void {
  const inside = insideAddresses(line.tunnel);
  const router = verb === "sent an" ? inside.amazon : inside.customer;
  logStatus(
    line,
    "DOWN",
    `${verb} OPEN message ${way}`,
    ` - version 4, AS ${asn}, holdtime ${holdSeconds}, router-id ${router}`,
  );
}

function logTooMany(line: Line, { received, max }: { received: number; max: number }): void {
  log(line, "BGPStatus", "DOWN", {
    details: `AWS-side peer detected the maximum prefix limit was exceeded - received ${received} prefixes from neighbor ${neighbourOf(line)}, limit is ${max}`,
  });
  logStatus(line, "DOWN", "sent a notification 6/1 (Cease/Maximum Number of Prefixes Reached) to");
}

function logState(line: Line, from: SessionState, to: SessionState): void {
  log(line, "BGPStatus", to === "Established" ? "UP" : "DOWN", {
    details: `AWS-side peer BGP session state has changed from ${from} to ${to} with neighbor ${neighbourOf(line)}`,
  });
}

/** `AWS-side peer <what> neighbor <address><more>`. */
function logStatus(line: Line, status: "UP" | "DOWN", what: string, more = ""): void {
  log(line, "BGPStatus", status, { details: `AWS-side peer ${what} neighbor ${neighbourOf(line)}${more}` });
}

/** Local preference and weight are the User Guide's example's; nothing says that they ever differ. */
function logRoute(line: Line, status: string, route: BgpRoute, details?: string): void {
  log(line, "RouteStatus", status, {
    prefix: route.prefix,
    asPath: route.asPath.join(" "),
    localPref: 100,
    med: route.med,
    nextHopIp: neighbourOf(line),
    weight: 32_768,
    details,
  });
}

function log(line: Line, type: string, status: string, message: Record<string, unknown>): void {
  const { world, connection, tunnel } = line;
  const options = tunnel.endpoint?.options.LogOptions?.CloudWatchLogOptions;
  if (!isBgpLogged(line) || options?.BgpLogGroupArn === undefined) return;
  const name = `${connection.id}_${tunnel.outsideAddress}`;
  const entry = {
    resource_id: name,
    event_timestamp: world.nowMs,
    timestamp: readableTime(world.nowMs),
    type,
    status,
    message,
  };
  appendLog(world, {
    logGroupArn: options.BgpLogGroupArn,
    stream: `${name}-BGP.log`,
    message: formatEntry(entry, options.BgpLogOutputFormat),
  });
}

/** The device's address in the tunnel. */
function neighbourOf({ tunnel }: Line): string {
  return insideAddresses(tunnel).customer;
}
