import "server-only";
import type { RunOutcome } from "@/lib/domain/changes/lifecycle";
import { recordAudit } from "../audit/record-audit";
import { parseResource } from "../changes/load-network";
import { type Db, db } from "../db/client";
import { announce } from "../environments/live-hint";
import { bringSpec, forgetSpec } from "./complete-step";
import type { RunContext } from "./run-context";

/** Ends a run with its outcome. Edits that needed no step, because AWS satisfied them already, are brought in with it. */
export async function finishRun(context: RunContext, outcome: RunOutcome): Promise<void> {
  await db.$transaction(async (tx) => {
    const run = await tx.run.findUniqueOrThrow({
      where: { id: context.runId },
      include: { change: { select: { number: true, title: true, organizationId: true } } },
    });
    if (run.finishedAt) return;
    if (outcome === "applied") await bringRest(tx, context);
    await tx.run.update({ where: { id: run.id }, data: { outcome, finishedAt: new Date() } });
    await recordAudit(tx, {
      actor: { id: run.startedById, name: run.startedByName },
      organizationId: run.change.organizationId,
      environmentId: run.environmentId,
      action: `run.${outcome}`,
      subject: `CHG-${run.change.number}`,
      detail: { title: run.change.title, run: run.id },
    });
    await announce(tx, { environmentId: run.environmentId, what: "change" });
  });
}

async function bringRest(tx: Db, { edits, environment, runId }: RunContext): Promise<void> {
  const steps = await tx.runStep.findMany({ where: { runId }, select: { stepId: true } });
  for (const [key, edit] of edits) {
    if (steps.some(({ stepId }) => stepId.startsWith(`${key}#`))) continue;
    if (edit.operation === "remove") {
      await forgetSpec(tx, environment.id, { key, keepSpec: false, freeId: false });
      continue;
    }
    const row = await tx.resource.findUnique({ where: { environmentId_key: { environmentId: environment.id, key } } });
    const state = row && parseResource(row);
    if (state) await bringSpec(tx, environment.id, { state, spec: edit.spec });
  }
}
