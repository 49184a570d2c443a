import { describe, expect, test } from "vitest";
import { OutsideAddresses } from "../vpn/outside-addresses";
import { World } from "../world";
import { endSeries, recordCount, recordLevel, recordRate } from "./levels";
import { appendLog, logGroupArn } from "./logs";

const place = { account: "111122223333", region: "ap-northeast-2" };
const newWorld = () => new World(place, new OutsideAddresses(), { seed: "telemetry", nowMs: 1_000_000 }, newWorld);
const state = {
  namespace: "AWS/VPN",
  metric: "TunnelState",
  dimensions: { VpnId: "vpn-1", TunnelIpAddress: "203.0.113.1" },
};

describe("what is measured", () => {
  test("only changes are kept, and of two in one moment the last", () => {
    const world = newWorld();
    recordLevel(world, state, 0);
    recordLevel(world, state, 1);
    world.nowMs += 60_000;
    recordLevel(world, { ...state, dimensions: { TunnelIpAddress: "203.0.113.1", VpnId: "vpn-1" } }, 1);
    world.nowMs += 60_000;
    recordLevel(world, state, 0);
    expect([...world.series.values()].map(({ points }) => points)).toEqual([[1_000_000, 1, 1_120_000, 0]]);
  });

  test("counts of one moment add up", () => {
    const world = newWorld();
    const failures = { namespace: "AWS/ClientVPN", metric: "AuthenticationFailures", dimensions: { Endpoint: "e" } };
    recordCount(world, failures, 1);
    recordCount(world, failures, 2);
    expect([...world.series.values()].map(({ points }) => points)).toEqual([[1_000_000, 3]]);
  });

  test("what ends is measured no more, and what has other dimensions goes on", () => {
    const world = newWorld();
    const other = { ...state, dimensions: { ...state.dimensions, VpnId: "vpn-2" } };
    recordRate(world, { ...state, metric: "TunnelDataIn" }, 100);
    recordRate(world, { ...other, metric: "TunnelDataIn" }, 100);
    world.nowMs += 1000;
    endSeries(world, "AWS/VPN", { VpnId: "vpn-1" });
    endSeries(world, "AWS/VPN", { VpnId: "vpn-1" });
    expect([...world.series.values()].map(({ points }) => points)).toEqual([
      [1_000_000, 100, 1_001_000, Number.NaN],
      [1_000_000, 100],
    ]);
  });

  test("a metric is of one kind", () => {
    const world = newWorld();
    recordLevel(world, state, 1);
    expect(() => recordRate(world, state, 1)).toThrow("TunnelState is a level, recorded as a rate");
  });
});

describe("what is logged", () => {
  test("a group of AWS's own is made with the first event; in any other that is missing the event is lost", () => {
    const world = newWorld();
    appendLog(world, { logGroupArn: logGroupArn(world, "/aws/vpn"), stream: "vpn-1", message: "one" });
    appendLog(world, { logGroupArn: `${logGroupArn(world, "/aws/vpn")}:*`, stream: "vpn-1", message: "two" });
    appendLog(world, { logGroupArn: logGroupArn(world, "mine"), stream: "vpn-1", message: "lost" });
    expect([...world.logGroups.keys()]).toEqual(["/aws/vpn"]);
    const events = world.logGroups.get("/aws/vpn")?.streams.get("vpn-1")?.events;
    expect(events?.map(({ message, atMs }) => [message, atMs])).toEqual([
      ["one", 1_000_000],
      ["two", 1_000_000],
    ]);
    expect(new Set(events?.map(({ id }) => id)).size).toBe(2);
  });

  test("a group of another account or Region is out of reach", () => {
    const world = newWorld();
    const elsewhere = "arn:aws:logs:eu-west-1:111122223333:log-group:/aws/vpn";
    appendLog(world, { logGroupArn: elsewhere, stream: "s", message: "lost" });
    appendLog(world, { logGroupArn: "no arn", stream: "s", message: "lost" });
    expect(world.logGroups.size).toBe(0);
  });
});
