import "server-only";
import type { PgBoss } from "pg-boss";
import { type JobName, type JobPayload, jobOf } from "./catalog";
import { openQueue } from "./queue";

// Next bundles this file several times into one process.
const holder: typeof globalThis & { underpassQueue?: Promise<PgBoss> } = globalThis;

/**
 * Asks the worker to do a job, at once or after a delay. Call it after the transaction whose rows the job reads. Two with one
 * key that both wait become one.
 */
export async function sendJob<Name extends JobName>(
  name: Name,
  payload: JobPayload<Name>,
  { afterSeconds = 0 }: { afterSeconds?: number } = {},
): Promise<void> {
  const job = jobOf(name);
  const boss = await sender();
  await boss.send(name, job.payload.parse(payload) ?? {}, {
    singletonKey: job.key?.(payload) ?? name,
    startAfter: afterSeconds,
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
