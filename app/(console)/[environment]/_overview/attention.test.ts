import { expect, test } from "vitest";
import type { ConnectionRow } from "@/components/connections/connection-row";
import { phrase } from "@/lib/domain/phrase";
import type { TunnelState } from "@/lib/domain/tunnels/tunnel-view";
import { foldUnreadable, listAttention } from "./attention";

function row(name: string, health: ConnectionRow["health"], states: [TunnelState, TunnelState]): ConnectionRow {
  return {
    key: `vpn-connection/${name}`,
    name,
    awsId: `vpn-${name}`,
    state: "available",
    site: { key: `customer-gateway/${name}`, name, ipAddress: "192.0.2.25", asn: 65020 },
    gateway: null,
    routing: "static",
    prefixes: ["10.60.0.0/16", "10.61.0.0/16"],
    health,
    since: null,
    reason: phrase("tunnels.reason.stale"),
    neverUp: [],
    tunnels: states.map((state, index) => ({
      outsideIpAddress: `203.0.113.${index + 1}`,
      ordinal: index + 1,
      state,
      since: null,
      reason: null,
      message: "IPSEC IS DOWN",
      routeCount: 0,
      insideCidr: null,
    })),
  };
}

const noChange = () => undefined;

test("what is healthy or still being made asks for nothing", () => {
  const rows = [row("a", "healthy", ["up", "up"]), row("b", "pending", ["down", "down"])];
  expect(listAttention(rows, noChange)).toEqual([]);
});

test("a connection that is down names what has no path", () => {
  const [item] = listAttention([row("a", "down", ["down", "down"])], noChange);
  expect(item?.headline).toEqual(phrase("overview.attention.downWithPrefix", { prefix: "10.60.0.0/16", more: 1 }));
});

test("a lost tunnel and the one that carries the traffic are told apart by address, whatever their order", () => {
  const [first] = listAttention([row("a", "degraded", ["down", "up"])], noChange);
  expect(first?.headline.values).toEqual({ address: "203.0.113.1", other: "203.0.113.2" });
  const [second] = listAttention([row("a", "degraded", ["up", "down"])], noChange);
  expect(second?.headline.values).toEqual({ address: "203.0.113.2", other: "203.0.113.1" });
});

test("a tunnel that was never UP leads to its configuration, an outage to the connection", () => {
  const rows = [row("a", "degraded", ["up", "never-up"]), row("b", "down", ["down", "down"])];
  expect(listAttention(rows, noChange).map(({ action }) => action.kind)).toEqual(["configuration", "open"]);
});

test("a fix that was proposed comes first", () => {
  const [item] = listAttention([row("a", "degraded", ["up", "never-up"])], () => 142);
  expect(item?.action).toEqual({ kind: "review", changeNumber: 142 });
});

test("connections that cannot be read for the same reason are one row, since the first of them", () => {
  const [a, b] = [row("a", "unknown", ["unknown", "unknown"]), row("b", "unknown", ["unknown", "unknown"])];
  const [early, late] = [new Date("2026-11-20T10:00:00Z"), new Date("2026-11-20T11:00:00Z")];
  const down = row("c", "down", ["down", "down"]);
  const { apart, folded } = foldUnreadable([down, { ...a, since: late }, { ...b, since: early }]);
  expect(apart).toEqual([down]);
  expect(folded.map(({ rows, since }) => [rows.length, since])).toEqual([[2, early]]);
});

test("a connection that alone cannot be read keeps its own row and reason", () => {
  const rows = [
    row("a", "unknown", ["unknown", "unknown"]),
    { ...row("b", "unknown", ["up", "unknown"]), reason: phrase("tunnels.reason.oneUnreadable") },
  ];
  expect(foldUnreadable(rows)).toEqual({ apart: rows, folded: [] });
});
