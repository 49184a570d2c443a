import { setTimeout as sleep } from "node:timers/promises";
import { type Bench, ENVIRONMENT } from "./figure";

const WITHIN_MS = 180_000;

/** Replaces the sandbox's world by one with so many connections, and waits until the console has seen just these. */
export async function fillNetwork(bench: Bench, connections: number): Promise<void> {
  await bench.control().reset(`scale:${connections}`);
  await waitForRows(bench, (rows) => rows.length === connections && rows.every((row) => row.includes("site-")));
}

/** Puts the demo's world back and waits until the console has seen it. */
export async function fillDemo(bench: Bench): Promise<void> {
  await bench.control().reset("demo");
  await waitForRows(bench, (rows) => rows.length > 0 && rows.every((row) => !row.includes("site-")));
}

async function waitForRows(bench: Bench, isReady: (rows: string[]) => boolean): Promise<void> {
  const deadline = Date.now() + WITHIN_MS;
  for (;;) {
    const rows = (await bench.get(`/${ENVIRONMENT}/connections.csv`)).trim().split("\n").slice(1);
    if (isReady(rows)) return;
    if (Date.now() > deadline) throw new Error(`The console still shows ${rows.length} other connections`);
    await sleep(500);
  }
}
