import "server-only";
import { whyNotApply } from "@/lib/domain/changes/gates";
import { TYPED_FROM_IMPACT } from "@/lib/domain/changes/lifecycle";
import { DomainError } from "@/lib/errors";
import type { Viewer } from "../auth/viewer-of";
import type { Change, Plan } from "../db/generated/client";
import { sendJob } from "../jobs/send-job";
import { type ChangeAddress, decide, demand, lockChange } from "./find-change";
import { loadFacts } from "./load-facts";
import { actorOf, noteChange } from "./note-change";
import { newestPlan, runOf, startRun } from "./start-run";

export interface ApplyInput extends ChangeAddress {
  /** Hash of the plan the person looked at. */
  planHash: string;
  /** The change's title, typed by the person; needed from TYPED_FROM_IMPACT on. */
  typedTitle?: string;
}

/**
 * Starts the run of an approved change. Everything that allows it is derived again inside the transaction that makes the run,
 * under the lock of the change: two people who press at once get one run.
 */
export async function applyChange(viewer: Viewer, input: ApplyInput): Promise<{ runId: string }> {
  demand(viewer, "apply");
  const started = await decide(async (tx) => {
    const { change, environment } = await lockChange(tx, viewer, input);
    const plan = await newestPlan(tx, change.id);
    demandPlan(change, plan, input);
    const earlier = await runOf(tx, plan.id);
    if (earlier) return { runId: earlier.id, environmentId: environment.id };

    const facts = await loadFacts(tx, change.id, new Date());
    if (whyNotApply(facts)) {
      const code = facts.misfits.length > 0 ? "change-stale" : "change-not-ready";
      throw new DomainError(code, { number: change.number });
    }
    demandTitle(change, plan, input);
    const run = await startRun(tx, { change, plan, startedBy: actorOf(viewer) });
    const detail = { plan: plan.hash, run: run.id };
    await noteChange(tx, { actor: actorOf(viewer), change, action: "change.applied", detail });
    return { runId: run.id, environmentId: environment.id };
  });
  await sendJob("advance-runs", { environmentId: started.environmentId });
  return { runId: started.runId };
}

/** Throws unless the newest plan is the one that the person looked at. */
export function demandPlan({ number }: Change, plan: Plan, { planHash }: ApplyInput): void {
  if (plan.hash !== planHash) throw new DomainError("change-replanned", { number });
}

/** Throws unless the title was typed where the impact asks for it. */
export function demandTitle({ number, title }: Change, { impact }: Plan, { typedTitle }: ApplyInput): void {
  if (impact >= TYPED_FROM_IMPACT && typedTitle?.trim() !== title) {
    throw new DomainError("change-title-not-typed", { number });
  }
}
