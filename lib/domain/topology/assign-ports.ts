import { groupBy } from "../group-by";
import { GATEWAY } from "./measures";
import type { Place } from "./place-nodes";
import type { GraphEdge } from "./topology-graph";

/** Both ends of an edge in canvas px. */
export interface EdgeEnds {
  from: { x: number; y: number };
  to: { x: number; y: number };
}

/** Distance of two pairs that leave one site. */
const SOURCE_GAP = 14;

/**
 * Where each edge begins and ends. Ports of a gateway are sorted by the height of their sources, so that lines into one gateway do
 * not cross; they keep to the middle of the node.
 */
export function assignPorts(edges: readonly GraphEdge[], places: ReadonlyMap<string, Place>): Map<string, EdgeEnds> {
  const drawn = edges.filter((edge) => places.has(edge.source) && places.has(edge.target));
  const middle = (id: string) => {
    const place = places.get(id);
    return place ? place.y + place.height / 2 : 0;
  };
  const ys = { from: new Map<string, number>(), to: new Map<string, number>() };
  for (const [source, group] of groupBy(drawn, (edge) => edge.source)) {
    // Attachments leave a gateway from one point, as they do not carry a state of their own.
    const gap = group[0]?.type === "attachment" ? 0 : SOURCE_GAP;
    spread(
      group.sort((a, b) => middle(a.target) - middle(b.target)),
      middle(source),
      gap,
      ys.from,
    );
  }
  for (const [target, group] of groupBy(drawn, (edge) => edge.target)) {
    const gap = group[0]?.type === "attachment" ? 0 : GATEWAY.portGap;
    const height = (edge: GraphEdge) => ys.from.get(edge.id) ?? middle(edge.source);
    spread(
      group.sort((a, b) => height(a) - height(b)),
      middle(target),
      gap,
      ys.to,
    );
  }
  return new Map(
    drawn.flatMap((edge) => {
      const source = places.get(edge.source);
      const target = places.get(edge.target);
      if (!source || !target) return [];
      const from = { x: source.x + source.width, y: ys.from.get(edge.id) ?? middle(edge.source) };
      return [[edge.id, { from, to: { x: target.x, y: ys.to.get(edge.id) ?? middle(edge.target) } }] as const];
    }),
  );
}

function spread(edges: readonly GraphEdge[], centre: number, gap: number, ys: Map<string, number>) {
  edges.forEach((edge, index) => {
    ys.set(edge.id, centre + (index - (edges.length - 1) / 2) * gap);
  });
}
