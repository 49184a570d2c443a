import "server-only";
import type { RunOutcome } from "@/lib/domain/changes/facts";
import type { RunEnd } from "@/lib/domain/changes/run-progress";
import { kindOf } from "@/lib/domain/kinds";
import type { Phrase } from "@/lib/domain/phrase";
import { recordAudit } from "../audit/record-audit";
import { parseResource } from "../changes/load-network";
import { toJson } from "../changes/plan-change";
import { type Db, db } from "../db/client";
import type { Prisma } from "../db/generated/client";
import { announce } from "../environments/live-hint";
import { lockList } from "../observe/lock-list";
import { bringSpecs } from "./bring-specs";
import { forgetSpec } from "./complete-step";
import { releaseLeases } from "./leases";
import type { RunContext } from "./run-context";

/** Ends a run with its outcome. Edits that needed no step, because AWS satisfied them already, are brought in with it. */
export async function finishRun(context: RunContext, outcome: RunEnd): Promise<void> {
  const work = async (tx: Db) => {
    if (!(await end(tx, context, { outcome }))) return;
    if (outcome === "applied") await bringRest(tx, context);
    await tellEnd(tx, context, outcome);
  };
  // A whole account may be brought in at once.
  await db.$transaction(work, { timeout: 20_000, maxWait: 10_000 });
}

/** Ends a run before its first call, because its plan does not fit any more. The flaws stay with it, and the change goes back to review. */
export async function refuseRun(tx: Db, context: RunContext, flaws: readonly Phrase[]): Promise<void> {
  if (!(await end(tx, context, { outcome: "refused", preflightFlaws: toJson(flaws) }))) return;
  await tellEnd(tx, context, "refused");
}

/** False when it has ended already, or is another worker's. */
async function end(
  tx: Db,
  { runId, fencingToken }: RunContext,
  facts: { outcome: RunOutcome; preflightFlaws?: Prisma.InputJsonValue },
): Promise<boolean> {
  const { count } = await tx.run.updateMany({
    where: { id: runId, finishedAt: null, fencingToken },
    data: { ...facts, finishedAt: new Date() },
  });
  if (count > 0) await releaseLeases(tx, runId);
  return count > 0;
}

async function tellEnd(tx: Db, { runId, environment, toldAs, title }: RunContext, outcome: RunOutcome): Promise<void> {
  await announce(tx, { environmentId: environment.id, what: "change" });
  await recordAudit(tx, {
    ...toldAs,
    environmentId: environment.id,
    action: `run.${outcome}`,
    detail: { title, run: runId },
  });
}

async function bringRest(tx: Db, context: RunContext): Promise<void> {
  const { edits, environment, runId } = context;
  const steps = await tx.runStep.findMany({ where: { runId }, select: { stepId: true } });
  const taken = new Set(steps.map(({ stepId }) => stepId.slice(0, stepId.lastIndexOf("#"))));
  const rest = [...edits.values()].filter(({ key }) => !taken.has(key));
  const lists = new Set(rest.map(({ kind }) => kindOf(kind).list.action));
  for (const list of [...lists].sort()) await lockList(tx, environment.id, list);
  for (const { key, operation } of rest) {
    if (operation === "remove") await forgetSpec(tx, context, { key, keepSpec: false, freeId: false });
  }
  const specs = new Map(rest.flatMap((edit) => (edit.operation === "put" ? [[edit.key, edit.spec]] : [])));
  const rows = await tx.resource.findMany({ where: { environmentId: environment.id, key: { in: [...specs.keys()] } } });
  const brought = rows.flatMap((row) => {
    const [state, spec] = [parseResource(row), specs.get(row.key)];
    return state && spec ? [{ state, spec }] : [];
  });
  await bringSpecs(tx, brought, { environmentId: environment.id, runId, what: "adopted" });
}
