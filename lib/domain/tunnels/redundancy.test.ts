import { expect, test } from "vitest";
import { type LossEffect, type PathFacts, redundancyOf } from "./redundancy";
import type { TunnelState } from "./tunnel-view";

function path(name: string, states: [TunnelState, TunnelState], more: Partial<PathFacts> = {}): PathFacts {
  return {
    key: `vpn-connection/${name}`,
    name,
    device: `customer-gateway/${name}`,
    deviceName: name,
    deviceIpAddress: "192.0.2.25",
    asn: 65020,
    gateway: "vpn-gateway/core",
    routing: "static",
    prefixes: ["10.20.0.0/16"],
    tunnels: states.map((state, index) => ({ outsideIpAddress: `203.0.113.${index + 1}`, state })),
    ...more,
  };
}

/** Effects of losing tunnel one, tunnel two, the device. */
function effects(connection: PathFacts, others: PathFacts[] = []): LossEffect[] {
  return redundancyOf(connection, [connection, ...others]).losses.map((loss) => loss.effect);
}

test("with both tunnels up a tunnel is spared, and the device is not", () => {
  expect(effects(path("leeds", ["up", "up"]))).toEqual(["moves", "moves", "cut-off"]);
});

test("losing the last tunnel up cuts off, losing the one that is down does nothing", () => {
  expect(effects(path("leeds", ["up", "down"]))).toEqual(["cut-off", "none", "cut-off"]);
  expect(effects(path("leeds", ["up", "never-up"]))).toEqual(["cut-off", "none", "cut-off"]);
});

test("what is down already cannot be lost", () => {
  expect(effects(path("leeds", ["down", "bgp-down"]))).toEqual(["none", "none", "none"]);
});

test("a tunnel that cannot be read is never claimed to be without effect", () => {
  expect(effects(path("leeds", ["up", "unknown"]))).toEqual(["unknown", "unknown", "cut-off"]);
  expect(effects(path("leeds", ["unknown", "unknown"]))).toEqual(["unknown", "unknown", "unknown"]);
});

test("a second device with the same static prefixes takes over", () => {
  const second = path("leeds-b", ["up", "up"], { prefixes: ["10.20.0.0/16", "10.21.0.0/16"] });
  expect(effects(path("leeds", ["up", "down"]), [second])).toEqual(["moves", "none", "moves"]);
});

test.each<[string, Partial<PathFacts>]>([
  ["other prefixes", { prefixes: ["10.99.0.0/16"] }],
  ["another gateway", { gateway: "vpn-gateway/other" }],
  ["the same device", { device: "customer-gateway/leeds" }],
])("a connection with %s is no spare", (_, difference) => {
  const other = path("other", ["up", "up"], difference);
  expect(effects(path("leeds", ["up", "down"]), [other])).toEqual(["cut-off", "none", "cut-off"]);
});

test("with BGP the same ASN at the same gateway is the same site", () => {
  const bgp = { routing: "bgp", prefixes: [] } as const;
  const connection = path("leeds", ["up", "down"], bgp);
  expect(effects(connection, [path("leeds-b", ["up", "up"], bgp)])).toEqual(["moves", "none", "moves"]);
  expect(effects(connection, [path("osaka", ["up", "up"], { ...bgp, asn: 65030 })])[0]).toBe("cut-off");
});

test("a second device that is down itself saves nothing", () => {
  expect(effects(path("leeds", ["up", "up"]), [path("leeds-b", ["down", "down"])])[2]).toBe("cut-off");
});

test("the level counts devices, not connections", () => {
  const connection = path("leeds", ["up", "up"]);
  const twice = path("leeds-b2", ["up", "up"], { device: "customer-gateway/leeds-b" });
  const { level } = redundancyOf(connection, [connection, path("leeds-b", ["up", "up"]), twice]);
  expect(level.values).toMatchObject({ devices: 2 });
});
