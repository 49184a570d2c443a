import "server-only";
import { whyOutdated } from "@/lib/domain/handover/handover-view";
import { DomainError } from "@/lib/errors";
import { recordAudit } from "../audit/record-audit";
import type { Viewer } from "../auth/viewer";
import { type Db, db } from "../db/client";
import { announce } from "../environments/live-hint";
import { sendJob } from "../jobs/send-job";
import { confirmRow, waitingConfirms } from "../runs/confirm-steps";
import { presentConnection } from "./present-connection";
import { type ConnectionAddress, findHandover } from "./queries";
import { loadHandover, type StoredHandover } from "./stored-handover";

interface AsMember extends ConnectionAddress {
  number: number;
  /** Who configured it, which need not be who says so here. */
  byName: string;
  remark: string;
}

/** Somebody signed in says it, for themselves or for the device's admin. As with a step's own button, it takes the right to apply. */
export async function acknowledgeAsMember(viewer: Viewer, { byName, remark, ...address }: AsMember): Promise<void> {
  if (!viewer.can("apply")) throw new DomainError("not-allowed");
  const handover = await findHandover(viewer, address);
  if (!handover) throw new DomainError("handover-gone");
  const { environmentId } = await db.$transaction((tx) =>
    acknowledgeHandover(tx, {
      ...{ handoverId: handover.id, byName, remark },
      actor: { id: viewer.userId, name: viewer.name },
    }),
  );
  await sendJob("advance-runs", { environmentId });
}

interface Acknowledging {
  handoverId: string;
  /** Who says so: a member, or whoever signs in a link's page. */
  byName: string;
  remark: string;
  /** For the audit. `id` is null for somebody who is not signed in. */
  actor: { id: string | null; name: string };
}

/**
 * The device's admin says that it is configured. It is kept with the hand-over, and is the word that runs wait for, of this
 * connection's tunnels. Throws where the hand-over is not of the connection as it is now, and where it was said already and
 * nothing waits for it. After the transaction the caller sends `advance-runs` for `environmentId`.
 */
export async function acknowledgeHandover(
  tx: Db,
  { handoverId, byName, remark, actor }: Acknowledging,
): Promise<{ environmentId: string; confirmedSteps: number }> {
  await tx.$queryRaw`SELECT "id" FROM "Handover" WHERE "id" = ${handoverId}::uuid FOR UPDATE`;
  const handover = await loadHandover(tx, { id: handoverId });
  if (!handover) throw new DomainError("handover-gone");
  const { environment, connection, number, acknowledgement } = handover;
  if (whyOutdated(handover, await presentConnection(tx, handover)))
    throw new DomainError("handover-outdated", { number });
  const confirmedSteps = await confirmWaiting(tx, handover, { byName, actor });
  if (acknowledgement && confirmedSteps === 0) {
    throw new DomainError("handover-acknowledged", { name: acknowledgement.byName });
  }
  await tx.handover.update({
    where: { id: handoverId },
    data: { acknowledgedAt: new Date(), acknowledgedByName: byName, remark },
  });
  await announce(tx, { environmentId: environment.id, what: "change" });
  await recordAudit(tx, {
    actor,
    organizationId: environment.organizationId,
    environmentId: environment.id,
    action: "handover.acknowledged",
    subject: connection.name,
    detail: { key: connection.key, number, byName, remark, confirmedSteps },
  });
  return { environmentId: environment.id, confirmedSteps };
}

/** Under the locks of the runs, in the order of their ids, so that nobody decides about a step beside us. */
async function confirmWaiting(
  tx: Db,
  { environment, connection, number }: StoredHandover,
  { byName, actor }: Pick<Acknowledging, "byName" | "actor">,
): Promise<number> {
  const where = { environmentId: environment.id, connectionKey: connection.key };
  const runIds = (await waitingConfirms(tx, where)).map(({ runId }) => runId);
  await tx.$queryRaw`SELECT "id" FROM "Run" WHERE "id" = ANY(${runIds}::uuid[]) ORDER BY "id" FOR UPDATE`;
  const waiting = (await waitingConfirms(tx, where)).filter(({ runId }) => runIds.includes(runId));
  for (const { id, runId, changeNumber, step } of waiting) {
    await confirmRow(tx, id, byName);
    await recordAudit(tx, {
      actor,
      organizationId: environment.organizationId,
      environmentId: environment.id,
      action: "run.step-confirmed",
      subject: `CHG-${changeNumber}`,
      detail: { run: runId, step: step.id, handover: number },
    });
  }
  return waiting.length;
}
