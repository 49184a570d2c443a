import type { Health } from "../tunnels/tunnel-status";
import type { Attachment, Connection, Gateway, Proposed, Site, Subnet, Vpc } from "./network";

/** What is drawn: the visible pieces, grouped and folded, without positions. */
export interface TopologyGraph {
  nodes: GraphNode[];
  edges: GraphEdge[];
  /** What is placed as one: a node, or an outline with its devices. In lane order, top to bottom. */
  blocks: Block[];
}

export type Lane = 0 | 1 | 2;

export interface Block {
  id: string;
  lane: Lane;
  heightPx: number;
  /** The gateway (lane 1 block) it belongs with; null for pieces without one, which stand at the end. */
  band: string | null;
  /** Ids of its nodes with their distance from the block's top. */
  members: { nodeId: string; topPx: number }[];
}

/** Number of connections of each health; healths that do not occur are absent. */
export type HealthCounts = Partial<Record<Health, number>>;

export type GraphNode =
  | { type: "site"; id: string; site: Site }
  | { type: "outline"; id: string; name: string; deviceCount: number; heightPx: number }
  | {
      type: "stack";
      id: string;
      gateway: string | null;
      isAll: boolean;
      siteCount: number;
      counts: HealthCounts;
      worst: Health | null;
    }
  | { type: "gateway"; id: string; gateway: GatewayView; heightPx: number; hiddenHealthyCount: number }
  | { type: "vpc"; id: string; vpc: VpcView; heightPx: number };

/** A gateway as drawn: its connections are counted, as there may be thousands behind a stack. */
export type GatewayView = Omit<Gateway, "connections"> & { connectionCount: number };

/** A VPC as drawn: some subnets as boxes, the others folded by route table. */
export type VpcView = Omit<Vpc, "subnets"> & {
  subnetCount: number;
  isCollapsed: boolean;
  rows: Subnet[];
  folds: { routeTable: string | null; subnetCount: number }[];
};

export type GraphEdge =
  | { type: "connection"; id: string; source: string; target: string; connection: Connection }
  | {
      type: "trunk";
      id: string;
      source: string;
      target: string;
      connectionCount: number;
      worst: Health | null;
      hasDown: boolean;
    }
  | { type: "attachment"; id: string; source: string; target: string; proposed: Proposed | null; state: string | null };

/** The attachment as an edge; the other types carry their own parts. */
export function attachmentEdge(attachment: Attachment): GraphEdge {
  const { key, vpnGateway, vpc, proposed, state } = attachment;
  return { type: "attachment", id: key, source: vpnGateway, target: vpc, proposed, state };
}
