import "server-only";
import { DomainError } from "@/lib/errors";
import type { Viewer } from "../auth/viewer-of";
import { sendJob } from "../jobs/send-job";
import { beginRotation, resealSecrets } from "../secrets/rotate-keys";

/** How long somebody who pressed the button waits for all of it; the worker does the rest. */
const WAIT_MAX_MS = 10_000;

/** Rotates the key of the installation. `isComplete` is false while the worker still moves secrets to the new key. */
export async function rotateSealingKey(viewer: Viewer): Promise<{ isComplete: boolean }> {
  if (!viewer.can("manage-installation")) throw new DomainError("not-allowed");
  await beginRotation(viewer);
  const signal = AbortSignal.timeout(WAIT_MAX_MS);
  try {
    const { unopened } = await resealSecrets({ signal });
    return { isComplete: unopened === 0 };
  } catch (error) {
    if (!signal.aborted) throw error;
    await sendJob("reseal-secrets", {});
    return { isComplete: false };
  }
}
