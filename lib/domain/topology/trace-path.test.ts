import { expect, it } from "vitest";
import { type Steppable, stepFocus } from "./step-focus";
import { tracePath } from "./trace-path";

const places: Record<string, { x: number; y: number }> = {
  leeds: { x: 0, y: 0 },
  osaka: { x: 0, y: 50 },
  core: { x: 1, y: 0 },
  vpc: { x: 2, y: 0 },
};
const graph: Steppable = {
  nodes: Object.keys(places).map((id) => ({ id })),
  edges: [
    { id: "vpn-connection/osaka", source: "osaka", target: "core" },
    { id: "vpn-connection/leeds", source: "leeds", target: "core" },
    { id: "vpn-gateway-attachment/core", source: "core", target: "vpc" },
  ],
  placeOf: (id) => places[id],
};

it("the path of a site holds its own lines and what lies behind the gateway, not the other sites", () => {
  expect([...tracePath(graph, ["leeds"])].sort()).toEqual(
    ["leeds", "vpn-connection/leeds", "core", "vpn-gateway-attachment/core", "vpc"].sort(),
  );
});

it("the path of a VPC holds every site that reaches it", () => {
  expect(tracePath(graph, ["vpc"])).toEqual(new Set([...Object.keys(places), ...graph.edges.map((edge) => edge.id)]));
});

it("arrows lead along a connection and back, and over an attachment in one step", () => {
  expect(stepFocus(graph, "leeds", "right")).toBe("vpn-connection/leeds");
  expect(stepFocus(graph, "vpn-connection/leeds", "right")).toBe("core");
  expect(stepFocus(graph, "core", "right")).toBe("vpc");
  expect(stepFocus(graph, "vpc", "left")).toBe("core");
  expect(stepFocus(graph, "core", "left")).toBe("vpn-connection/leeds");
});

it("up and down stay in the lane, or among the lines of one gateway", () => {
  expect(stepFocus(graph, "leeds", "down")).toBe("osaka");
  expect(stepFocus(graph, "leeds", "up")).toBeNull();
  expect(stepFocus(graph, "vpn-connection/leeds", "down")).toBe("vpn-connection/osaka");
});
