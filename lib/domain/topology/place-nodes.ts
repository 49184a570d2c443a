import { groupBy } from "../group-by";
import { BAND_GAP, BLOCK_GAP, BLOCK_GAP_LEAST, COLUMN_PITCH, GATEWAY, LANE_TOP, OUTLINE, SITE, VPC } from "./measures";
import type { Block, GraphNode, Lane, TopologyGraph } from "./topology-graph";

/** Where a block stands: in which column of lanes, and how far down in px. */
export type Spot = { column: number; top: number };

/** Spots by block id. What is stored between visits. */
export type Spots = Record<string, Spot>;

/**
 * Gives every block its place. Blocks that have one keep it; a block without one takes the free place of its lane
 * that is nearest to its gateway. A block moves only when the one above has grown into it.
 */
export function placeNodes(graph: TopologyGraph, stored: Spots): Spots {
  const known = graph.blocks.filter((block) => block.id in stored);
  if (known.length === 0) return placeAfresh(graph.blocks);

  const spots: Spots = {};
  for (const block of known) spots[block.id] = { ...spotOf(stored, block) };
  // Gateways first: the others look for a place beside them.
  for (const lane of [1, 0, 2] as const) {
    const placed = known.filter((block) => block.lane === lane);
    for (const block of graph.blocks) {
      if (block.lane !== lane || block.id in spots) continue;
      spots[block.id] = freeSpot(block, placed, graph.blocks, spots);
      placed.push(block);
    }
    for (const column of groupBy(placed, (block) => spotOf(spots, block).column).values()) pushApart(column, spots);
  }
  return spots;
}

/** The same places again after a visit, so that what comes back finds its own; those beyond a bound are dropped. */
export function rememberSpots(stored: Spots, spots: Spots, countMax = 2_000): Spots {
  const merged = { ...spots };
  for (const [id, spot] of Object.entries(stored)) {
    if (Object.keys(merged).length >= countMax) break;
    merged[id] ??= spot;
  }
  return merged;
}

function spotOf(spots: Spots, block: Block): Spot {
  return spots[block.id] ?? { column: 0, top: LANE_TOP };
}

/** Bands from top to bottom, one per gateway, their blocks centred on one another; what has no gateway comes last. */
function placeAfresh(blocks: readonly Block[]): Spots {
  const spots: Spots = {};
  const keys = [...new Set(blocks.filter((block) => block.lane === 1).map((block) => block.band)), null];
  const bands = keys.map((key) => bandOf(blocks, key)).filter((band) => band.height > 0);
  const columnHeight = heightOfColumns(bands.reduce((sum, band) => sum + band.height + BAND_GAP, 0));
  let column = 0;
  let bandTop = LANE_TOP;
  for (const band of bands) {
    if (bandTop > LANE_TOP && bandTop + band.height > LANE_TOP + columnHeight) {
      column += 1;
      bandTop = LANE_TOP;
    }
    for (const { members, height } of band.lanes) {
      let top = bandTop + Math.round((band.height - height) / 2);
      for (const block of members) {
        spots[block.id] = { column, top };
        top += block.heightPx + BLOCK_GAP;
      }
    }
    bandTop += band.height + BAND_GAP;
  }
  return spots;
}

function bandOf(blocks: readonly Block[], key: string | null) {
  const lanes = ([0, 1, 2] as const).map((lane) => {
    const members = blocks.filter((block) => block.lane === lane && block.band === key);
    return { members, height: members.reduce((sum, block) => sum + block.heightPx + BLOCK_GAP, -BLOCK_GAP) };
  });
  return { lanes, height: Math.max(...lanes.map((lane) => lane.height)) };
}

/** One column while it can be read by scrolling; beyond that as many as give the whole the shape of a screen. */
function heightOfColumns(height: number): number {
  if (height <= COLUMN_HEIGHT_MAX) return height;
  const columns = Math.max(1, Math.round(Math.sqrt((SCREEN_RATIO * height) / COLUMN_PITCH)));
  // A little more than its share, so that bands of unequal height do not need one column more.
  return (height / columns) * 1.08;
}

const COLUMN_HEIGHT_MAX = 1_600;
const SCREEN_RATIO = 1.6;

/** A place in the column of its band, as near to it as can be; without a band, below the shortest column. */
function freeSpot(block: Block, placed: readonly Block[], blocks: readonly Block[], spots: Spots): Spot {
  const kin = kinOf(block, blocks, spots);
  const column = kin[0] ? spotOf(spots, kin[0]).column : shortestColumn(blocks, spots);
  const inColumn = placed.filter((other) => spotOf(spots, other).column === column);
  return { column, top: freeTop(block, inColumn, spots, centreOf(kin, spots)) };
}

/** The placed blocks that it should stand beside: its gateway, or for a gateway its sites. */
function kinOf(block: Block, blocks: readonly Block[], spots: Spots): Block[] {
  if (block.band === null) return [];
  const kin = blocks.filter((other) => other.id !== block.id && other.band === block.band && other.id in spots);
  const beside = kin.filter((other) => other.lane === (block.lane === 1 ? 0 : 1));
  return beside.length > 0 ? beside : kin;
}

function centreOf(blocks: readonly Block[], spots: Spots): number | null {
  if (blocks.length === 0) return null;
  return blocks.reduce((sum, block) => sum + spotOf(spots, block).top + block.heightPx / 2, 0) / blocks.length;
}

function shortestColumn(blocks: readonly Block[], spots: Spots): number {
  const bottoms: number[] = [];
  for (const block of blocks) {
    const spot = spots[block.id];
    if (spot) bottoms[spot.column] = Math.max(bottoms[spot.column] ?? 0, spot.top + block.heightPx);
  }
  return Math.max(0, bottoms.indexOf(Math.min(...bottoms.filter((bottom) => bottom !== undefined))));
}

/** The top nearest to the wished centre at which the block fits between the placed ones; without a wish, below all. */
function freeTop(block: Block, placed: readonly Block[], spots: Spots, centre: number | null): number {
  const taken = placed
    .map((other) => ({ top: spotOf(spots, other).top, bottom: spotOf(spots, other).top + other.heightPx }))
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

function pushApart(blocks: readonly Block[], spots: Spots) {
  let least = Number.NEGATIVE_INFINITY;
  for (const block of [...blocks].sort((a, b) => spotOf(spots, a).top - spotOf(spots, b).top)) {
    const spot = spotOf(spots, block);
    const top = Math.max(spot.top, least);
    spots[block.id] = { ...spot, top };
    least = top + block.heightPx + BLOCK_GAP_LEAST;
  }
}

export interface Place {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Places of all nodes from the spots of their blocks. */
export function nodePlaces(graph: TopologyGraph, spots: Spots): Map<string, Place> {
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
  const places = new Map<string, Place>();
  for (const block of graph.blocks) {
    const { column, top } = spotOf(spots, block);
    for (const { nodeId, topPx } of block.members) {
      const node = nodes.get(nodeId);
      if (!node) continue;
      const { left, width } = laneOf(node, block.lane);
      const height = node.type === "site" ? SITE.height : block.heightPx;
      places.set(nodeId, { x: column * COLUMN_PITCH + left, y: top + topPx, width, height });
    }
  }
  return places;
}

function laneOf(node: GraphNode, lane: Lane): { left: number; width: number } {
  return node.type === "outline" ? OUTLINE : ([SITE, GATEWAY, VPC] as const)[lane];
}
