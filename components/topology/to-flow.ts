import type { Edge, Node } from "@xyflow/react";
import type { DrawnTopology } from "@/lib/domain/topology/draw-topology";

/** The drawn topology in React Flow's shape. Sizes are given, so nothing moves while nodes are measured. */
export function toFlow({ nodes, edges }: Pick<DrawnTopology, "nodes" | "edges">): { nodes: Node[]; edges: Edge[] } {
  return {
    nodes: nodes.map(({ id, type, place, ...data }) => ({
      id,
      type,
      data,
      position: { x: place.x, y: place.y },
      width: place.width,
      height: place.height,
      // An outline lies behind its devices and takes no click.
      ...(type === "outline" ? { zIndex: -1, style: { pointerEvents: "none" } } : {}),
    })),
    edges: edges.map(({ id, type, source, target, ...data }) => ({ id, type, source, target, data })),
  };
}
