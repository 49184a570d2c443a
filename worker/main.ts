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

const stopping = new AbortController();
const boss = await openQueue("worker");
lendQueue(boss);
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void stop(boss));
await runJobs(boss, handlers, stopping.signal);
// What the last worker left in the middle goes on now, not with the next minute.
await sendJob("sweep-runs", {});
await sendJob("observe-all", {});
log.info("The worker is ready");

async function stop(queue: PgBoss): Promise<void> {
  stopping.abort();
  const stopped = queue.stop({ graceful: true, timeout: GRACE_MS, close: true });
  await Promise.race([stopped, sleep(GRACE_MS + 1000)]);
  await db.$disconnect();
  process.exit(0);
}
