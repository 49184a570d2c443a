import "server-only";
import { db } from "../db/client";
import { sendJob } from "../jobs/send-job";
import { advanceEnvironment } from "./advance-environment";
import { holdEnvironment } from "./hold-environment";

const BUSY_RETRY_SECONDS = 2;

/**
 * The job "advance-runs": brings the runs of an environment on, side by side, and asks to be woken when one wants to be looked
 * at again. A doubled hint, or one that reaches another worker, finds the environment taken and comes back.
 */
export async function advanceRuns({ environmentId }: { environmentId: string }, signal?: AbortSignal): Promise<void> {
  if ((await db.run.count({ where: { environmentId, finishedAt: null } })) === 0) return;
  const held = await holdEnvironment(environmentId, (turn) => advanceEnvironment(environmentId, turn), { signal });
  const wakeAt = held ? held.value : new Date(Date.now() + BUSY_RETRY_SECONDS * 1000);
  if (!wakeAt || signal?.aborted) return;
  const afterSeconds = Math.max(0, Math.ceil((wakeAt.getTime() - Date.now()) / 1000));
  await sendJob("advance-runs", { environmentId }, { afterSeconds });
}

/** The job "sweep-runs": a run whose hint was lost, or whose worker was, is found by its unfinished row. */
export async function sweepRuns(): Promise<void> {
  const runs = await db.run.findMany({
    where: { finishedAt: null },
    select: { environmentId: true },
    distinct: ["environmentId"],
  });
  for (const { environmentId } of runs) await sendJob("advance-runs", { environmentId });
}
