// The background process: serves the jobs until it is told to stop.
import { setTimeout as sleep } from "node:timers/promises";
import type { PgBoss } from "pg-boss";
import { db } from "@/lib/server/db/client";
import { openQueue } from "@/lib/server/jobs/queue";
import { runJobs } from "@/lib/server/jobs/run-jobs";
import { lendQueue, sendJob } from "@/lib/server/jobs/send-job";
import { log } from "@/lib/server/log";
import { handlers } from "./handlers";

// What has not ended by then is taken up again by the next worker from the tables.
const GRACE_MS = 5000;
const SWEEP_EVERY_MS = 10_000;
// Together with the time after which a silent worker is taken for gone (runs/hold-environment) this is how long its runs stand
// still: less than 15 s.
const SWEEP_RUNS_EVERY_MS = 4_000;

type Sweep = "sweep-runs" | "start-scheduled" | "observe-all" | "deliver-audit";

const stopping = new AbortController();
const boss = await openQueue("worker");
lendQueue(boss);
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void stop(boss));
await runJobs(boss, handlers, stopping.signal);
log.info("The worker is ready");
// What the last worker left in the middle goes on now, and what a lost database left lying soon; the queue's own clock knows
// only minutes.
await Promise.all([
  sweepEvery(SWEEP_RUNS_EVERY_MS, ["sweep-runs"]),
  sweepEvery(SWEEP_EVERY_MS, ["start-scheduled", "observe-all", "deliver-audit"]),
]);

async function sweepEvery(periodMs: number, names: readonly Sweep[]): Promise<void> {
  while (!stopping.signal.aborted) {
    await sweep(names);
    await sleep(periodMs, undefined, { signal: stopping.signal }).catch(() => {});
  }
}

async function sweep(names: readonly Sweep[]): Promise<void> {
  try {
    for (const name of names) await sendJob(name, {});
  } catch (error) {
    log.warn({ error }, "The sweep is put off");
  }
}

async function stop(queue: PgBoss): Promise<void> {
  stopping.abort();
  const stopped = queue.stop({ graceful: true, timeout: GRACE_MS, close: true });
  await Promise.race([stopped, sleep(GRACE_MS + 1000)]);
  await db.$disconnect();
  process.exit(0);
}
