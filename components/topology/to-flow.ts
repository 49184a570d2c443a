import { type Edge, type Node, type NodeHandle, Position } from "@xyflow/react";
import type { DrawnTopology } from "@/lib/domain/topology/draw-topology";

/**
 * The drawn topology in React Flow's shape. Sizes and ends are given, because the server has placed everything: nothing waits
 * for a measurement, lines are there at once, and one whose nodes are out of view is drawn as well.
 */
export function toFlow({ nodes, edges }: Pick<DrawnTopology, "nodes" | "edges">): { nodes: Node[]; edges: Edge[] } {
  return {
    nodes: nodes.map(({ id, type, place: { x, y, width, height }, ...data }) => ({
      id,
      type,
      data,
      position: { x, y },
      width,
      height,
      measured: { width, height },
      handles: endsOf(width, height),
      domAttributes: spokenByItself,
      // An outline lies behind its devices and takes no click.
      ...(type === "outline" ? { zIndex: -1, style: { pointerEvents: "none" } } : {}),
    })),
    edges: edges.map(({ id, type, source, target, ...data }) => ({
      id,
      type,
      source,
      target,
      data,
      // Of a trunk or an attachment the nodes at its ends tell.
      ...("connection" in data
        ? { ariaRole: "group", ariaLabel: data.connection.name, domAttributes: spokenByItself }
        : { domAttributes: { "aria-hidden": true } }),
    })),
  };
}

/** What is drawn names itself, in the language of the page; React Flow's own words are English. */
const spokenByItself = { "aria-roledescription": undefined };

function endsOf(width: number, height: number): NodeHandle[] {
  return [
    { type: "target", position: Position.Left, x: 0, y: height / 2 },
    { type: "source", position: Position.Right, x: width, y: height / 2 },
  ];
}
