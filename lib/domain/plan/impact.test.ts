import { expect, test } from "vitest";
import { phrase } from "../phrase";
import type { TunnelState, TunnelView } from "../tunnels/tunnel-view";
import { judgeImpact } from "./impact";

const A = "203.0.113.1";
const B = "203.0.113.2";

function tunnels(own: TunnelState, sibling: TunnelState): TunnelView[] {
  return [
    { outsideIpAddress: A, state: own, since: null, reason: phrase("x") },
    { outsideIpAddress: B, state: sibling, since: null, reason: phrase("x") },
  ];
}

const onA = { what: "tunnel", connectionKey: "vpn-connection/leeds", outsideIpAddress: A } as const;

test.each([
  ["up", "up", 2],
  ["up", "up-no-routes", 2],
  ["up", "down", 3],
  ["up", "never-up", 3],
  ["up", "bgp-down", 3],
  ["up", "unknown", 3],
  ["unknown", "up", 2],
  ["unknown", "unknown", 3],
  ["down", "up", 1],
  ["down", "down", 1],
  ["never-up", "unknown", 1],
] as const)("a tunnel that is %s beside one that is %s has impact %i", (own, sibling, impact) => {
  expect(judgeImpact(onA, () => tunnels(own, sibling)).impact).toBe(impact);
});

test("a tunnel of which nothing is known is taken for the last one", () => {
  expect(judgeImpact(onA, () => []).impact).toBe(3);
});

test("both tunnels at once are impact 3 unless both are known to be down", () => {
  const both = { what: "both-tunnels", connectionKey: "vpn-connection/leeds" } as const;
  expect(judgeImpact(both, () => tunnels("up", "up")).impact).toBe(3);
  expect(judgeImpact(both, () => tunnels("down", "unknown")).impact).toBe(3);
  expect(judgeImpact(both, () => tunnels("down", "never-up")).impact).toBe(1);
});

test("a route that carries no connection's traffic has no effect", () => {
  expect(judgeImpact({ what: "traffic", connectionKeys: [] }, () => tunnels("up", "up")).impact).toBe(1);
  expect(judgeImpact({ what: "traffic", connectionKeys: ["a"] }, () => tunnels("up", "down")).impact).toBe(3);
});

test("what destroys says so with a reason", () => {
  expect(judgeImpact({ what: "destroys" }, () => [])).toEqual({ impact: 4, reason: phrase("plan.impact.destroys") });
});
