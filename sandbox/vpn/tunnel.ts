import type { TunnelOptions } from "./tunnel-options";

/** One of a connection's two tunnels, named by its outside address. */
export type Tunnel = {
  outsideAddress: string;
  insideCidr: string;
  preSharedKey: string;
  options: TunnelOptions;
  /** Undefined until somebody configures the device at the other end. */
  device: Device | undefined;
  /** Set through the control endpoint: the line is cut, whatever the device does. */
  outage: { message: string } | undefined;
  /** AWS is replacing its own end after a modification. */
  isReplacing: boolean;
  phase: TunnelPhase;
  telemetry: Telemetry;
};

/** What the device at the customer's end was told. */
export type Device = { preSharedKey: string; bgp: { asn: number; prefixes: string[] } | undefined };

/** How far the tunnel has come. `negotiating` and `ipsec` move on by themselves. */
export type TunnelPhase = "down" | "negotiating" | "ipsec" | "bgp";

export type Telemetry = {
  status: "UP" | "DOWN";
  message: string;
  acceptedRoutes: number;
  lastChangeMs: number;
};
