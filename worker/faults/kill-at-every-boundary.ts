import "server-only";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type FaultsBench, prepareFaults } from "./faults-bench";
import { killAt, runUndisturbed, type Undisturbed } from "./kill-worker";

/** Every second boundary, from this one on: two files share the work, and so two cores. */
export function killAtEveryBoundary(first: 1 | 2): void {
  let bench: FaultsBench;
  let undisturbed: Undisturbed;

  beforeAll(async () => {
    bench = await prepareFaults();
    undisturbed = await runUndisturbed(bench);
  }, 240_000);

  afterAll(() => bench?.close());

  test(`a worker killed at every second boundary from number ${first} leaves exactly what was approved, done once`, async () => {
    const { boundaries } = undisturbed;
    expect(boundaries.length).toBeGreaterThan(50);
    const flaws: string[] = [];
    for (let crashAt: number = first; crashAt <= boundaries.length; crashAt += 2) {
      const name = boundaries[crashAt - 1];
      const found = await killAt(bench, crashAt, undisturbed);
      for (const flaw of found) flaws.push(`${name}: ${flaw}`);
      process.stdout.write(`${found.length === 0 ? "ok  " : "FAIL"} killed at ${name} of ${boundaries.length}\n`);
    }
    expect(flaws).toEqual([]);
  }, 3_600_000);
}
