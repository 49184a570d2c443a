import { contains, isCidr, overlaps } from "../../../net/cidr";
import { ciscoReplayWindow } from "../../families/cisco/replay-window";
import { insideNetworks, trafficSelectors } from "../../parts/inside";
import type { Said } from "../read-tunnel";
import { differs, equal, type Finding, type Pair, type Severity, same } from "./difference";

/** What may pass the tunnel and what is led into it, how large its packets are, and how its ends notice each other. */
export function compareTraffic(pair: Pair): Finding[] {
  return [...selectors(pair), ...routes(pair), ...segments(pair), ...replayWindow(pair), ...liveness(pair)];
}

function selectors({ read: { selectors: said }, model, ikeVersion }: Pair): Finding[] {
  const [first] = said?.value ?? [];
  const expected = trafficSelectors(model);
  if (said === undefined || first === undefined || !isCidr(expected.aws)) return [];
  const isWideRefused = ikeVersion === "ikev1";
  const words = {
    connection: pairText(expected),
    device: said.value.slice(0, SELECTORS_SHOWN).map(pairText).join("; "),
    line: said.line,
  };
  const unlike = (severity: Severity, meaning: string) => [
    differs({ parameter: "selectors", severity, meaning, ...words, values: { count: said.value.length } }),
  ];
  if (said.value.length > 1) return unlike("warning", "selectorsMany");
  if (first.aws === expected.aws && first.onPrem === expected.onPrem) return [equal("selectors")];
  if (!overlaps(first.aws, expected.aws) || !overlaps(first.onPrem, expected.onPrem))
    return unlike("error", "selectorsApart");
  const isNarrower = contains(expected.aws, first.aws) && contains(expected.onPrem, first.onPrem);
  if (isNarrower) return unlike("warning", "selectorsNarrower");
  return unlike(isWideRefused ? "error" : "warning", isWideRefused ? "selectorsWider" : "selectorsNarrowed");
}

const pairText = ({ onPrem, aws }: { onPrem: string; aws: string }) => `${onPrem} ↔ ${aws}`;
const SELECTORS_SHOWN = 4;

/** BGP brings routes by itself. */
function routes({ read: { routes: said }, model }: Pair): Finding[] {
  const { aws } = insideNetworks(model);
  if (said === undefined || model.routing === "bgp" || aws.length === 0) return [];
  const missed = aws.filter((network) => !said.some(({ value }) => contains(value, network)));
  if (missed.length === 0) return [equal("routes")];
  const device = said.length === 0 ? null : said.map(({ value }) => value).join(", ");
  const words = { connection: missed.join(", "), device, line: said[0]?.line ?? null };
  return [differs({ parameter: "routes", severity: "warning", values: { count: missed.length }, ...words })];
}

function segments({ read: { tcpMssBytes: said }, tunnel, model, format }: Pair): Finding[] {
  // Junos has one number for all its tunnels.
  const all = format === "juniper-junos" ? model.tunnels : [tunnel];
  const expected = Math.min(...all.map(({ tcpMssBytes }) => tcpMssBytes));
  if (said === undefined && (format === "cisco-ios" || format === "juniper-junos"))
    return [differs({ parameter: "mss", severity: "warning", meaning: "mssMissing", connection: expected })];
  const isLarger = said !== undefined && said.value > expected;
  return same(said, expected, {
    parameter: "mss",
    severity: isLarger ? "warning" : "note",
    meaning: isLarger ? "mssLarger" : "mssSmaller",
  });
}

/** IOS knows some sizes only, and then the largest within AWS's own is the same. */
function replayWindow({ read: { replayWindowPackets: said }, tunnel, model, format }: Pair): Finding[] {
  const expected = format === "cisco-ios" ? ciscoReplayWindow(model) : tunnel.replayWindowPackets;
  return same(said, expected, { parameter: "replayWindow", severity: "note" });
}

function liveness({ read: { dpdSeconds, dpdTimeoutSeconds, starts }, tunnel }: Pair): Finding[] {
  const isBlind = dpdSeconds?.value === 0;
  return [
    ...(isBlind ? [blind(dpdSeconds, tunnel.dpdTimeoutSeconds)] : []),
    ...(dpdSeconds !== undefined && !isBlind ? [equal("dpd")] : []),
    ...same(dpdTimeoutSeconds, tunnel.dpdTimeoutSeconds, { parameter: "dpdTimeout", severity: "note" }),
    ...start(starts, tunnel.startupAction),
  ];
}

function blind({ line }: Said<number>, timeoutSeconds: number): Finding {
  const words = { connection: `${timeoutSeconds} s`, device: line === null ? null : "0 s", line };
  return differs({ parameter: "dpd", severity: "warning", ...words });
}

/** One end has to begin: with "add" AWS only answers. */
function start(said: Pair["read"]["starts"], startupAction: string): Finding[] {
  if (said === undefined) return [];
  if (said.value === "itself" || startupAction === "start") return [equal("starts")];
  const severity = said.value === "never" ? "error" : "warning";
  const words = { connection: startupAction, line: said.line };
  return [differs({ parameter: "starts", severity, meaning: `starts.${said.value}`, ...words })];
}
