import { BAND_GAP, BLOCK_GAP, BLOCK_GAP_LEAST, GATEWAY, LANE_TOP, OUTLINE, SITE, VPC } from "./measures";
import type { Block, GraphNode, Lane, TopologyGraph } from "./topology-graph";

/** Top of each block in px, by block id. What is stored between visits. */
export type Tops = Record<string, number>;

/**
 * Gives every block its place. Blocks that have one keep it; a block without one takes the free place of its lane
 * that is nearest to its gateway. A block moves only when the one above has grown into it.
 */
export function placeNodes(graph: TopologyGraph, stored: Tops): Tops {
  const known = graph.blocks.filter((block) => block.id in stored);
  if (known.length === 0) return placeAfresh(graph.blocks);

  const tops: Tops = {};
  for (const block of known) tops[block.id] = stored[block.id] ?? LANE_TOP;
  // Gateways first: the others look for a place beside them.
  for (const lane of [1, 0, 2] as const) {
    const placed = known.filter((block) => block.lane === lane);
    for (const block of graph.blocks) {
      if (block.lane !== lane || block.id in tops) continue;
      tops[block.id] = freeTop(block, placed, tops, centreOfBand(block, graph.blocks, tops));
      placed.push(block);
    }
    pushApart(placed, tops);
  }
  return tops;
}

/** The same places again after a visit, so that what comes back finds its own; the oldest are dropped beyond a bound. */
export function rememberTops(stored: Tops, tops: Tops, countMax = 2_000): Tops {
  const merged = { ...tops };
  for (const [id, top] of Object.entries(stored)) {
    if (Object.keys(merged).length >= countMax) break;
    merged[id] ??= top;
  }
  return merged;
}

/** Bands from top to bottom, one per gateway, their blocks centred on one another; what has no gateway comes last. */
function placeAfresh(blocks: readonly Block[]): Tops {
  const tops: Tops = {};
  const bands = [...new Set(blocks.filter((block) => block.lane === 1).map((block) => block.band)), null];
  let bandTop = LANE_TOP;
  for (const band of bands) {
    const lanes = ([0, 1, 2] as const).map((lane) =>
      blocks.filter((block) => block.lane === lane && block.band === band),
    );
    const heights = lanes.map(stackedHeight);
    const bandHeight = Math.max(...heights);
    if (bandHeight <= 0) continue;
    lanes.forEach((lane, index) => {
      let top = bandTop + Math.round((bandHeight - (heights[index] ?? 0)) / 2);
      for (const block of lane) {
        tops[block.id] = top;
        top += block.heightPx + BLOCK_GAP;
      }
    });
    bandTop += bandHeight + BAND_GAP;
  }
  return tops;
}

function stackedHeight(blocks: readonly Block[]): number {
  return blocks.reduce((sum, block) => sum + block.heightPx + BLOCK_GAP, -BLOCK_GAP);
}

/** Middle of the gateway it belongs to, or of the pieces that belong to the gateway; null when nothing is there yet. */
function centreOfBand(block: Block, blocks: readonly Block[], tops: Tops): number | null {
  if (block.band === null) return null;
  const kin = blocks.filter((other) => other.id !== block.id && other.band === block.band && other.id in tops);
  const beside = kin.filter((other) => other.lane === (block.lane === 1 ? 0 : 1));
  const centres = (beside.length > 0 ? beside : kin).map((other) => (tops[other.id] ?? 0) + other.heightPx / 2);
  return centres.length === 0 ? null : centres.reduce((sum, each) => sum + each, 0) / centres.length;
}

/** The top nearest to the wished one at which the block fits between the placed ones; without a wish, below all. */
function freeTop(block: Block, placed: readonly Block[], tops: Tops, centre: number | null): number {
  const taken = placed
    .map((other) => ({ top: tops[other.id] ?? 0, bottom: (tops[other.id] ?? 0) + other.heightPx }))
    .sort((a, b) => a.top - b.top);
  const below = taken.reduce((lowest, each) => Math.max(lowest, each.bottom + BLOCK_GAP), LANE_TOP);
  if (centre === null) return below;

  const wish = Math.max(LANE_TOP, Math.round(centre - block.heightPx / 2));
  let best = Math.max(below, wish);
  let from = LANE_TOP;
  for (const each of taken) {
    const to = each.top - BLOCK_GAP - block.heightPx;
    if (to >= from) {
      const top = Math.min(Math.max(wish, from), to);
      if (Math.abs(top - wish) < Math.abs(best - wish)) best = top;
    }
    from = Math.max(from, each.bottom + BLOCK_GAP);
  }
  return best;
}

function pushApart(blocks: readonly Block[], tops: Tops) {
  let least = Number.NEGATIVE_INFINITY;
  for (const block of [...blocks].sort((a, b) => (tops[a.id] ?? 0) - (tops[b.id] ?? 0))) {
    const top = Math.max(tops[block.id] ?? LANE_TOP, least);
    tops[block.id] = top;
    least = top + block.heightPx + BLOCK_GAP_LEAST;
  }
}

export interface Place {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Places of all nodes from the tops of their blocks. */
export function nodePlaces(graph: TopologyGraph, tops: Tops): Map<string, Place> {
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
  const places = new Map<string, Place>();
  for (const block of graph.blocks) {
    for (const { nodeId, topPx } of block.members) {
      const node = nodes.get(nodeId);
      if (node)
        places.set(nodeId, {
          ...columnOf(node, block.lane),
          y: (tops[block.id] ?? LANE_TOP) + topPx,
          height: heightOf(node, block),
        });
    }
  }
  return places;
}

function columnOf(node: GraphNode, lane: Lane): { x: number; width: number } {
  if (node.type === "outline") return { x: OUTLINE.left, width: OUTLINE.width };
  const column = ([SITE, GATEWAY, VPC] as const)[lane];
  return { x: column.left, width: column.width };
}

function heightOf(node: GraphNode, block: Block): number {
  return node.type === "site" ? SITE.height : block.heightPx;
}
