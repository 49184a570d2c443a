import "server-only";
import { z } from "zod";

interface Job<Payload extends z.ZodType = z.ZodType> {
  payload: Payload;
  /** Jobs with the same key run one after the other, and at most one waits; without it that holds for all of the name. */
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
};

export type JobName = keyof typeof jobs;
export type JobPayload<Name extends JobName> = z.output<(typeof jobs)[Name]["payload"]>;

export const jobNames = Object.keys(jobs).filter((name): name is JobName => name in jobs);

/** The catalogue entry under its general type, for code that treats all jobs alike. */
export function jobOf(name: JobName): Job {
  return jobs[name];
}
