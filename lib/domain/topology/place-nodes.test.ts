import fc from "fast-check";
import { expect, it } from "vitest";
import { groupBy } from "../group-by";
import { buildGraph } from "./build-graph";
import { COLUMN_PITCH } from "./measures";
import { placeNodes, type Spots } from "./place-nodes";
import { join, nothingAsked, type SampleConnection, sample } from "./sample-network";
import type { TopologyGraph } from "./topology-graph";

const graphOf = (connections: readonly SampleConnection[]) => buildGraph(join(sample(connections)), nothingAsked);
const on = (site: string, gateway = "core"): SampleConnection => ({ site, gateway });

const topOf = (spots: Spots, id: string) => spots[id]?.top ?? Number.NaN;

function expectNoOverlap(graph: TopologyGraph, spots: Spots) {
  const lanes = groupBy(graph.blocks, (block) => `${block.lane} ${spots[block.id]?.column}`);
  for (const lane of lanes.values()) {
    const blocks = lane.sort((a, b) => topOf(spots, a.id) - topOf(spots, b.id));
    blocks.slice(1).forEach((block, index) => {
      const above = blocks[index];
      if (!above) throw new Error("No block above");
      expect(topOf(spots, block.id)).toBeGreaterThanOrEqual(topOf(spots, above.id) + above.heightPx + 16);
    });
  }
}

it("a new node does not move the others", () => {
  const before = placeNodes(graphOf([on("leeds"), on("osaka"), on("busan", "shared")]), {});
  const graph = graphOf([on("leeds"), on("osaka"), on("busan", "shared"), on("amsterdam", "third")]);
  const after = placeNodes(graph, before);
  expect(after).toMatchObject(before);
  expectNoOverlap(graph, after);
});

it("a node that is gone leaves the others where they are", () => {
  const before = placeNodes(graphOf([on("leeds"), on("osaka"), on("busan")]), {});
  const after = placeNodes(graphOf([on("leeds"), on("busan")]), before);
  for (const [id, spot] of Object.entries(after)) expect(before[id]).toEqual(spot);
});

it("a new site takes the free place nearest to its gateway", () => {
  const before = placeNodes(graphOf([on("leeds"), on("osaka"), on("busan")]), {});
  const { "customer-gateway/leeds": freed, ...left } = before;
  const after = placeNodes(graphOf([on("osaka"), on("busan"), on("zurich")]), left);
  expect(after["customer-gateway/zurich"]).toEqual(freed);
});

it("sites, gateway and VPC that belong together stand level", () => {
  const graph = graphOf([on("a1x"), on("b1x"), on("c1x"), on("d1x", "shared")]);
  const spots = placeNodes(graph, {});
  const centre = (id: string) => topOf(spots, id) + (graph.blocks.find((block) => block.id === id)?.heightPx ?? 0) / 2;
  expect(centre("vpn-gateway/core")).toBeCloseTo(centre("customer-gateway/b1x"), 0);
  expect(centre("vpc/core")).toBeCloseTo(centre("vpn-gateway/core"), 0);
  expect(centre("vpn-gateway/shared")).toBeGreaterThan(centre("customer-gateway/c1x"));
});

it("a network too tall for one column gets the shape of a screen, each gateway with its sites in one column", () => {
  const connections = Array.from({ length: 200 }, (_, index) => on(`s ${index}x`, `vgw${index % 20}`));
  const graph = graphOf(connections);
  const spots = placeNodes(graph, {});
  const columns = new Set(Object.values(spots).map((spot) => spot.column));
  expect(columns.size).toBeGreaterThan(1);
  const bottom = Math.max(...graph.blocks.map((block) => topOf(spots, block.id) + block.heightPx));
  const ratio = (columns.size * COLUMN_PITCH) / bottom;
  expect(ratio).toBeGreaterThan(0.8);
  expect(ratio).toBeLessThan(3);
  for (const block of graph.blocks) {
    if (block.band) expect(spots[block.id]?.column).toBe(spots[block.band]?.column);
  }
});

it("whatever comes and goes, nothing overlaps", () => {
  const connections = fc.uniqueArray(
    fc.record({
      site: fc.integer({ min: 1, max: 30 }).map((n) => `site ${n}x`),
      gateway: fc.integer({ min: 1, max: 4 }).map((n) => `vgw${n}`),
    }),
    { selector: (each) => each.site, maxLength: 40 },
  );
  fc.assert(
    fc.property(fc.array(connections, { minLength: 1, maxLength: 4 }), (visits) => {
      let spots: Spots = {};
      for (const visit of visits) {
        const graph = graphOf(visit);
        spots = placeNodes(graph, spots);
        expectNoOverlap(graph, spots);
      }
    }),
  );
});
