import { appendLog } from "../telemetry/logs";
import type { Agreement, IkeFailure } from "./negotiation";
import type { Line } from "./tunnel";

type IkeState = "established" | "rekeying" | "negotiating" | "down";

/** The states of both phases with the words of AWS's log. */
export type IkeStates = { phase1: IkeState; phase2: IkeState };

/** Whether AWS's end writes the activity log of a tunnel. */
export function isLogged({ tunnel }: Line): boolean {
  const options = tunnel.endpoint?.options.LogOptions?.CloudWatchLogOptions;
  return options?.LogEnabled === true && options.LogGroupArn !== undefined;
}

/**
 * Writes one line of the tunnel's activity log, if it is on (User Guide, "Site-to-Site VPN logs": fields and the name of
 * the stream). How a text line looks is not documented: names and values of the same fields (unconfirmed).
 */
export function logActivity(line: Line, details: string, states: IkeStates = statesOf(line)): void {
  const options = line.tunnel.endpoint?.options.LogOptions?.CloudWatchLogOptions;
  if (!isLogged(line) || options?.LogGroupArn === undefined) return;
  const { world, connection, tunnel } = line;
  const entry = {
    event_timestamp: Math.floor(world.nowMs / 1000),
    timestamp: readableTime(world.nowMs),
    details,
    dpd_enabled: tunnel.endpoint?.options.DPDTimeoutAction !== "none",
    // Accelerated connections always use it (User Guide, "Accelerated Site-to-Site VPN connections").
    nat_t_detected: connection.isAccelerated || (tunnel.device?.isBehindNat ?? false),
    ike_phase1_state: states.phase1,
    ike_phase2_state: states.phase2,
  };
  appendLog(world, {
    logGroupArn: options.LogGroupArn,
    stream: `${connection.id}_${tunnel.outsideAddress}-IKE.log`,
    message: formatEntry(entry, options.LogOutputFormat),
  });
}

/** JSON unless text was asked for (CloudWatchLogOptionsSpecification). */
export function formatEntry(entry: Record<string, unknown>, format: string | undefined): string {
  if (format !== "text") return JSON.stringify(entry);
  return Object.entries(entry)
    .map(([name, value]) => `${name}: ${typeof value === "object" ? JSON.stringify(value) : String(value)}`)
    .join(", ");
}

/** `2025-11-08 05:40:29.641Z`, as in the User Guide's example. */
export function readableTime(ms: number): string {
  return new Date(ms).toISOString().replace("T", " ");
}

/** AWS's words for a negotiation that came to nothing (User Guide, "IKEv1 error messages", "IKEv2 error messages"). */
export function failureDetails(
  { failure, ikeVersion, initiator }: Pick<Agreement, "ikeVersion" | "initiator"> & { failure: IkeFailure },
  customerAddress: string,
): string[] {
  const isSecond = ikeVersion === "ikev2";
  switch (failure) {
    case "no-initiator":
      return [];
    case "no-ike-version":
    case "no-phase1-proposal":
      if (initiator === "amazon") return [unestablishedDetails(customerAddress)];
      return ["No Proposal Match Found by AWS", ...(isSecond ? [noProposal] : [])];
    case "wrong-key":
      if (!isSecond) return ["AWS tunnel payload decryption was unsuccessful due to invalid Pre-shared Key"];
      return [`AWS tunnel detected a pre-shared key mismatch with cgw: ${customerAddress}`, notAuthenticated];
    case "wrong-authentication":
      return [isSecond ? notAuthenticated : unestablishedDetails(customerAddress)];
    case "no-phase2-proposal":
      return [noProposal, ...(isSecond ? [phase2Failed] : [])];
    case "no-traffic-selectors":
      if (!isSecond) return [noProposal];
      return ["AWS: Traffic Selector: TS_UNACCEPTABLE: received from responder", phase2Failed];
    default:
      return failure satisfies never;
  }
}

export const noProposal = 'No Proposal Match Found. Notifying with "No proposal chosen"';
export const phase2Failed = "AWS tunnel Phase 2 was unable to establish while keeping Phase 1";
const notAuthenticated = "AWS tunnel is sending AUTHENTICATION_FAILED as the response";

/** AWS called, and nobody went on. */
export function unestablishedDetails(customerAddress: string): string {
  return `AWS tunnel Timeout: deleting un-established Phase 1 IKE_SA with cgw: ${customerAddress}`;
}

/** How the log calls the device. One without an address calls from anywhere. */
export function customerAddress({ world, connection }: Line): string {
  return world.customerGateways.require(connection.customerGatewayId).address ?? "0.0.0.0";
}

export function statesOf({ tunnel }: Line): IkeStates {
  switch (tunnel.phase) {
    case "down":
      return { phase1: "down", phase2: "down" };
    case "negotiating":
      return { phase1: "negotiating", phase2: "down" };
    case "ike":
      return { phase1: "established", phase2: tunnel.failure ? "down" : "negotiating" };
    case "ipsec":
    case "bgp":
      return { phase1: "established", phase2: "established" };
    default:
      return tunnel.phase satisfies never;
  }
}
