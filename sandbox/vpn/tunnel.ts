import type { VpnConnection } from "../resources/vpn/vpn-connection";
import type { World } from "../world";
import type { BgpOutcome, BgpRoute } from "./bgp-session";
import type { Device } from "./device";
import type { Agreement, IkeFailure } from "./negotiation";
import type { TunnelOptions } from "./tunnel-options";

/** One of a connection's two tunnels, named by its outside address. */
export type Tunnel = {
  outsideAddress: string;
  insideCidr: string;
  /** Only where the tunnel carries IPv6. */
  insideIpv6Cidr: string | undefined;
  /** Looked at only when the customer gateway has no certificate. */
  preSharedKey: string;
  /** Who shows the key: EC2 itself, or a secret whose owner the service is. */
  keyStorage: "Standard" | "SecretsManager";
  /** What AWS's end proves itself with when the customer gateway has a certificate. */
  certificateArn: string | undefined;
  maintenance: TunnelMaintenance;
  options: TunnelOptions;
  /** AWS is replacing its own end after a modification. */
  isReplacing: boolean;
} & TunnelCourse;

/** Work of AWS on its own end: what is announced and not done yet, and when it was done last. */
export type TunnelMaintenance = { appliedAfterMs: number | undefined; lastAppliedMs: number | undefined };

/** What becomes of a tunnel between its two ends. Only sandbox/vpn writes it. */
export type TunnelCourse = {
  /** What AWS's end runs with: the tunnel's options as they were when it was last provisioned. */
  endpoint: { preSharedKey: string; options: TunnelOptions } | undefined;
  /** Undefined until somebody configures the device at the other end. */
  device: Device | undefined;
  /** Set through the control endpoint: the line is cut, whatever the device does. */
  outage: { message: string } | undefined;
  phase: TunnelPhase;
  /** What both ends hold to; there from `ipsec` on. */
  agreed: Agreement | undefined;
  /** Why the last negotiation came to nothing. */
  failure: IkeFailure | undefined;
  /** Why BGP is not up although IPsec is. */
  bgpFailure: BgpOutcome["kind"] | undefined;
  /** What the device has advertised and AWS has taken. */
  routes: BgpRoute[];
  /** The device has gone without a word, and AWS has not noticed. */
  isSilent: boolean;
  /** The device has ended its sessions for want of traffic. */
  isIdle: boolean;
  /** When a cut line ended sessions that the device may still believe in. */
  lostMs: number | undefined;
  /** After dead peer detection AWS initiates by itself. */
  isRestarting: boolean;
  /** How often the tunnel was negotiated: attempts wait longer, and each session has its own times. */
  attempts: number;
  /** How often the sessions that are up were given new keys. */
  rekeys: number;
  /** The number of each event that is under way; any other of its name that becomes due is void. */
  awaited: Partial<Record<TunnelEvent, number>>;
  eventCount: number;
  /** Set through the control endpoint: how often the line is still to go. */
  flap: { left: number; downSeconds: number; upSeconds: number } | undefined;
  /** What each simulated flow puts on it, by the flow's id. */
  loads: Map<string, TunnelLoad>;
  telemetry: Telemetry;
};

/** Bytes a second as AWS counts them: in is towards AWS. */
export type TunnelLoad = { inPerSecond: number; outPerSecond: number };

/** How far the tunnel has come: nothing, phase 1 under way, phase 1, phase 2, BGP. */
export type TunnelPhase = "down" | "negotiating" | "ike" | "ipsec" | "bgp";

/** What can become due on a tunnel. */
export type TunnelEvent =
  | "ike"
  | "ipsec"
  | "bgp"
  | "retry"
  | "phase1-rekey"
  | "phase2-rekey"
  | "dead-peer"
  | "hold-expired"
  | "idle"
  | "loss-noticed"
  | "replaced"
  | "flap";

export type Telemetry = {
  status: "UP" | "DOWN";
  message: string;
  acceptedRoutes: number;
  lastChangeMs: number;
};

/** A tunnel where it belongs. On one that is hurried, what negotiates takes no time. */
export type Line = { world: World; connection: VpnConnection; tunnel: Tunnel; isHurried?: boolean };

/** What both ends hold to; undefined while IPsec is down. */
export function negotiatedParameters(tunnel: Tunnel): Agreement | undefined {
  return tunnel.agreed;
}

/** The course of a tunnel that was just made. */
export function tunnelAtRest(nowMs: number): TunnelCourse {
  return {
    endpoint: undefined,
    device: undefined,
    outage: undefined,
    phase: "down",
    agreed: undefined,
    failure: undefined,
    bgpFailure: undefined,
    routes: [],
    isSilent: false,
    isIdle: false,
    lostMs: undefined,
    isRestarting: false,
    attempts: 0,
    rekeys: 0,
    awaited: {},
    eventCount: 0,
    flap: undefined,
    loads: new Map(),
    telemetry: { status: "DOWN", message: "IPSEC IS DOWN", acceptedRoutes: 0, lastChangeMs: nowMs },
  };
}
