import "server-only";
import { parseStep } from "@/lib/domain/plan/stored-plan";
import { DomainError } from "@/lib/errors";
import { recordAudit } from "../audit/record-audit";
import type { Viewer } from "../auth/viewer";
import { type Db, db } from "../db/client";
import { Prisma } from "../db/generated/client";
import { announce } from "../environments/live-hint";
import { sendJob } from "../jobs/send-job";
import { confirmRow } from "./confirm-steps";
import { takeRunLeases } from "./run-leases";

/** Lets the current steps settle and starts no more. */
export async function cancelRun(viewer: Viewer, { runId }: { runId: string }): Promise<void> {
  await steer(viewer, runId, async (tx, run) => {
    if (run.finishedAt) throw new DomainError("run-finished");
    await tx.run.update({ where: { id: run.id }, data: { cancelRequestedAt: run.cancelRequestedAt ?? new Date() } });
    return { action: "run.cancelled" };
  });
}

/**
 * Takes a run up again that ended before its end: what failed or was skipped is pending once more, what is done stays done.
 * Markers stay too, so that a step whose answer was lost finds what it made. Its leases are taken anew: throws `lease-held` while
 * another run holds something of it.
 */
export async function resumeRun(viewer: Viewer, { runId }: { runId: string }): Promise<void> {
  await steer(viewer, runId, async (tx, run) => {
    // One that was refused called nothing; its change is approved and applied anew.
    const isOver = run.outcome === "applied" || run.outcome === "refused";
    if (!run.finishedAt || isOver) throw new DomainError("run-not-resumable");
    const newest = await tx.plan.findFirst({ where: { changeId: run.changeId }, orderBy: { createdAt: "desc" } });
    if (newest?.id !== run.planId) throw new DomainError("change-replanned", { number: run.change.number });
    await takeRunLeases(tx, runId);
    const again = {
      attempts: 0,
      calledAt: null,
      finishedAt: null,
      errorCode: null,
      error: Prisma.DbNull,
      requestId: null,
    };
    // What was called may have made something: it is looked for before it is called again.
    await tx.runStep.updateMany({
      where: { runId, state: "failed", callingAt: { not: null } },
      data: { ...again, state: "unknown", wakeAt: new Date() },
    });
    await tx.runStep.updateMany({
      where: { runId, state: { in: ["failed", "skipped"] } },
      data: { ...again, state: "pending", callingAt: null, wakeAt: null },
    });
    await tx.run.update({ where: { id: runId }, data: { outcome: null, finishedAt: null, cancelRequestedAt: null } });
    return { action: "run.resumed" };
  });
}

/**
 * A person says that the device is configured, or that a wait need not be waited for. Their name stays with the step. Saying
 * it twice changes nothing.
 */
export async function confirmStep(viewer: Viewer, { runId, stepId }: { runId: string; stepId: string }): Promise<void> {
  await steer(viewer, runId, async (tx) => {
    const row = await tx.runStep.findUnique({ where: { runId_stepId: { runId, stepId } } });
    if (!row || parseStep(row.step).type === "call") throw new DomainError("run-step-not-confirmable");
    if (row.state === "done") return null;
    if (row.state !== "settling") throw new DomainError("run-step-not-confirmable");
    await confirmRow(tx, row.id, viewer.name);
    return { action: "run.step-confirmed", detail: { step: stepId } };
  });
}

type LockedRun = Prisma.RunGetPayload<{ include: { change: { select: { number: true; organizationId: true } } } }>;
type Steered = { action: string; detail?: Record<string, string> } | null;

/** One decision about a run, under its lock: audited, shown, and brought to the worker. */
async function steer(viewer: Viewer, runId: string, work: (tx: Db, run: LockedRun) => Promise<Steered>): Promise<void> {
  if (!viewer.can("apply")) throw new DomainError("not-allowed");
  const environmentId = await db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT "id" FROM "Run" WHERE "id" = ${runId}::uuid FOR UPDATE`;
    const run = await tx.run.findFirst({
      where: { id: runId, change: { organizationId: viewer.organizationId } },
      include: { change: { select: { number: true, organizationId: true } } },
    });
    if (!run) throw new DomainError("run-not-found");
    const steered = await work(tx, run);
    if (steered) {
      await recordAudit(tx, {
        actor: { id: viewer.userId, name: viewer.name },
        organizationId: viewer.organizationId,
        environmentId: run.environmentId,
        action: steered.action,
        subject: `CHG-${run.change.number}`,
        detail: { run: runId, ...steered.detail },
      });
    }
    await announce(tx, { environmentId: run.environmentId, what: "change" });
    return run.environmentId;
  });
  await sendJob("advance-runs", { environmentId });
}
