import fc from "fast-check";
import { expect, it } from "vitest";
import { buildDeviceModel } from "../build-device-model";
import { classicConnection } from "../classic-model.fixture";
import type { TunnelModel } from "../tunnel-model";
import { rekeying, sharedRekeying } from "./rekeying";

const [classic] = buildDeviceModel(classicConnection("static"), null).model?.tunnels ?? [];

/** Every tunnel whose timers AWS accepts. */
const anyTunnel = fc
  .record({
    phase1: fc.integer({ min: 900, max: 28800 }),
    phase2: fc.integer({ min: 900, max: 3600 }),
    margin: fc.integer({ min: 60, max: 1800 }),
    rekeyFuzzPercent: fc.integer({ min: 0, max: 100 }),
  })
  .map(({ phase1, phase2, margin, rekeyFuzzPercent }): TunnelModel => {
    if (classic === undefined) throw new Error("The classic connection makes a model");
    return {
      ...classic,
      phase1: { ...classic.phase1, lifetimeSeconds: phase1 },
      phase2: { ...classic.phase2, lifetimeSeconds: phase2 },
      rekeyMarginSeconds: margin,
      rekeyFuzzPercent,
    };
  });

it("rekeying always begins after some of the lifetime and before its end", () => {
  fc.assert(
    fc.property(anyTunnel, (tunnel) => {
      for (const { lifetimeSeconds } of [tunnel.phase1, tunnel.phase2]) {
        const { atSeconds, overSeconds, randomSeconds } = rekeying(lifetimeSeconds, tunnel);
        expect(atSeconds + overSeconds).toBe(lifetimeSeconds);
        expect(atSeconds - randomSeconds).toBeGreaterThan(0);
      }
    }),
  );
});

it("one margin for both phases leaves some of either lifetime", () => {
  fc.assert(
    fc.property(anyTunnel, (tunnel) => {
      const { marginSeconds, fuzzPercent } = sharedRekeying(tunnel);
      for (const { lifetimeSeconds } of [tunnel.phase1, tunnel.phase2]) {
        expect(marginSeconds * (1 + fuzzPercent / 100)).toBeLessThan(lifetimeSeconds);
      }
    }),
  );
});
