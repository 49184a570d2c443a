import { expect, it } from "vitest";
import { drawTopology, type TopologyView } from "./draw-topology";
import { join, manySites, resource, type SampleConnection, sample } from "./sample-network";

const view: TopologyView = { query: "", problemsOnly: false, open: [], focus: null, rowsMax: 50 };
const mixed: SampleConnection[] = [
  { site: "leeds", gateway: "core", tunnels: ["UP", "DOWN"] },
  { site: "osaka", gateway: "core" },
  { site: "tokyo", gateway: "shared" },
];
const draw = (connections: SampleConnection[], asked: Partial<TopologyView> = {}) =>
  drawTopology(join(sample(connections)), { ...view, ...asked }, {});

it("problems only hides what is healthy and says how much", () => {
  const { drawn } = draw(mixed, { problemsOnly: true });
  expect(drawn.nodes.map((node) => node.id)).toEqual(["customer-gateway/leeds", "vpn-gateway/core", "vpc/core"]);
  expect(drawn.hiddenHealthyCount).toBe(2);
  expect(drawn.nodes[1]).toMatchObject({ hiddenHealthyCount: 1 });
  expect(drawn.rows.connections.map((row) => row.connection.name)).toEqual(["leeds-core"]);
});

it("problems only moves nothing", () => {
  const all = draw(mixed);
  const problems = drawTopology(join(sample(mixed)), { ...view, problemsOnly: true }, all.spots);
  for (const node of problems.drawn.nodes) {
    const before = all.drawn.nodes.find((each) => each.id === node.id);
    expect(node.place.x).toBe(before?.place.x);
    if (node.type === "site") expect(node.place.y).toBe(before?.place.y);
  }
  expect(problems.spots).toEqual(all.spots);
});

it("table and canvas show the same connections", () => {
  for (const problemsOnly of [false, true]) {
    const { drawn } = draw(mixed, { problemsOnly });
    const edges = drawn.edges.filter((edge) => edge.type === "connection").map((edge) => edge.id);
    expect(drawn.rows.connections.map((row) => row.connection.key).sort()).toEqual(edges.sort());
  }
});

it("the table lists the worst first and tells how many it leaves out", () => {
  const { drawn } = draw(mixed, { rowsMax: 1 });
  expect(drawn.rows.connections.map((row) => row.connection.name)).toEqual(["leeds-core"]);
  expect(drawn.rows.connectionCount).toBe(3);
});

it("lines into one gateway do not cross", () => {
  const { drawn } = draw(manySites(10));
  const lines = drawn.edges.filter((edge) => edge.type === "connection").sort((a, b) => a.ends.from.y - b.ends.from.y);
  const ends = lines.map((edge) => edge.ends.to.y);
  expect(ends).toEqual([...ends].sort((a, b) => a - b));
});

it.each([
  ["leeds", ["customer-gateway/leeds", "vpn-connection/leeds-core"]],
  ["203.0.100.3", ["vpn-connection/osaka-core"]],
  ["10.50.3.7", ["vpc/core", "vpc/shared"]],
  ["vpn-gateway-id-shared", ["vpn-gateway/shared"]],
  ["nothing of that kind", []],
])("a search for %s finds what it means", (query, keys) => {
  expect(draw(mixed, { query }).drawn.found).toEqual(keys);
});

it("the size of what is sent does not follow the size of the network", () => {
  const small = JSON.stringify(draw(manySites(200)).drawn).length;
  const large = JSON.stringify(draw(manySites(2_000)).drawn).length;
  expect(large).toBeLessThan(small * 1.2);
});

it("what serves nothing is on the canvas and in the table", () => {
  const data = sample(mixed);
  data.resources.push(resource("vpn-gateway", "spare"), resource("customer-gateway", "unused"));
  const { drawn } = drawTopology(join(data), view, {});
  expect(drawn.nodes.map((node) => node.id)).toEqual(
    expect.arrayContaining(["vpn-gateway/spare", "customer-gateway/unused"]),
  );
  expect(drawn.rows.idle.map((row) => row.key)).toEqual(["customer-gateway/unused", "vpn-gateway/spare"]);
});
