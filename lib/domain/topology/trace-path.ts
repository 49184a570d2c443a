/** The part of a graph that tracing and stepping need. */
export interface Traceable {
  nodes: readonly { id: string }[];
  edges: readonly { id: string; source: string; target: string }[];
}

/**
 * Ids of everything that traffic through the given pieces passes: sites to the left, gateways and VPCs to the right.
 * A gateway's path holds all its sites; a site's path only its own lines.
 */
export function tracePath(graph: Traceable, ids: Iterable<string>): Set<string> {
  const lit = new Set<string>();
  for (const id of ids) {
    const edge = graph.edges.find((each) => each.id === id);
    if (edge) {
      lit.add(id);
      follow(graph, edge.source, "source", lit);
      follow(graph, edge.target, "target", lit);
    } else if (graph.nodes.some((node) => node.id === id)) {
      follow(graph, id, "source", lit);
      follow(graph, id, "target", lit);
    }
  }
  return lit;
}

/** Walks on one way only, from `target` to the right and from `source` to the left, so that a path does not turn around. */
function follow(graph: Traceable, id: string, side: "source" | "target", lit: Set<string>) {
  lit.add(id);
  for (const edge of graph.edges) {
    const [near, far] = side === "target" ? [edge.source, edge.target] : [edge.target, edge.source];
    if (near !== id) continue;
    lit.add(edge.id);
    follow(graph, far, side, lit);
  }
}
