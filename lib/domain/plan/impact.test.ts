import { describe, expect, test } from "vitest";
import type { Touch } from "../kinds/kind";
import { phrase } from "../phrase";
import type { TunnelState, TunnelView } from "../tunnels/tunnel-view";
import { judgeImpact, type StandIn, type Traffic } from "./impact";

const A = "203.0.113.1";
const B = "203.0.113.2";

function tunnels(own: TunnelState, sibling: TunnelState): TunnelView[] {
  return [
    { outsideIpAddress: A, state: own, since: null, reason: phrase("x") },
    { outsideIpAddress: B, state: sibling, since: null, reason: phrase("x") },
  ];
}

const LEEDS = "vpn-connection/leeds";

function traffic(views: TunnelView[], more: { standIns?: StandIn[]; deleted?: string[] } = {}): Traffic {
  return {
    tunnelsOf: () => views,
    standInsOf: () => more.standIns ?? [],
    isDeleted: (key) => more.deleted?.includes(key) ?? false,
  };
}

const onA = { what: "tunnel", connectionKey: LEEDS, outsideIpAddress: A } as const;

test.each([
  ["up", "up", 2],
  ["up", "up-no-routes", 3],
  ["up-no-routes", "up-no-routes", 2],
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
  expect(judgeImpact(onA, traffic(tunnels(own, sibling))).impact).toBe(impact);
});

test("a tunnel of which nothing is known is taken for the last one", () => {
  expect(judgeImpact(onA, traffic([])).impact).toBe(3);
});

test("both tunnels at once are impact 3 unless both are known to be down", () => {
  expect(judgeImpact(both, traffic(tunnels("up", "up"))).impact).toBe(3);
  expect(judgeImpact(both, traffic(tunnels("down", "unknown"))).impact).toBe(3);
  expect(judgeImpact(both, traffic(tunnels("down", "never-up"))).impact).toBe(1);
});

test("a route that carries no connection's traffic has no effect", () => {
  expect(judgeImpact({ what: "traffic", connectionKeys: [] }, traffic(tunnels("up", "up"))).impact).toBe(1);
  expect(judgeImpact({ what: "traffic", connectionKeys: ["a"] }, traffic(tunnels("up", "down"))).impact).toBe(3);
});

test("what destroys says so with a reason", () => {
  expect(judgeImpact({ what: "destroys" }, traffic([]))).toEqual({ impact: 4, reason: phrase("plan.impact.destroys") });
});

const busan: StandIn = { key: "vpn-connection/busan", name: "busan", isCertain: true };
const both = { what: "both-tunnels", connectionKey: LEEDS } as const;

describe("another connection to the same network", () => {
  const standIns = [busan];
  const carries = { impact: 2, reason: phrase("plan.impact.otherCarries", { name: "busan" }) };

  test("carries the traffic of the last tunnel, of both, and of a prefix of one connection", () => {
    expect(judgeImpact(onA, traffic(tunnels("up", "down"), { standIns }))).toEqual(carries);
    expect(judgeImpact(both, traffic(tunnels("up", "up"), { standIns }))).toEqual(carries);
    const path: Touch = { what: "traffic", connectionKeys: [LEEDS] };
    expect(judgeImpact(path, traffic(tunnels("up", "up"), { standIns }))).toEqual(carries);
  });

  test("does not stand in where the same step stops it as well", () => {
    const path: Touch = { what: "traffic", connectionKeys: [LEEDS, busan.key] };
    expect(judgeImpact(path, traffic(tunnels("up", "up"), { standIns })).impact).toBe(3);
  });

  test("of which nobody knows what it carries is named, and the impact stays", () => {
    const judged = judgeImpact(both, traffic(tunnels("up", "up"), { standIns: [{ ...busan, isCertain: false }] }));
    expect(judged).toEqual({ impact: 3, reason: phrase("plan.impact.otherPerhapsCarries", { name: "busan" }) });
  });
});

test("what carried a connection that is deleted before stops nothing", () => {
  const path: Touch = { what: "traffic", connectionKeys: [LEEDS] };
  expect(judgeImpact(path, traffic(tunnels("up", "up"), { deleted: [LEEDS] }))).toEqual({
    impact: 1,
    reason: phrase("plan.impact.connectionDeleted"),
  });
  const shared: Touch = { what: "traffic", connectionKeys: [LEEDS, "vpn-connection/other"] };
  expect(judgeImpact(shared, traffic(tunnels("up", "up"), { deleted: [LEEDS] })).impact).toBe(3);
});
