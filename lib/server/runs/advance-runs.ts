import "server-only";
import { type Db, db } from "../db/client";
import { sendJob } from "../jobs/send-job";
import { advanceRun } from "./advance-run";

/** Longer than a job may take: the lock must not fall while its holder still works. */
const LOCK_MS_MAX = 1_000_000;
const BUSY_RETRY_SECONDS = 2;

/**
 * The job "advance-runs": brings the runs of an environment on, oldest first, and asks to be woken when one wants to be
 * looked at again. A doubled hint finds the environment taken and comes back.
 */
export async function advanceRuns({ environmentId }: { environmentId: string }, signal?: AbortSignal): Promise<void> {
  const wakeAt = await db.$transaction(
    async (tx): Promise<Date | null> => {
      if (!(await takeEnvironment(tx, environmentId))) return new Date(Date.now() + BUSY_RETRY_SECONDS * 1000);
      const runs = await db.run.findMany({ where: { environmentId, finishedAt: null }, orderBy: { createdAt: "asc" } });
      const wakes: Date[] = [];
      for (const run of runs) {
        const wake = await advanceRun(run.id, { signal });
        if (wake) wakes.push(wake);
      }
      return wakes.sort((a, b) => a.getTime() - b.getTime())[0] ?? null;
    },
    { timeout: LOCK_MS_MAX, maxWait: 10_000 },
  );
  if (!wakeAt || signal?.aborted) return;
  const afterSeconds = Math.max(0, Math.ceil((wakeAt.getTime() - Date.now()) / 1000));
  await sendJob("advance-runs", { environmentId }, { afterSeconds });
}

/** The job "sweep-runs": a run whose hint was lost is found by its unfinished row. */
export async function sweepRuns(): Promise<void> {
  const runs = await db.run.findMany({
    where: { finishedAt: null },
    select: { environmentId: true },
    distinct: ["environmentId"],
  });
  for (const { environmentId } of runs) await sendJob("advance-runs", { environmentId });
}

/** The lock falls with the transaction: also when the process is killed. */
async function takeEnvironment(tx: Db, environmentId: string): Promise<boolean> {
  const rows = await tx.$queryRaw<{ taken: boolean }[]>`
    SELECT pg_try_advisory_xact_lock(hashtextextended(${`runs ${environmentId}`}, 0)) AS taken`;
  return rows[0]?.taken === true;
}
