import "server-only";
import type { WaitStep } from "@/lib/domain/plan/step";
import { db } from "../db/client";
import { moveStep, noError } from "./journal";
import { lookAgainMs } from "./retry-policy";
import type { JournalStep, RunContext } from "./run-context";

/**
 * Goes on once the tunnel is UP by a reading made after the wait began. However long it takes, it is not given up: the
 * next call would touch the tunnel that carries the traffic, so only a person may say that it need not be waited for.
 */
export async function lookAtTunnel(context: RunContext, journal: JournalStep & { step: WaitStep }): Promise<void> {
  const { connectionKey, outsideIpAddress } = journal.step.until;
  const begunAt = journal.row.callingAt ?? new Date();
  const tunnel = await db.tunnel.findFirst({
    where: { environmentId: context.environment.id, outsideIpAddress, connection: { key: connectionKey } },
    select: { status: true, readAt: true },
  });
  if (tunnel?.status === "UP" && tunnel.readAt && tunnel.readAt >= begunAt) {
    await moveStep(db, context, journal, { state: "done", finishedAt: new Date(), wakeAt: null, ...noError });
    return;
  }
  const elapsedMs = Date.now() - begunAt.getTime();
  const wakeAt = new Date(Date.now() + lookAgainMs({ elapsedMs, isSandbox: context.isSandbox }));
  await moveStep(db, context, journal, { state: "settling", wakeAt });
}
