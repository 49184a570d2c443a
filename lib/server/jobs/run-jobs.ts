import "server-only";
import type { Job, PgBoss } from "pg-boss";
import { log } from "../log";
import { type JobName, type JobPayload, jobNames, jobOf, keyOf } from "./catalog";
import { createOneAtATime } from "./one-at-a-time";

/** What a job does. `signal` says that the worker stops or the job took too long. */
export type JobHandlers = { [Name in JobName]: (payload: JobPayload<Name>, signal: AbortSignal) => Promise<void> };

// A job for now wakes the worker by NOTIFY; one whose time comes is found by looking, so this is how late it may be.
const POLLING = { pollingIntervalSeconds: 1, notifyPollingIntervalSeconds: 1 };

/** Makes the queue of every job as the catalogue says, and serves it until `stopping` is raised. */
export async function runJobs(boss: PgBoss, handlers: JobHandlers, stopping: AbortSignal): Promise<void> {
  const oneAtATime = createOneAtATime();
  for (const name of jobNames) {
    const { schedule, expireInSeconds, concurrency } = jobOf(name);
    // "short": one waits per key. pg-boss's policies that also allow only one active make a waiting job of a busy key hold
    // back all the others, or a failed one its key for ever; so that half is ours.
    await boss.createQueue(name, { policy: "short", notify: true });
    await boss.updateQueue(name, { expireInSeconds, retryLimit: 0, deleteAfterSeconds: 3600, notify: true });
    if (schedule) await boss.schedule(name, schedule, {}, { singletonKey: name });
    else await boss.unschedule(name);
    await boss.work<unknown>(name, { localConcurrency: concurrency, ...POLLING }, async ([job]) => {
      if (!job) return;
      const payload = parsePayload(name, job);
      await oneAtATime(`${name} ${keyOf(name, payload)}`, () => {
        // Not the queue's own signal: it is raised when its job ends, and a hint's work may outlive its job.
        const signal = AbortSignal.any([stopping, AbortSignal.timeout(expireInSeconds * 1000)]);
        return handle(name, payload, signal, handlers);
      });
    });
  }
}

async function handle<Name extends JobName>(
  name: Name,
  payload: JobPayload<Name>,
  signal: AbortSignal,
  handlers: JobHandlers,
): Promise<void> {
  const startedAt = Date.now();
  try {
    await handlers[name](payload, signal);
    log.debug({ job: name, tookMs: Date.now() - startedAt }, "Job done");
  } catch (error) {
    // Told once and not retried: whatever must still happen is found again by a sweep.
    log.error({ job: name, tookMs: Date.now() - startedAt, error }, "A job failed");
  }
}

function parsePayload<Name extends JobName>(name: Name, job: Job<unknown>): JobPayload<Name> {
  return jobOf(name).payload.parse(job.data ?? {}) as JobPayload<Name>;
}
