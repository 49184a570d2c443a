import "server-only";
import { whyNotApply } from "@/lib/domain/changes/gates";
import { hasRight } from "@/lib/domain/changes/rights";
import { type Phrase, phrase } from "@/lib/domain/phrase";
import { DomainError } from "@/lib/errors";
import { listMemberships } from "../auth/membership";
import { type Db, db } from "../db/client";
import { type Change, Prisma } from "../db/generated/client";
import { sendJob } from "../jobs/send-job";
import { log } from "../log";
import { decide } from "./find-change";
import { loadFacts } from "./load-facts";
import { noteChange } from "./note-change";
import { toJson } from "./plan-change";
import { newestPlan, runOf, startRun } from "./start-run";

/** The job "start-scheduled": starts what is due, each in a transaction of its own, so that one does not hold up the others. */
export async function startScheduled(): Promise<void> {
  const due = await db.change.findMany({ where: isDue(new Date()), select: { id: true } });
  for (const { id } of due) {
    await startOne(id).catch((error: unknown) => log.error({ error, changeId: id }, "A scheduled start failed"));
  }
}

function isDue(now: Date) {
  return { scheduledAt: { lte: now }, scheduleMissed: { equals: Prisma.DbNull }, abandonedAt: null };
}

/** Everything is asked again under the change's lock: the person's right, approvals, window, freezes, the fit of the plan. */
async function startOne(changeId: string): Promise<void> {
  const environmentId = await decide(async (tx) => {
    await tx.$queryRaw`SELECT "id" FROM "Change" WHERE "id" = ${changeId}::uuid FOR UPDATE`;
    const now = new Date();
    const change = await tx.change.findFirst({ where: { id: changeId, ...isDue(now) } });
    if (!change) return null;
    const plan = await newestPlan(tx, changeId);
    if (await runOf(tx, plan.id)) return null;
    const startedBy = { id: change.scheduledById ?? "", name: change.scheduledByName ?? "" };
    const reason = await whyNotStart(tx, change, now);
    if (reason) return miss(tx, change, reason);
    const run = await startRun(tx, { change, plan, startedBy });
    const detail = { plan: plan.hash, run: run.id, scheduledFor: change.scheduledAt?.toISOString() };
    await noteChange(tx, { actor: startedBy, change, action: "change.applied", detail });
    return change.environmentId;
  }).catch((error: unknown) => missLease(changeId, error));
  if (environmentId) await sendJob("advance-runs", { environmentId });
}

async function whyNotStart(tx: Db, change: Change, now: Date): Promise<Phrase | null> {
  const { scheduledById: userId, organizationId } = change;
  const [membership] = userId ? await listMemberships(tx, { organizationId, userId }) : [];
  if (!membership || !hasRight(membership, "apply")) {
    return phrase("changes.schedule.noRight", { name: change.scheduledByName ?? "" });
  }
  return whyNotApply(await loadFacts(tx, change.id, now));
}

/** Keeps why it did not start; whoever set the start sees it, and may set another one. */
async function miss(tx: Db, change: Change, reason: Phrase): Promise<null> {
  await tx.change.update({ where: { id: change.id }, data: { scheduleMissed: toJson(reason) } });
  await noteChange(tx, {
    actor: { id: change.scheduledById, name: change.scheduledByName ?? "" },
    change,
    action: "change.start-missed",
    detail: { reason: reason.key, scheduledFor: change.scheduledAt?.toISOString() },
  });
  return null;
}

/** Another run took a lease between the look and the taking: the transaction is undone, and the reason kept in one of its own. */
async function missLease(changeId: string, error: unknown): Promise<null> {
  if (!(error instanceof DomainError) || error.code !== "lease-held") throw error;
  return decide(async (tx) => {
    const change = await tx.change.findUniqueOrThrow({ where: { id: changeId } });
    return miss(tx, change, phrase("changes.gate.held", error.values));
  });
}
