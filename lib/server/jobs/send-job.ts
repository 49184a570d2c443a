import "server-only";
import type { PgBoss } from "pg-boss";
import { z } from "zod";
import { type JobName, type JobPayload, jobOf, keyOf } from "./catalog";
import { openQueue } from "./queue";

// Next bundles this file several times into one process.
const holder: typeof globalThis & { underpassQueue?: Promise<PgBoss> } = globalThis;

/**
 * Asks the worker to do a job, at once or after a delay. Call it after the transaction whose rows the job reads. Of one key at
 * most one job waits to be done at once and one for later; a later wish replaces the time of the earlier one.
 */
export async function sendJob<Name extends JobName>(
  name: Name,
  payload: JobPayload<Name>,
  { afterSeconds = 0 }: { afterSeconds?: number } = {},
): Promise<void> {
  const data = z.record(z.string(), z.unknown()).parse(jobOf(name).payload.parse(payload));
  const key = keyOf(name, payload);
  const boss = await sender();
  if (afterSeconds === 0) await boss.send(name, data, { singletonKey: key });
  else
    await boss.upsert(name, data, {
      singletonKey: `${key} later`,
      startAfter: new Date(Date.now() + afterSeconds * 1000),
    });
}

/** The worker lends its own queue to what its handlers send. */
export function lendQueue(boss: PgBoss): void {
  holder.underpassQueue = Promise.resolve(boss);
}

function sender(): Promise<PgBoss> {
  holder.underpassQueue ??= openQueue("sender").catch((error: unknown) => {
    // The next one tries anew.
    holder.underpassQueue = undefined;
    throw error;
  });
  return holder.underpassQueue;
}
