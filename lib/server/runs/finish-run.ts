import "server-only";
import type { RunOutcome } from "@/lib/domain/changes/facts";
import { recordAudit } from "../audit/record-audit";
import { parseResource } from "../changes/load-network";
import { type Db, db } from "../db/client";
import { announce } from "../environments/live-hint";
import { bringSpecs } from "./bring-specs";
import { forgetSpec } from "./complete-step";
import { releaseLeases } from "./leases";
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
    await releaseLeases(tx, run.id);
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

async function bringRest(tx: Db, context: RunContext): Promise<void> {
  const { edits, environment, runId } = context;
  const steps = await tx.runStep.findMany({ where: { runId }, select: { stepId: true } });
  const taken = new Set(steps.map(({ stepId }) => stepId.slice(0, stepId.lastIndexOf("#"))));
  const rest = [...edits.values()].filter(({ key }) => !taken.has(key));
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
