import "server-only";
import { db } from "../db/client";
import { sendJob } from "../jobs/send-job";

/**
 * Wakes the runs of an environment that wait for a tunnel, because something that EC2 shows of it is different now. Their worker sleeps
 * meanwhile and would look by itself only after a while.
 */
export async function wakeWaits(environmentId: string): Promise<void> {
  const { count } = await db.runStep.updateMany({
    where: {
      state: "settling",
      step: { path: ["type"], equals: "wait" },
      run: { environmentId, finishedAt: null },
    },
    data: { wakeAt: new Date() },
  });
  if (count > 0) await sendJob("advance-runs", { environmentId });
}
