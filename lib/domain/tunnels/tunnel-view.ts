import { type Phrase, phrase } from "../phrase";

/** AWS's words for a tunnel, and ours for one that was not reported. */
export type TunnelStatus = "UP" | "DOWN" | "UNKNOWN";

/** What is known of one tunnel: EC2's last telemetry and our own record of it. */
export interface TunnelReading {
  /** AWS's outside address: the tunnel's name. */
  outsideIpAddress: string;
  status: TunnelStatus;
  /** AWS's own text: "", "IPSEC IS UP", "IPSEC IS DOWN" or "3 BGP ROUTES". */
  statusMessage: string;
  acceptedRouteCount: number;
  /** AWS's time of the last change. */
  since: Date | null;
  /** True when the tunnel was seen up at any time. */
  everUp: boolean;
  /** When this was read from EC2; null when it never was. */
  readAt: Date | null;
}

/** `up-no-routes`: the BGP session stands, and the device advertises nothing. `bgp-down`: IPsec stands without a BGP session. */
export type TunnelState = "up" | "up-no-routes" | "down" | "bgp-down" | "never-up" | "unknown";

export interface TunnelView {
  outsideIpAddress: string;
  state: TunnelState;
  since: Date | null;
  /** One plain sentence about this tunnel; AWS's words stand beside it. */
  reason: Phrase;
}

export interface ViewOptions {
  now: Date;
  /** A reading older than this says nothing about the present. */
  staleAfterMs: number;
  /** Without it no route count is judged: on a static connection zero only means that no prefix is entered. */
  routing?: "static" | "bgp";
}

/** One tunnel in plain words. Roll-up is built on this, so that page and headline cannot disagree. */
export function describeTunnel(reading: TunnelReading, options: ViewOptions): TunnelView {
  const { outsideIpAddress, since } = reading;
  if (reading.readAt === null) {
    return { outsideIpAddress, state: "unknown", since: null, reason: phrase("tunnels.reason.neverRead") };
  }
  const ageMs = options.now.getTime() - reading.readAt.getTime();
  if (ageMs > options.staleAfterMs) {
    const minutes = Math.floor(ageMs / 60_000);
    return {
      outsideIpAddress,
      state: "unknown",
      since: reading.readAt,
      reason: phrase("tunnels.reason.stale", { minutes }),
    };
  }
  if (reading.status === "UNKNOWN") {
    return { outsideIpAddress, state: "unknown", since, reason: phrase("tunnels.reason.noTelemetry") };
  }
  const state = stateOf(reading, options);
  return {
    outsideIpAddress,
    state,
    since,
    reason: phrase(STATE_REASONS[state], { routes: reading.acceptedRouteCount }),
  };
}

/** True for the states in which AWS says UP. */
export function isUp(state: TunnelState): boolean {
  return state === "up" || state === "up-no-routes";
}

function stateOf(reading: TunnelReading, options: ViewOptions): Exclude<TunnelState, "unknown"> {
  if (reading.status === "UP") {
    return options.routing === "bgp" && reading.acceptedRouteCount === 0 ? "up-no-routes" : "up";
  }
  // On a dynamic connection AWS says DOWN until BGP is established, and tells of IPsec in the message only (VgwTelemetry).
  if (reading.statusMessage.trim().toUpperCase() === "IPSEC IS UP") return "bgp-down";
  return reading.everUp ? "down" : "never-up";
}

const STATE_REASONS: Record<Exclude<TunnelState, "unknown">, string> = {
  up: "tunnels.reason.tunnelUp",
  "up-no-routes": "tunnels.reason.tunnelWithoutRoutes",
  down: "tunnels.reason.tunnelDown",
  "bgp-down": "tunnels.reason.tunnelBgpDown",
  "never-up": "tunnels.reason.tunnelNeverUp",
};
