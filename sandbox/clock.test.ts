import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { Clock } from "./clock";
import { Sandbox } from "./sandbox";
import { catchUp } from "./transitions";
import { OutsideAddresses } from "./vpn/outside-addresses";
import { World } from "./world";

test("a stepped clock stands still until it is advanced", async () => {
  const clock = new Clock({ mode: "stepped", speed: 1, startMs: 1000 });
  await sleep(15);
  expect(clock.nowMs()).toBe(1000);
  clock.advance(60);
  expect(clock.nowMs()).toBe(61_000);
});

test("a real clock runs at its speed and can be advanced too", async () => {
  const clock = new Clock({ mode: "real", speed: 1000, startMs: 0 });
  await sleep(20);
  expect(clock.nowMs()).toBeGreaterThan(15_000);
  clock.advance(1_000_000);
  expect(clock.nowMs()).toBeGreaterThan(1_000_000_000);
});

test("what became due happens in order, each thing at its own time, however late anybody looks", () => {
  const place = { account: "1", region: "ap-northeast-2" };
  const world: World = new World(place, new OutsideAddresses(), { seed: "a", nowMs: 0 }, () => world);
  world.customerGateways.add({
    id: "cgw-1",
    state: "deleting",
    address: "192.0.2.1",
    asn: 65_000,
    deviceName: undefined,
    certificateArn: undefined,
    tags: new Map(),
  });
  world.later(5, "customer-gateway-deleted", "cgw-1");
  catchUp(world, 64_999);
  expect(world.customerGateways.get("cgw-1")?.state).toBe("deleted");
  catchUp(world, 65_000);
  expect(world.customerGateways.get("cgw-1")).toBeUndefined();
  expect(world.nowMs).toBe(65_000);
});

test("a world that runs fast lists what is deleted until its clients, who do not, can have seen it", async () => {
  const sandbox = new Sandbox({ world: "empty", seed: "a", clock: { mode: "real", speed: 1000, startMs: 0 } });
  const world = sandbox.worldOf("1", "ap-northeast-2");
  world.later(60, "customer-gateway-gone", "cgw-1");
  world.later(60, "customer-gateway-available", "cgw-1");
  expect(world.timers.map(({ name, atMs }) => [name, Math.round((atMs - world.nowMs) / 1000)])).toEqual([
    ["customer-gateway-available", 60],
    ["customer-gateway-gone", 60_000],
  ]);
});
