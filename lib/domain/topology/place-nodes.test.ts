import fc from "fast-check";
import { expect, it } from "vitest";
import { buildGraph } from "./build-graph";
import { placeNodes, type Tops } from "./place-nodes";
import { join, nothingAsked, type SampleConnection, sample } from "./sample-network";
import type { TopologyGraph } from "./topology-graph";

const graphOf = (connections: readonly SampleConnection[]) => buildGraph(join(sample(connections)), nothingAsked);
const on = (site: string, gateway = "core"): SampleConnection => ({ site, gateway });

function expectNoOverlap(graph: TopologyGraph, tops: Tops) {
  for (const lane of [0, 1, 2]) {
    const blocks = graph.blocks
      .filter((block) => block.lane === lane)
      .sort((a, b) => (tops[a.id] ?? 0) - (tops[b.id] ?? 0));
    blocks.slice(1).forEach((block, index) => {
      const above = blocks[index];
      if (!above) throw new Error("No block above");
      expect(tops[block.id]).toBeGreaterThanOrEqual((tops[above.id] ?? 0) + above.heightPx + 16);
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
  for (const [id, top] of Object.entries(after)) expect(before[id]).toBe(top);
});

it("a new site takes the free place nearest to its gateway", () => {
  const before = placeNodes(graphOf([on("leeds"), on("osaka"), on("busan")]), {});
  const { "customer-gateway/leeds": freed, ...left } = before;
  const after = placeNodes(graphOf([on("osaka"), on("busan"), on("zurich")]), left);
  expect(after["customer-gateway/zurich"]).toBe(freed);
});

it("sites, gateway and VPC that belong together stand level", () => {
  const graph = graphOf([on("a1x"), on("b1x"), on("c1x"), on("d1x", "shared")]);
  const tops = placeNodes(graph, {});
  const centre = (id: string) => (tops[id] ?? 0) + (graph.blocks.find((block) => block.id === id)?.heightPx ?? 0) / 2;
  expect(centre("vpn-gateway/core")).toBeCloseTo(centre("customer-gateway/b1x"), 0);
  expect(centre("vpc/core")).toBeCloseTo(centre("vpn-gateway/core"), 0);
  expect(centre("vpn-gateway/shared")).toBeGreaterThan(centre("customer-gateway/c1x"));
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
      let tops: Tops = {};
      for (const visit of visits) {
        const graph = graphOf(visit);
        tops = placeNodes(graph, tops);
        expectNoOverlap(graph, tops);
      }
    }),
  );
});
