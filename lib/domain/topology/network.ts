import type { Phrase } from "../phrase";
import type { Health } from "../tunnels/tunnel-status";
import type { TunnelReading, TunnelState } from "../tunnels/tunnel-view";

/** A resource as the map needs it: its spec-shaped view, from what EC2 shows or, for a proposal, from the edit. */
export interface TopologyResource {
  key: string;
  kind: string;
  name: string;
  awsId: string | null;
  /** EC2's lifecycle word; null when it is not in AWS. */
  state: string | null;
  spec: Record<string, unknown>;
  /** What EC2 shows of it, for what no spec holds. */
  observed?: { attributes: Record<string, unknown> } | null;
  /** With kind route-table: the table of all subnets that name no other. */
  isMain?: boolean;
}

/** One tunnel's reading with its label; `ordinal` follows EC2's own order and names nothing. */
export interface TopologyTunnel extends TunnelReading {
  ordinal: number;
}

/** What an open draft wants of a resource. */
export interface Proposal {
  changeNumber: number;
  operation: "put" | "remove";
  kind: string;
  key: string;
  /** With operation put. */
  spec?: Record<string, unknown>;
}

export interface TopologyInput {
  resources: readonly TopologyResource[];
  /** By key of the connection. */
  tunnels: ReadonlyMap<string, readonly TopologyTunnel[]>;
  proposals: readonly Proposal[];
  now: Date;
  staleAfterMs: number;
}

/** What a draft would do to a piece of the map. */
export interface Proposed {
  operation: "add" | "change" | "remove";
  changeNumber: number;
}

interface Piece {
  key: string;
  name: string;
  awsId: string | null;
  state: string | null;
  proposed: Proposed | null;
}

/** One of the two lines of a connection. */
export interface TunnelLine {
  /** Null while AWS has not given one. */
  outsideIpAddress: string | null;
  ordinal: number;
  state: TunnelState | "pending" | "proposed";
  since: Date | null;
  reason: Phrase | null;
  /** AWS's own text. */
  message: string;
  routeCount: number;
  insideCidr: string | null;
}

export interface Connection extends Piece {
  customerGateway: string | null;
  /** Key of the VPN or transit gateway at AWS's end. */
  gateway: string | null;
  routing: "static" | "bgp";
  health: Health;
  since: Date | null;
  reason: Phrase | null;
  /** In the order of their outside addresses, never of their state. */
  tunnels: TunnelLine[];
  /** Destinations behind the customer's device that are entered by hand. */
  prefixes: string[];
}

/** A customer gateway: one device of a site. */
export interface Site extends Piece {
  ipAddress: string | null;
  bgpAsn: number | null;
  /** Null without a connection. */
  routing: "static" | "bgp" | null;
  connections: string[];
  /** The worst of its connections; null without one. */
  health: Health | null;
}

/** AWS's end of connections. Transit gateways are not read: one is known only by the id that its connections name. */
export interface Gateway extends Piece {
  type: "vpn-gateway" | "transit-gateway";
  amazonSideAsn: number | null;
  connections: string[];
  /** The VPC it is attached to, or would be. */
  vpc: string | null;
  health: Health | null;
}

export interface Subnet extends Piece {
  cidr: string;
  routeTable: { key: string; name: string } | null;
  /** True when its route table has a route to an internet gateway. */
  reachesInternet: boolean;
  /**
   * Whether routes of the attached VPN gateway reach it: by propagation, by a route entered by hand, or not. `missed` is `off`
   * where another table of the same VPC does propagate. Null without an attached gateway, and for public subnets, where
   * it is seldom wanted.
   */
  propagation: "on" | "manual" | "off" | "missed" | null;
}

export interface Vpc extends Piece {
  cidr: string | null;
  gateways: string[];
  subnets: Subnet[];
  routeTableCount: number;
}

export interface Attachment extends Piece {
  vpnGateway: string;
  vpc: string;
}

/** The environment as the map understands it: every piece, joined; what is drawn of it is decided later. */
export interface Network {
  sites: Site[];
  gateways: Gateway[];
  vpcs: Vpc[];
  connections: Connection[];
  attachments: Attachment[];
}
