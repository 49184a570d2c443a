import "server-only";
import type { Job, PgBoss } from "pg-boss";
import { log } from "../log";
import { type JobName, type JobPayload, jobNames, jobOf } from "./catalog";

/** What a job does. `signal` says that the worker stops or the job took too long. */
export type JobHandlers = { [Name in JobName]: (payload: JobPayload<Name>, signal: AbortSignal) => Promise<void> };

/** Makes the queue of every job as the catalogue says, and serves it. */
export async function runJobs(boss: PgBoss, handlers: JobHandlers): Promise<void> {
  for (const name of jobNames) {
    const { schedule, expireInSeconds, concurrency } = jobOf(name);
    // One waiting and one running per key: a hint that comes while the job runs is not lost, a hundred of them are one.
    await boss.createQueue(name, { policy: "stately", notify: true });
    await boss.updateQueue(name, { expireInSeconds, retryLimit: 0, deleteAfterSeconds: 3600, notify: true });
    if (schedule) await boss.schedule(name, schedule, {}, { singletonKey: name });
    else await boss.unschedule(name);
    await boss.work(name, { localConcurrency: concurrency, pollingIntervalSeconds: 2 }, ([job]) =>
      handle(name, job, handlers),
    );
  }
}

async function handle(name: JobName, job: Job<unknown> | undefined, handlers: JobHandlers): Promise<void> {
  if (!job) return;
  const startedAt = Date.now();
  try {
    await dispatch(name, job, handlers);
    log.debug({ job: name, tookMs: Date.now() - startedAt }, "Job done");
  } catch (error) {
    log.error({ job: name, tookMs: Date.now() - startedAt, error }, "A job failed");
    throw error;
  }
}

async function dispatch<Name extends JobName>(name: Name, job: Job<unknown>, handlers: JobHandlers): Promise<void> {
  const payload = jobOf(name).payload.parse(job.data ?? {}) as JobPayload<Name>;
  await handlers[name](payload, job.signal);
}
