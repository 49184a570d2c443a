import "server-only";
import type { Viewer } from "../auth/viewer-of";
import type { Db } from "../db/client";
import { announce } from "../environments/live-hint";

/** Tells every open page of the viewer's organization that what has to hold before a change is applied is different now. */
export async function tellPages(tx: Db, { organizationId }: Viewer): Promise<void> {
  // Pages of all environments follow a hint of this sort; without an environment there is nothing to follow.
  const environment = await tx.environment.findFirst({ where: { organizationId }, select: { id: true } });
  if (environment) await announce(tx, { environmentId: environment.id, what: "settings" });
}
