import { afterAll, beforeAll, expect, test } from "vitest";
import { attend, type FaultsBench, prepareFaults } from "./faults-bench";
import { runUndisturbed, type Undisturbed, whatDiffers } from "./kill-worker";
import { startWorker } from "./worker-process";

let bench: FaultsBench;
let undisturbed: Undisturbed;

beforeAll(async () => {
  bench = await prepareFaults();
  undisturbed = await runUndisturbed(bench);
}, 240_000);

afterAll(() => bench?.close());

test("three workers at once do every step once", async () => {
  for (let round = 0; round < 5; round += 1) {
    await bench.rewind();
    const workers = [startWorker(), startWorker(), startWorker()];
    const outcome = await attend(bench).catch((error: unknown) => error);
    await Promise.all(workers.map((worker) => worker.kill()));
    expect(await whatDiffers(bench, outcome, undisturbed)).toEqual([]);
  }
}, 300_000);
