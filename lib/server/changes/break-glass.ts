import "server-only";
import { whyNotSign } from "@/lib/domain/changes/after-run";
import { passedOver, whyNotBreakGlass } from "@/lib/domain/changes/gates";
import { DomainError } from "@/lib/errors";
import type { Viewer } from "../auth/viewer-of";
import { sendJob } from "../jobs/send-job";
import { type ApplyInput, demandPlan, demandTitle } from "./apply-change";
import { decide, demand, lockChange } from "./find-change";
import { loadFacts } from "./load-facts";
import { actorOf, noteChange } from "./note-change";
import { toJson } from "./plan-change";
import { newestPlan, runOf, startRun } from "./start-run";
import { viewBreakGlass } from "./view-break-glass";

const REASON_LENGTH_MIN = 10;

/**
 * Starts the run of a change that people, windows, freezes or threads still hold back, with the reason. The plan must fit and nobody
 * else may be at work on the same. It owes a review until somebody else signs.
 */
export async function breakGlass(viewer: Viewer, input: ApplyInput & { reason: string }): Promise<{ runId: string }> {
  demand(viewer, "break-glass");
  const reason = input.reason.trim();
  if (reason.length < REASON_LENGTH_MIN) throw new DomainError("break-glass-needs-reason", { min: REASON_LENGTH_MIN });
  const started = await decide(async (tx) => {
    const { change, environment } = await lockChange(tx, viewer, input);
    const plan = await newestPlan(tx, change.id);
    demandPlan(change, plan, input);
    const earlier = await runOf(tx, plan.id);
    if (earlier) throw new DomainError("change-not-in-review", { number: change.number });

    const facts = await loadFacts(tx, change.id, new Date());
    if (whyNotBreakGlass(facts)) {
      const code = facts.misfits.length > 0 ? "change-stale" : "change-glass-holds";
      throw new DomainError(code, { number: change.number });
    }
    demandTitle(change, plan, input);
    const actor = actorOf(viewer);
    const run = await startRun(tx, { change, plan, startedBy: actor });
    const gates = passedOver(facts);
    await tx.breakGlass.create({
      data: {
        ...{ runId: run.id, reason, byId: actor.id, byName: actor.name },
        passedOver: toJson(gates.map(({ phrase }) => phrase)),
      },
    });
    const detail = { plan: plan.hash, run: run.id, reason, passedOver: gates.map(({ name }) => name) };
    await noteChange(tx, { actor, change, action: "change.glass-broken", detail });
    return { runId: run.id, environmentId: environment.id };
  });
  await sendJob("advance-runs", { environmentId: started.environmentId });
  return { runId: started.runId };
}

/** Closes the review that a broken glass owes. Whoever broke it answers to somebody else. */
export async function signBreakGlass(
  viewer: Viewer,
  { runId, remark }: { runId: string; remark: string },
): Promise<void> {
  demand(viewer, "review");
  await decide(async (tx) => {
    await tx.$queryRaw`SELECT "runId" FROM "BreakGlass" WHERE "runId" = ${runId}::uuid FOR UPDATE`;
    const run = await tx.run.findFirst({
      where: { id: runId, change: { organizationId: viewer.organizationId } },
      select: { change: true },
    });
    const broken = run && (await viewBreakGlass(tx, runId));
    if (!run || !broken) throw new DomainError("run-not-found");
    const reason = whyNotSign(viewer.userId, broken);
    if (reason) throw new DomainError(broken.signedAt ? "break-glass-signed" : "break-glass-own");
    const actor = actorOf(viewer);
    await tx.breakGlass.update({
      where: { runId },
      data: { signedAt: new Date(), signedById: actor.id, signedByName: actor.name, remark: remark.trim() },
    });
    await noteChange(tx, { actor, change: run.change, action: "change.glass-signed", detail: { run: runId } });
  });
}
