import fc from "fast-check";
import { createTranslator } from "next-intl";
import { describe, expect, it } from "vitest";
import tunnelMessages from "../../../messages/en/tunnels.json";
import { rollUp } from "./tunnel-status";
import { describeTunnel, type TunnelReading, type ViewOptions } from "./tunnel-view";

const NOW = new Date("2026-03-01T12:00:00Z");
const OPTIONS: ViewOptions = { now: NOW, staleAfterMs: 5 * 60_000, routing: "bgp" };
const HOUR_AGO = new Date("2026-03-01T11:00:00Z");
const DAY_AGO = new Date("2026-02-28T12:00:00Z");

const up: TunnelReading = {
  outsideIpAddress: "198.51.100.11",
  status: "UP",
  statusMessage: "2 BGP ROUTES",
  acceptedRouteCount: 2,
  since: DAY_AGO,
  everUp: true,
  readAt: new Date("2026-03-01T11:59:30Z"),
};
const down: TunnelReading = {
  ...up,
  outsideIpAddress: "198.51.100.22",
  status: "DOWN",
  statusMessage: "IPSEC IS DOWN",
  acceptedRouteCount: 0,
  since: HOUR_AGO,
};
const never: TunnelReading = { ...down, everUp: false };
const bgpDown: TunnelReading = { ...down, statusMessage: "IPSEC IS UP" };
const noRoutes: TunnelReading = { ...up, outsideIpAddress: "198.51.100.22", acceptedRouteCount: 0, statusMessage: "" };
const unread: TunnelReading = { ...down, status: "UNKNOWN", readAt: null, since: null };
const stale: TunnelReading = { ...up, readAt: HOUR_AGO };

describe("rollUp", () => {
  it.each([
    ["both up", [up, { ...up, outsideIpAddress: "198.51.100.22" }], "healthy", "allUp", DAY_AGO],
    ["one up, one down", [up, down], "degraded", "oneDown", HOUR_AGO],
    ["one up, one never up", [up, never], "degraded", "oneNeverUp", DAY_AGO],
    ["one up, one without BGP", [up, bgpDown], "degraded", "oneBgpDown", HOUR_AGO],
    ["one up, one advertising nothing", [up, noRoutes], "degraded", "oneWithoutRoutes", DAY_AGO],
    ["both up, neither advertising", [noRoutes, noRoutes], "degraded", "allWithoutRoutes", DAY_AGO],
    ["one without routes, one down", [noRoutes, down], "degraded", "oneDown", HOUR_AGO],
    ["both down", [down, down], "down", "allDown", HOUR_AGO],
    ["both without BGP", [bgpDown, bgpDown], "down", "allBgpDown", HOUR_AGO],
    ["one down, one never up", [down, never], "down", "downAndNeverUp", HOUR_AGO],
    ["both never up", [never, never], "never-up", "neverUp", null],
    ["one never read", [up, unread], "unknown", "oneUnreadable", null],
    ["both never read", [unread, unread], "unknown", "neverRead", null],
    ["both too old", [stale, stale], "unknown", "stale", HOUR_AGO],
    ["one reading missing", [up], "unknown", "oneUnreadable", null],
    ["no reading at all", [], "unknown", "noTelemetry", null],
  ] as const)("%s", (_name, tunnels, health, reason, since) => {
    for (const order of [tunnels, [...tunnels].reverse()]) {
      const result = rollUp("available", order, OPTIONS);
      expect(result.health).toBe(health);
      expect(result.reason.key).toBe(`tunnels.reason.${reason}`);
      expect(result.since).toEqual(since);
    }
  });

  it.each(["pending", "modifying", "deleting"])(
    "a connection that is %s is pending whatever its tunnels say",
    (state) => {
      expect(rollUp(state, [up, up], OPTIONS).health).toBe("pending");
      expect(rollUp(state, [], OPTIONS).health).toBe("pending");
    },
  );

  it("a deleted connection is not reported as an outage", () => {
    expect(rollUp("deleted", [down, down], OPTIONS).health).toBe("unknown");
  });

  it("names the tunnel at fault", () => {
    expect(rollUp("available", [up, down], OPTIONS).reason.values).toEqual({ address: "198.51.100.22" });
  });

  it("without BGP, zero accepted routes are no fault", () => {
    const plain = { ...up, acceptedRouteCount: 0 };
    expect(rollUp("available", [plain, plain], { ...OPTIONS, routing: "static" }).health).toBe("healthy");
    expect(rollUp("available", [plain, plain], { ...OPTIONS, routing: undefined }).health).toBe("healthy");
  });

  it("a state EC2 adds tomorrow is judged by the tunnels", () => {
    expect(rollUp("rebalancing", [up, up], OPTIONS).health).toBe("healthy");
    expect(rollUp(null, [up, up], OPTIONS).health).toBe("healthy");
  });
});

it("a reading is trusted up to the limit and not beyond", () => {
  const atLimit = new Date(NOW.getTime() - OPTIONS.staleAfterMs);
  expect(describeTunnel({ ...up, readAt: atLimit }, OPTIONS).state).toBe("up");
  expect(describeTunnel({ ...up, readAt: new Date(atLimit.getTime() - 1) }, OPTIONS).state).toBe("unknown");
});

const anyReading: fc.Arbitrary<TunnelReading> = fc.record({
  outsideIpAddress: fc.constantFrom("198.51.100.11", "198.51.100.22"),
  status: fc.constantFrom("UP", "DOWN", "UNKNOWN"),
  statusMessage: fc.constantFrom("", "IPSEC IS UP", "IPSEC IS DOWN", "1 BGP ROUTES", "something else"),
  acceptedRouteCount: fc.nat(3),
  since: fc.option(fc.constantFrom(HOUR_AGO, DAY_AGO)),
  everUp: fc.boolean(),
  readAt: fc.option(fc.constantFrom(NOW, HOUR_AGO)),
});
const anyOptions = fc
  .constantFrom("static" as const, "bgp" as const, undefined)
  .map((routing) => ({ ...OPTIONS, routing }));
const anyState = fc.constantFrom("pending", "available", "modifying", "deleting", "deleted", "odd", null);

it("every combination has a health and a sentence, in any order of the tunnels the same health", () => {
  const t = createTranslator({
    locale: "en",
    messages: { tunnels: tunnelMessages },
    onError: (error) => {
      throw error;
    },
  });
  const read = (key: string, values?: Record<string, string | number>) =>
    t(key as Parameters<typeof t>[0], values as never);
  fc.assert(
    fc.property(anyState, fc.array(anyReading, { maxLength: 3 }), anyOptions, (state, tunnels, options) => {
      const result = rollUp(state, tunnels, options);
      expect(read(result.reason.key, result.reason.values)).not.toMatch(/[{}]|undefined/);
      expect(read(`tunnels.health.${result.health}`)).not.toBe("");
      expect(rollUp(state, [...tunnels].reverse(), options).health).toBe(result.health);
      for (const tunnel of tunnels) {
        const view = describeTunnel(tunnel, options);
        expect(read(view.reason.key, view.reason.values)).not.toMatch(/[{}]|undefined/);
        expect(read(`tunnels.state.${view.state}`)).not.toBe("");
      }
    }),
  );
});

it("a connection is never called healthy or degraded on readings that are too old", () => {
  fc.assert(
    fc.property(anyReading, anyReading, (a, b) => {
      const old = { ...a, readAt: HOUR_AGO };
      expect(["healthy", "degraded", "down", "never-up"]).not.toContain(rollUp("available", [old, b], OPTIONS).health);
    }),
  );
});
