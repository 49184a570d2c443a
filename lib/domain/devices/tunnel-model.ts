import type { InsideIpv6 } from "../net/inside-ipv6";

export type IkeVersion = "ikev1" | "ikev2";
export type InsideIpVersion = "ipv4" | "ipv6";

/**
 * What a renderer gets: one VPN connection seen from the customer's device, with nothing left to look up. Addresses are
 * checked when the model is built; names, ids and keys are free text that a renderer must not trust.
 */
export interface DeviceModel {
  connectionId: string;
  name: string;
  customerGateway: { id: string | null; ipAddress: string; asn: number; deviceName: string | null };
  /** Null when the connection ends at something else than a VPN gateway. */
  vpnGatewayId: string | null;
  routing: "static" | "bgp";
  /** What the tunnels carry: one or the other, never both (reference: TunnelInsideIpVersion). */
  insideIpVersion: InsideIpVersion;
  /** What both ends let through the tunnels, 0.0.0.0/0 unless somebody narrowed it (LocalIpv4NetworkCidr, RemoteIpv4NetworkCidr). */
  selectors: { onPrem: string; aws: string };
  /** Outside address of the tunnel that carries the traffic while both are up; null lets both (active/active). */
  preferredTunnel: string | null;
  /** Prefixes AWS sends into the tunnels: the VPN connection's static routes. Empty with BGP. */
  staticPrefixes: string[];
  /** The AWS side as the device must route it. */
  vpcCidrs: string[];
  /** The customer's side as the device announces it. */
  onPremCidrs: string[];
  /** Sorted by AWS's outside address, as everywhere in the console; always both. */
  tunnels: [TunnelModel, TunnelModel];
}

export interface TunnelModel {
  /** AWS's outside address: the tunnel's name. */
  outsideIpAddress: string;
  customerOutsideIp: string;
  /** The /30 both inside addresses are in. */
  insideCidr: string;
  awsInsideIp: string;
  customerInsideIp: string;
  /** The /126 beside it, when the tunnel carries IPv6. */
  insideIpv6: InsideIpv6 | null;
  awsAsn: number;
  customerAsn: number;
  bgpHoldSeconds: number;
  /** In clear, for as long as one download takes; null writes a line that says where the key belongs. */
  presharedKey: string | null;
  ikeVersions: IkeVersion[];
  phase1: PhaseModel;
  phase2: PhaseModel;
  rekeyMarginSeconds: number;
  rekeyFuzzPercent: number;
  replayWindowPackets: number;
  dpdTimeoutSeconds: number;
  dpdTimeoutAction: string;
  startupAction: string;
  tcpMssBytes: number;
}

/** What AWS accepts in one phase, in AWS's own names; a name we do not know is kept, and no platform supports it. */
export interface PhaseModel {
  encryption: string[];
  integrity: string[];
  dhGroups: number[];
  lifetimeSeconds: number;
}

/** The traffic selector that lets everything through. */
export const ANYWHERE = "0.0.0.0/0";

/** AWS's values for everything a connection leaves unsaid (VpnTunnelOptionsSpecification; DPD as in the newer modify text). */
export const TUNNEL_DEFAULTS = {
  ikeVersions: ["ikev1", "ikev2"],
  encryption: ["AES128", "AES256", "AES128-GCM-16", "AES256-GCM-16"],
  integrity: ["SHA1", "SHA2-256", "SHA2-384", "SHA2-512"],
  phase1DhGroups: [2, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24],
  phase2DhGroups: [2, 5, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24],
  phase1LifetimeSeconds: 28800,
  phase2LifetimeSeconds: 3600,
  rekeyMarginSeconds: 270,
  rekeyFuzzPercent: 100,
  replayWindowPackets: 1024,
  dpdTimeoutSeconds: 40,
  dpdTimeoutAction: "clear",
  startupAction: "add",
  bgpHoldSeconds: 30,
  tcpMssBytes: 1379,
} as const;
