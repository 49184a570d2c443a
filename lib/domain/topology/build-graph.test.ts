import fc from "fast-check";
import { expect, it } from "vitest";
import { buildGraph } from "./build-graph";
import { join, manySites, nothingAsked, resource, type SampleConnection, sample } from "./sample-network";
import type { GraphNode } from "./topology-graph";

const graphOf = (connections: readonly SampleConnection[], asked: Partial<typeof nothingAsked> = {}) =>
  buildGraph(join(sample(connections)), { ...nothingAsked, ...asked });
const ofType = <Type extends GraphNode["type"]>(nodes: readonly GraphNode[], type: Type) =>
  nodes.filter((node): node is Extract<GraphNode, { type: Type }> => node.type === type);

it("twelve sites of a gateway are drawn one by one", () => {
  const graph = graphOf(manySites(12));
  expect(ofType(graph.nodes, "site")).toHaveLength(12);
  expect(ofType(graph.nodes, "stack")).toEqual([]);
});

it("more sites go into a stack that counts them by health, and their connections into one trunk", () => {
  const graph = graphOf(manySites(40));
  expect(ofType(graph.nodes, "stack")).toMatchObject([{ siteCount: 28, counts: { healthy: 28 }, worst: "healthy" }]);
  expect(graph.edges.filter((edge) => edge.type === "trunk")).toMatchObject([{ connectionCount: 28, hasDown: false }]);
});

it("a site with a problem comes out of the stack and leaves the others where they are", () => {
  const before = graphOf(manySites(40));
  const after = graphOf(
    manySites(40).map((each, index) => (index === 39 ? { ...each, tunnels: ["DOWN", "DOWN"] } : each)),
  );
  const names = (nodes: readonly GraphNode[]) => ofType(nodes, "site").map((node) => node.site.name);
  expect(names(after.nodes)).toEqual([...names(before.nodes), "branch-office 40x"]);
  expect(ofType(after.nodes, "stack")).toMatchObject([{ siteCount: 27 }]);
});

it("an opened stack shows every site", () => {
  const graph = graphOf(manySites(40), { open: new Set(["vpn-gateway/core"]) });
  expect(ofType(graph.nodes, "site")).toHaveLength(40);
});

it("what was asked for is in sight even when its site would be stacked", () => {
  const graph = graphOf(manySites(40), { wanted: new Set(["vpn-connection/branch-office 33x-core"]) });
  expect(ofType(graph.nodes, "site").map((node) => node.site.name)).toContain("branch-office 33x");
});

it("devices with one prefix stand in an outline; a long numbering of sites does not", () => {
  const on = (site: string) => ({ site, gateway: "core" });
  const hq = graphOf([on("seoul-hq-a"), on("seoul-hq-b"), on("leeds")]);
  expect(ofType(hq.nodes, "outline")).toMatchObject([{ name: "seoul-hq", deviceCount: 2 }]);
  expect(hq.blocks.filter((block) => block.lane === 0)).toHaveLength(2);
  const numbered = graphOf(Array.from({ length: 9 }, (_, index) => on(`branch-${index + 1}`)));
  expect(ofType(numbered.nodes, "outline")).toEqual([]);
});

it("a VPC with more than five subnets folds them by route table", () => {
  const data = sample([{ site: "leeds", gateway: "core" }]);
  for (let index = 1; index <= 7; index++) {
    const table = index <= 4 ? "a" : index <= 6 ? "b" : "c";
    data.resources.push(
      resource("subnet", `s${index}`, { vpc: "vpc/core", cidr: `10.50.${index}.0/24` }),
      resource("subnet-association", `s${index}`, { subnet: `subnet/s${index}`, routeTable: `route-table/${table}` }),
    );
  }
  for (const table of ["a", "b", "c"]) data.resources.push(resource("route-table", table, { vpc: "vpc/core" }));
  const [vpc] = ofType(buildGraph(join(data), nothingAsked).nodes, "vpc");
  expect(vpc?.vpc.rows.map((subnet) => subnet.name)).toEqual(["s1", "s5", "s7"]);
  expect(vpc?.vpc.folds).toEqual([
    { routeTable: "a", subnetCount: 3 },
    { routeTable: "b", subnetCount: 1 },
  ]);
});

it("more than four VPCs are collapsed until they are opened", () => {
  const connections = Array.from({ length: 6 }, (_, index) => ({ site: `site${index}`, gateway: `vgw${index}` }));
  const graph = graphOf(connections, { open: new Set(["vpc/vgw2"]) });
  expect(
    ofType(graph.nodes, "vpc")
      .filter((node) => !node.vpc.isCollapsed)
      .map((node) => node.id),
  ).toEqual(["vpc/vgw2"]);
});

it("no connection is lost: each is a pair of lines or counted in a trunk", () => {
  const status = fc.constantFrom<"UP" | "DOWN" | "never">("UP", "DOWN", "never");
  const connection = fc.record({
    site: fc.integer({ min: 1, max: 80 }).map((n) => `branch-office ${n}x`),
    gateway: fc.integer({ min: 1, max: 3 }).map((n) => `vgw${n}`),
    tunnels: fc.tuple(status, status),
  });
  const unique = fc.uniqueArray(connection, { maxLength: 120, selector: (each) => `${each.site}|${each.gateway}` });
  fc.assert(
    fc.property(unique, (connections) => {
      const graph = graphOf(connections);
      const shown = graph.edges.reduce(
        (sum, edge) => sum + (edge.type === "connection" ? 1 : edge.type === "trunk" ? edge.connectionCount : 0),
        0,
      );
      expect(shown).toBe(connections.length);
      const placed = graph.blocks.flatMap((block) => block.members.map((member) => member.nodeId)).sort();
      expect(placed).toEqual(graph.nodes.map((node) => node.id).sort());
    }),
  );
});

it("a thousand sites make fewer than a hundred nodes", () => {
  const connections = Array.from({ length: 1_000 }, (_, index) => ({
    site: `s ${index}x`,
    gateway: `vgw${index % 8}`,
  }));
  expect(graphOf(connections).nodes.length).toBeLessThan(100);
});
