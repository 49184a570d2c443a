import "server-only";
import type { Viewer } from "../auth/viewer";
import { db } from "../db/client";
import { type WaitingConfirm, waitingConfirms } from "../runs/confirm-steps";
import type { ConnectionAddress } from "./queries";

/** The steps of runs that wait until the device of a connection is configured; none where the viewer has no such connection. */
export async function waitingSteps(
  { organizationId }: Viewer,
  { environmentSlug, connectionKey }: ConnectionAddress,
): Promise<WaitingConfirm[]> {
  const environment = await db.environment.findFirst({
    where: { slug: environmentSlug, organizationId },
    select: { id: true },
  });
  return environment ? waitingConfirms(db, { environmentId: environment.id, connectionKey }) : [];
}
