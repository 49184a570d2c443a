import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { db } from "@/lib/server/db/client";
import { attend, type FaultsBench, prepareFaults } from "./faults-bench";
import { runUndisturbed, type Undisturbed, whatDiffers } from "./kill-worker";
import { startWorker } from "./worker-process";

const TAKEN_OVER_MS_MAX = 15_000;

let bench: FaultsBench;
let undisturbed: Undisturbed;

beforeAll(async () => {
  bench = await prepareFaults();
  undisturbed = await runUndisturbed(bench);
}, 240_000);

afterAll(() => bench?.close());

test("a worker that hangs loses its run within 15 s, and once it goes on it does nothing more", async () => {
  await bench.rewind();
  const first = startWorker();
  await expect.poll(() => stepsDone(), POLLING).toBeGreaterThan(0);
  // It stays in the middle of a look until the other one is there.
  await bench.control.addFault({ action: "Describe*", kind: "latency", params: { delayMs: 28_000 } });
  const known = await workers();
  const second = startWorker();
  try {
    await expect.poll(() => workers(), POLLING).toBeGreaterThan(known);
    await sleep(1000);
    const before = await fencingToken();
    first.child.kill("SIGSTOP");
    const stoppedAt = Date.now();
    await bench.control.clearFaults();
    await expect.poll(() => fencingToken(), POLLING).not.toBe(before);
    expect(Date.now() - stoppedAt).toBeLessThan(TAKEN_OVER_MS_MAX);

    const outcome = await attend(bench).catch((error: unknown) => error);
    expect(await whatDiffers(bench, outcome, undisturbed)).toEqual([]);
    const calls = await changes();
    first.child.kill("SIGCONT");
    await sleep(10_000);
    expect(await changes()).toEqual(calls);
    expect(await whatDiffers(bench, outcome, undisturbed)).toEqual([]);
  } finally {
    await first.kill();
    await second.kill();
  }
}, 240_000);

const POLLING = { timeout: 60_000, interval: 100 };

function stepsDone(): Promise<number> {
  return db.runStep.count({ where: { runId: bench.runId, state: "done" } });
}

async function fencingToken(): Promise<bigint | null> {
  return (await db.run.findUniqueOrThrow({ where: { id: bench.runId } })).fencingToken;
}

/** Connections of the queues of workers: they are there before a worker is ready. */
async function workers(): Promise<number> {
  const rows = await db.$queryRaw<unknown[]>`
    SELECT 1 FROM pg_stat_activity WHERE "application_name" = 'underpass worker' AND "datname" = current_database()`;
  return rows.length;
}

/** How often each action was called that changes something. */
async function changes(): Promise<Record<string, number>> {
  const { counts } = await bench.control.countCalls();
  return Object.fromEntries(Object.entries(counts).filter(([action]) => !/^(Describe|Get)/.test(action)));
}
