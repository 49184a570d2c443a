import "server-only";
import { kindOf } from "@/lib/domain/kinds";
import type { ResourceState } from "@/lib/domain/plan/resource-state";
import type { CallStep } from "@/lib/domain/plan/step";
import { type Db, db } from "../db/client";
import { Prisma } from "../db/generated/client";
import { recordEvents } from "../history/record-events";
import { bringSpecs, wishOf } from "./bring-specs";
import { auditCall, moveStep, noError } from "./journal";
import { wantedSpec } from "./read-back";
import type { JournalStep, RunContext } from "./run-context";

const done = () => ({ state: "done" as const, finishedAt: new Date(), wakeAt: null, ...noError });

/**
 * A step that made or changed something is done. After the last one of a resource what was approved becomes what is wanted:
 * spec and references are written and the keys destroyed, in one transaction with the journal.
 */
export async function recordBrought(
  context: RunContext,
  journal: JournalStep & { step: CallStep },
  { state, isLast }: { state: ResourceState; isLast: boolean },
): Promise<void> {
  await db.$transaction(async (tx) => {
    const isMoved = await moveStep(tx, context, journal, { ...done(), awsId: state.awsId });
    if (!isMoved) return;
    if (isLast) await bringOrFree(tx, context, { state, step: journal.step });
    await auditCall(tx, context, { step: journal.step, state: "done" });
  });
}

async function bringOrFree(
  tx: Db,
  context: RunContext,
  { state, step }: { state: ResourceState; step: CallStep },
): Promise<void> {
  const environmentId = context.environment.id;
  const spec = wantedSpec(context, state, step);
  if (spec) await bringSpecs(tx, [{ state, spec }], { environmentId, runId: context.runId, what: "wanted" });
  else await tx.resource.updateMany({ where: { environmentId, key: state.key }, data: { marker: null } });
}

/** A removal is done. The row stays as a memory; one that is made anew, or has no id of its own, gives its id free. */
export async function recordRemoved(context: RunContext, journal: JournalStep & { step: CallStep }): Promise<void> {
  const { step } = journal;
  await db.$transaction(async (tx) => {
    const isMoved = await moveStep(tx, context, journal, done());
    if (!isMoved) return;
    await forgetSpec(tx, context, {
      key: step.key,
      keepSpec: step.effect === "replace",
      freeId: step.effect === "replace" || kindOf(step.kind).isRelation,
    });
    await auditCall(tx, context, { step, state: "done" });
  });
}

interface Forgetting {
  key: string;
  keepSpec: boolean;
  freeId: boolean;
}

/** Nothing is wanted of it any more; neither of the relations that EC2 took along with it. */
export async function forgetSpec(
  tx: Db,
  { environment: { id: environmentId }, runId }: Pick<RunContext, "environment" | "runId">,
  { key, keepSpec, freeId }: Forgetting,
): Promise<void> {
  const row = await tx.resource.findUnique({ where: { environmentId_key: { environmentId, key } } });
  if (!row) return;
  const now = new Date();
  await tx.resource.update({
    where: { id: row.id },
    data: {
      ...(keepSpec ? {} : { spec: Prisma.DbNull, specVersion: { increment: 1 } }),
      ...(freeId ? { awsId: null } : {}),
      observed: Prisma.DbNull,
      state: null,
      marker: null,
      goneAt: row.goneAt ?? now,
    },
  });
  if (keepSpec) return;
  await tx.resourceReference.deleteMany({ where: { fromId: row.id } });
  const standing = await tx.resourceReference.findMany({
    where: { toId: row.id },
    select: { from: { select: { id: true, key: true, awsId: true } } },
  });
  for (const { from } of standing) {
    await tx.resourceReference.deleteMany({ where: { from: { environmentId, key: from.key } } });
    await tx.resource.updateMany({
      where: { environmentId, key: from.key },
      data: { spec: Prisma.DbNull, specVersion: { increment: 1 } },
    });
  }
  const wish = await wishOf(tx, runId);
  const forgotten = [row, ...standing.map(({ from }) => from)];
  await recordEvents(
    tx,
    forgotten.map(({ id: resourceId, awsId }) => {
      return { resourceId, at: now, what: "forgotten" as const, spec: null, state: null, awsId, wish };
    }),
  );
}
