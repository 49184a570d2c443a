import "server-only";
import { whyNotApply } from "@/lib/domain/changes/gates";
import { TYPED_FROM_IMPACT } from "@/lib/domain/changes/lifecycle";
import { parsePlan } from "@/lib/domain/plan/stored-plan";
import { DomainError } from "@/lib/errors";
import { recordAudit } from "../audit/record-audit";
import type { Viewer } from "../auth/viewer";
import { announce } from "../environments/live-hint";
import { sendJob } from "../jobs/send-job";
import { createRun } from "../runs/create-run";
import { type ChangeAddress, decide, demand, lockChange } from "./find-change";
import { loadFacts } from "./load-facts";

export interface ApplyInput extends ChangeAddress {
  /** Hash of the plan the person looked at. */
  planHash: string;
  /** The change's title, typed by the person; needed from this impact on. */
  typedTitle?: string;
}

/**
 * Starts the run of an approved change. Everything that allows it is derived again inside the transaction that makes the run,
 * under the locks of environment and change: two people who press at once get one run.
 */
export async function applyChange(viewer: Viewer, input: ApplyInput): Promise<{ runId: string }> {
  demand(viewer, "apply");
  const started = await decide(async (tx) => {
    const { change, environment } = await lockChange(tx, viewer, input);
    await tx.$queryRaw`SELECT "id" FROM "Environment" WHERE "id" = ${environment.id}::uuid FOR UPDATE`;
    const plan = await tx.plan.findFirstOrThrow({ where: { changeId: change.id }, orderBy: { createdAt: "desc" } });
    if (plan.hash !== input.planHash) throw new DomainError("change-replanned", { number: change.number });
    const earlier = await tx.run.findFirst({ where: { planId: plan.id } });
    if (earlier) return { runId: earlier.id, environmentId: environment.id };

    const facts = await loadFacts(tx, change.id, new Date());
    const reason = whyNotApply(facts);
    if (reason)
      throw new DomainError(facts.misfits.length > 0 ? "change-stale" : "change-not-ready", {
        number: change.number,
      });
    if (plan.impact >= TYPED_FROM_IMPACT && input.typedTitle?.trim() !== change.title) {
      throw new DomainError("change-title-not-typed", { number: change.number });
    }
    const run = await createRun(tx, {
      changeId: change.id,
      planId: plan.id,
      environmentId: environment.id,
      steps: parsePlan(plan).steps,
      startedBy: { id: viewer.userId, name: viewer.name },
    });
    await recordAudit(tx, {
      actor: { id: viewer.userId, name: viewer.name },
      organizationId: viewer.organizationId,
      environmentId: environment.id,
      action: "change.applied",
      subject: `CHG-${change.number}`,
      detail: { title: change.title, plan: plan.hash, run: run.id },
    });
    await announce(tx, { environmentId: environment.id, what: "change" });
    return { runId: run.id, environmentId: environment.id };
  });
  await sendJob("advance-runs", { environmentId: started.environmentId });
  return { runId: started.runId };
}
