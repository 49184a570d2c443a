import "server-only";
import { kindOf } from "@/lib/domain/kinds";
import type { ResourceState } from "@/lib/domain/plan/resource-state";
import type { CallStep } from "@/lib/domain/plan/step";
import { type Db, db } from "../db/client";
import { Prisma } from "../db/generated/client";
import { recordEvents } from "../history/record-events";
import { lockList } from "../observe/lock-list";
import { bringSpecs, wishOf } from "./bring-specs";
import { auditCall, moveStep, noError } from "./journal";
import { wantedSpec } from "./read-back";
import type { JournalStep, RunContext } from "./run-context";

const done = () => ({ state: "done" as const, finishedAt: new Date(), wakeAt: null, ...noError });

/** A step that made or changed something, and what EC2 shows of it now. */
export interface Brought {
  journal: JournalStep & { step: CallStep };
  state: ResourceState;
  /** True when no later step of the run changes the same resource. */
  isLast: boolean;
}

/** Steps that are written down together: fewer would wait for the database, more would keep what follows them from starting. */
const TOGETHER_MAX = 20;

/**
 * Steps that made or changed something are done. After the last one of a resource what was approved becomes what is wanted: spec
 * and references are written and the keys destroyed, in one transaction with the journal.
 */
export async function recordBrought(context: RunContext, brought: readonly Brought[]): Promise<void> {
  for (let start = 0; start < brought.length; start += TOGETHER_MAX) {
    await recordTogether(context, brought.slice(start, start + TOGETHER_MAX));
  }
}

async function recordTogether(context: RunContext, brought: readonly Brought[]): Promise<void> {
  const environmentId = context.environment.id;
  const lists = new Set(brought.map(({ state }) => kindOf(state.kind).list.action));
  await db.$transaction(async (tx) => {
    for (const list of [...lists].sort()) await lockList(tx, environmentId, list);
    const moved: Brought[] = [];
    for (const one of brought) {
      if (await moveStep(tx, context, one.journal, { ...done(), awsId: one.state.awsId })) moved.push(one);
    }
    const specs: { state: ResourceState; spec: Record<string, unknown> }[] = [];
    for (const { state, journal } of moved.filter(({ isLast }) => isLast)) {
      const spec = wantedSpec(context, state, journal.step);
      if (spec) specs.push({ state, spec });
      else await tx.resource.updateMany({ where: { environmentId, key: state.key }, data: { marker: null } });
    }
    await bringSpecs(tx, specs, { environmentId, runId: context.runId, what: "wanted" });
    for (const { journal } of moved) await auditCall(tx, context, { step: journal.step, state: "done" });
  });
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
