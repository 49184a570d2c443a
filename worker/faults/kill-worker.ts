import "server-only";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { expect } from "vitest";
import { attend, type FaultsBench, journalOf } from "./faults-bench";
import { NEW_KEY, ROTATED_KEY } from "./great-change";
import { whatEc2Holds, whatIsLeft, whatWasMade } from "./what-holds";
import { startWorker } from "./worker-process";

/** What an undisturbed run leads to, and the boundaries it passes. */
export interface Undisturbed {
  holds: unknown;
  made: Record<string, number>;
  left: Record<string, number>;
  /** In the order they were reached. */
  boundaries: string[];
}

/** Runs the great change once without a crash, and claims that it did what was approved. */
export async function runUndisturbed(bench: FaultsBench): Promise<Undisturbed> {
  const crashLog = path.join(os.tmpdir(), `underpass-boundaries-${process.pid}`);
  fs.rmSync(crashLog, { force: true });
  await bench.rewind();
  const worker = startWorker({ crashLog });
  const outcome = await attend(bench).finally(() => worker.kill());
  const boundaries = fs.readFileSync(crashLog, "utf8").trim().split("\n");
  fs.rmSync(crashLog);
  expect(outcome).toBe("applied");
  const holds = await whatEc2Holds(bench);
  expect(holds).toMatchObject(APPROVED);
  const left = await whatIsLeft(bench);
  expect(left).toEqual({ unfinishedSteps: 0, leases: 0, sealedKeys: 0, markers: 0, wantedConnections: 3 });
  return { holds, left, made: await whatWasMade(bench), boundaries };
}

const rotated = { key: ROTATED_KEY };
const made = { key: NEW_KEY };
const tuned = { dpd: 45 };

const APPROVED = {
  customerGateways: [{ name: "leeds" }, { name: "seoul" }, { name: "tokyo" }],
  connections: [
    { name: "leeds", at: "leeds", routes: ["10.60.0.0/16 available"], tunnels: [rotated, rotated] },
    { name: "seoul", at: "seoul", routes: ["10.63.0.0/16 available"], tunnels: [made, made] },
    { name: "tokyo", at: "tokyo", routes: ["10.61.0.0/16 available"], tunnels: [tuned, tuned] },
  ],
  propagating: 1,
  vpnGateways: 1,
};

/**
 * Kills a worker at one boundary of the run, lets another one take over, and returns what differs from an undisturbed run: []
 * is the claim. A boundary that is not reached, because what ran side by side came in another order, kills nothing.
 */
export async function killAt(bench: FaultsBench, crashAt: number, undisturbed: Undisturbed): Promise<string[]> {
  await bench.rewind();
  const first = startWorker({ crashAt });
  const attending = attend(bench).catch((error: unknown) => error);
  await Promise.race([first.ended, attending]);
  const second = startWorker();
  const outcome = await attending;
  await first.kill();
  await second.kill();
  return whatDiffers(bench, outcome, undisturbed);
}

/** How a run's end differs from that of an undisturbed one; [] is the claim. Never a key: only where the difference is. */
export async function whatDiffers(bench: FaultsBench, outcome: unknown, undisturbed: Undisturbed): Promise<string[]> {
  if (outcome !== "applied") return [`outcome: ${outcome}`, await journalOf(bench.runId)];
  const same = (name: string, one: unknown, other: unknown) =>
    JSON.stringify(one) === JSON.stringify(other) ? [] : [`${name} is another than after an undisturbed run`];
  return [
    ...same("what EC2 holds", await whatEc2Holds(bench), undisturbed.holds),
    // Fewer answers than objects are what a lost answer is; more would be something made twice.
    ...(await madeTooOften(bench, undisturbed)).map((action) => `${action} was carried out once too often`),
    ...same("what is left", await whatIsLeft(bench), undisturbed.left),
  ];
}

async function madeTooOften(bench: FaultsBench, undisturbed: Undisturbed): Promise<string[]> {
  const made = Object.entries(await whatWasMade(bench));
  return made.filter(([action, count]) => count > (undisturbed.made[action] ?? 0)).map(([action]) => action);
}
