import { afterAll, beforeAll, expect, test } from "vitest";
import { type FaultsBench, prepareFaults } from "./faults-bench";
import { killAt, runUndisturbed, type Undisturbed } from "./kill-worker";

// The short form: boundaries at these shares of the way. `npm run test:faults` takes every one.
const SHARES = [0.15, 0.4, 0.65, 0.9];

let bench: FaultsBench;
let undisturbed: Undisturbed;

beforeAll(async () => {
  bench = await prepareFaults();
  undisturbed = await runUndisturbed(bench);
}, 120_000);

afterAll(() => bench?.close());

test("a worker killed at some boundary of a run leaves exactly what was approved, done once", async () => {
  const { boundaries } = undisturbed;
  expect(boundaries.length).toBeGreaterThan(50);
  const flaws: string[] = [];
  for (const share of SHARES) {
    const crashAt = Math.ceil(share * boundaries.length);
    for (const flaw of await killAt(bench, crashAt, undisturbed)) flaws.push(`${boundaries[crashAt - 1]}: ${flaw}`);
  }
  expect(flaws).toEqual([]);
}, 240_000);
