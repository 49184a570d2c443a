import { assignPorts, type EdgeEnds } from "./assign-ports";
import { buildGraph } from "./build-graph";
import { keepProblems } from "./keep-problems";
import { COLUMN_PITCH, LANES_WIDTH, MARGIN_RIGHT } from "./measures";
import type { Network } from "./network";
import { nodePlaces, type Place, placeNodes, type Spots } from "./place-nodes";
import { searchNetwork } from "./search-network";
import type { GraphEdge, GraphNode } from "./topology-graph";
import { type TopologyRows, topologyRows } from "./topology-rows";

/** What a person asked to see; it stands in the URL. */
export interface TopologyView {
  query: string;
  problemsOnly: boolean;
  open: readonly string[];
  focus: string | null;
  /** At most so many rows in the table. */
  rowsMax: number;
}

/** Everything the page draws: only what is visible, so that its size does not follow the size of the network. */
export interface DrawnTopology {
  nodes: (GraphNode & { place: Place })[];
  edges: (GraphEdge & { ends: EdgeEnds })[];
  widthPx: number;
  heightPx: number;
  /** The search that was answered. */
  query: string;
  /** What it found; null when nothing was asked. */
  found: string[] | null;
  rows: TopologyRows;
  connectionCount: number;
  hiddenHealthyCount: number;
}

/** As many hits of one search as are brought out of their stacks. */
const WANTED_MAX = 50;

/** Filters, groups, places and routes a network for one view. `spots` are the places to be stored for the next visit. */
export function drawTopology(
  network: Network,
  view: TopologyView,
  stored: Spots,
): { drawn: DrawnTopology; spots: Spots } {
  const filtered = view.problemsOnly ? keepProblems(network) : null;
  const shown = filtered?.network ?? network;
  const found = searchNetwork(shown, view.query);
  const wanted = new Set([...(found ?? [])].slice(0, WANTED_MAX));
  if (view.focus !== null) wanted.add(view.focus);

  const open = new Set(view.open);
  // Places are those of the whole network, so that a filter takes pieces away and moves none.
  const spots = filtered ? placeNodes(buildGraph(network, { open, wanted }), stored) : stored;
  const graph = buildGraph(shown, { open, wanted });
  const shownSpots = placeNodes(graph, spots);
  for (const node of graph.nodes) {
    if (node.type === "gateway") node.hiddenHealthyCount = filtered?.hiddenByGateway.get(node.id) ?? 0;
  }

  const places = nodePlaces(graph, shownSpots);
  const ends = assignPorts(graph.edges, places);
  const drawn: DrawnTopology = {
    nodes: inLaneOrder(
      graph.nodes.flatMap((node) => {
        const place = places.get(node.id);
        return place ? [{ ...node, place }] : [];
      }),
    ),
    edges: graph.edges.flatMap((edge) => {
      const edgeEnds = ends.get(edge.id);
      return edgeEnds ? [{ ...edge, ends: edgeEnds }] : [];
    }),
    widthPx: Math.max(LANES_WIDTH, ...[...places.values()].map((place) => place.x + place.width + MARGIN_RIGHT)),
    heightPx: Math.max(0, ...[...places.values()].map((place) => place.y + place.height)),
    query: view.query,
    found: found && [...found],
    rows: topologyRows(shown, found, view.rowsMax),
    connectionCount: network.connections.length,
    hiddenHealthyCount: filtered?.hiddenHealthyCount ?? 0,
  };
  return { drawn, spots: filtered ? spots : shownSpots };
}

/** Tab goes through the nodes as they stand in the document: lane by lane, top to bottom, an outline before its devices. */
function inLaneOrder<Node extends { place: Place; type: string }>(nodes: Node[]): Node[] {
  const column = (node: Node) => Math.floor(node.place.x / COLUMN_PITCH);
  const lane = (node: Node) => (node.type === "vpc" ? 2 : node.type === "gateway" ? 1 : 0);
  return nodes.sort((a, b) => column(a) - column(b) || lane(a) - lane(b) || a.place.y - b.place.y);
}
