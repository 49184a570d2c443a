import type { Traceable } from "./trace-path";

export type Direction = "left" | "right" | "up" | "down";

/** What stepping needs to know of a drawn graph: its edges and where things stand. */
export interface Steppable extends Traceable {
  /** Lane and height of a node; lines have none. */
  placeOf(nodeId: string): { x: number; y: number } | undefined;
}

/**
 * Where an arrow key leads: left and right along edges (a connection is a stop of its own, an attachment is not), up and down
 * within a lane, or between the lines of one gateway. Null when there is nothing.
 */
export function stepFocus(graph: Steppable, id: string, direction: Direction): string | null {
  const edge = graph.edges.find((each) => each.id === id);
  if (edge) return stepFromEdge(graph, edge, direction);
  if (direction === "up" || direction === "down") return stepInLane(graph, id, direction);
  const edges = sortedByHeight(
    graph,
    graph.edges.filter((each) => (direction === "right" ? each.source : each.target) === id),
    direction === "right" ? "target" : "source",
  );
  const next = edges[0];
  if (!next) return null;
  if (isStop(next.id)) return next.id;
  return direction === "right" ? next.target : next.source;
}

type Edge = Traceable["edges"][number];

/** Attachments carry nothing to read that the gateway does not say. */
function isStop(edgeId: string): boolean {
  return !edgeId.startsWith("vpn-gateway-attachment/");
}

function stepFromEdge(graph: Steppable, edge: Edge, direction: Direction): string | null {
  if (direction === "left") return edge.source;
  if (direction === "right") return edge.target;
  const siblings = sortedByHeight(
    graph,
    graph.edges.filter((each) => each.target === edge.target && isStop(each.id)),
    "source",
  );
  const index = siblings.findIndex((each) => each.id === edge.id) + (direction === "down" ? 1 : -1);
  return siblings[index]?.id ?? null;
}

function stepInLane(graph: Steppable, id: string, direction: "up" | "down"): string | null {
  const here = graph.placeOf(id);
  if (!here) return null;
  const sign = direction === "down" ? 1 : -1;
  let best: { id: string; distance: number } | null = null;
  for (const node of graph.nodes) {
    const place = graph.placeOf(node.id);
    if (!place || place.x !== here.x) continue;
    const distance = (place.y - here.y) * sign;
    if (distance > 0 && (best === null || distance < best.distance)) best = { id: node.id, distance };
  }
  return best?.id ?? null;
}

function sortedByHeight(graph: Steppable, edges: Edge[], end: "source" | "target"): Edge[] {
  return edges.sort((a, b) => (graph.placeOf(a[end])?.y ?? 0) - (graph.placeOf(b[end])?.y ?? 0));
}
