import "server-only";
import { z } from "zod";

interface Job<Payload extends z.ZodType = z.ZodType> {
  payload: Payload;
  /** Jobs with the same key run one after the other, and hints that come meanwhile become one; without it that holds for all of the name. */
  key?: (payload: z.output<Payload>) => string;
  /** Five cron fields, UTC. The payload must then parse from {}. */
  schedule?: string;
  /** After this time the job counts as lost. */
  expireInSeconds: number;
  /** How many keys a worker serves side by side. */
  concurrency: number;
}

function defineJob<Payload extends z.ZodType>(job: Job<Payload>): Job<Payload> {
  return job;
}

const environment = z.object({ environmentId: z.uuid() });

/**
 * All that the worker does. A job is a hint: it carries ids, its handler reads what is to be done from the tables, and losing
 * or doubling one is harmless. Nothing is retried by the queue; what must happen is found again by a scheduled sweep.
 */
export const jobs = {
  "forget-expired": defineJob({
    payload: z.object({}),
    schedule: "17 * * * *",
    expireInSeconds: 60,
    concurrency: 1,
  }),
  "advance-runs": defineJob({
    payload: environment,
    key: ({ environmentId }) => environmentId,
    expireInSeconds: 900,
    concurrency: 4,
  }),
  // Finds runs whose hint was lost.
  "sweep-runs": defineJob({
    payload: z.object({}),
    schedule: "* * * * *",
    expireInSeconds: 60,
    concurrency: 1,
  }),
  /** Starts the changes whose time has come. */
  "start-scheduled": defineJob({
    payload: z.object({}),
    schedule: "* * * * *",
    expireInSeconds: 60,
    concurrency: 1,
  }),
  /** The round of one environment: reads it and asks for itself again after the environment's own delay. */
  "observe-environment": defineJob({
    payload: environment,
    key: ({ environmentId }) => environmentId,
    expireInSeconds: 60,
    concurrency: 4,
  }),
  /** Starts the rounds that do not go on. */
  "observe-all": defineJob({
    payload: z.object({}),
    schedule: "* * * * *",
    expireInSeconds: 30,
    concurrency: 1,
  }),
  /** One reading at once. It has a name of its own because the round's next job, which waits for its time, would absorb it. */
  "refresh-environment": defineJob({
    payload: environment,
    key: ({ environmentId }) => environmentId,
    expireInSeconds: 60,
    concurrency: 4,
  }),
  /** Brings the audit's new rows to whoever wants them. */
  "deliver-audit": defineJob({
    payload: z.object({}),
    schedule: "* * * * *",
    expireInSeconds: 300,
    concurrency: 1,
  }),
  "publish-audit-heads": defineJob({
    payload: z.object({}),
    schedule: "* * * * *",
    expireInSeconds: 30,
    concurrency: 1,
  }),
  "check-audits": defineJob({
    payload: z.object({}),
    schedule: "23 3 * * *",
    expireInSeconds: 3600,
    concurrency: 1,
  }),
  /** Moves secrets to the present key where a rotation was cut off. */
  "reseal-secrets": defineJob({
    payload: z.object({}),
    schedule: "41 * * * *",
    expireInSeconds: 900,
    concurrency: 1,
  }),
  /** Destroys sealed keys that nothing names any more. */
  "sweep-secrets": defineJob({
    payload: z.object({}),
    schedule: "11 * * * *",
    expireInSeconds: 120,
    concurrency: 1,
  }),
};

export type JobName = keyof typeof jobs;
export type JobPayload<Name extends JobName> = z.output<(typeof jobs)[Name]["payload"]>;

export const jobNames = Object.keys(jobs).filter((name): name is JobName => name in jobs);

/** The catalogue entry under its general type, for code that treats all jobs alike. */
export function jobOf(name: JobName): Job {
  return jobs[name];
}

/** What a job is about: jobs of one key do not run at the same time. */
export function keyOf(name: JobName, payload: unknown): string {
  return jobOf(name).key?.(payload) ?? name;
}
