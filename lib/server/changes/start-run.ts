import "server-only";
import { parsePlan } from "@/lib/domain/plan/stored-plan";
import type { Db } from "../db/client";
import type { Plan } from "../db/generated/client";
import { createRun } from "../runs/create-run";
import type { NotedChange } from "./note-change";

interface Start {
  change: NotedChange & { id: string };
  plan: Plan;
  startedBy: { id: string; name: string };
}

/**
 * Makes the run of a plan, with its leases. Whoever calls has derived under the change's lock that it may start. Throws `lease-held`
 * when another run took what it needs meanwhile.
 */
export async function startRun(tx: Db, { change, plan, startedBy }: Start): Promise<{ id: string }> {
  const run = await createRun(tx, {
    changeId: change.id,
    planId: plan.id,
    environmentId: change.environmentId,
    steps: parsePlan(plan).steps,
    startedBy,
  });
  await tx.change.update({
    where: { id: change.id },
    data: { scheduledAt: null, scheduledById: null, scheduledByName: null },
  });
  return run;
}

/** The newest plan of a change. */
export function newestPlan(tx: Db, changeId: string): Promise<Plan> {
  return tx.plan.findFirstOrThrow({ where: { changeId }, orderBy: { createdAt: "desc" } });
}

/** The run that carries a plan out already; one that its preflight refused called nothing. */
export function runOf(tx: Db, planId: string): Promise<{ id: string } | null> {
  return tx.run.findFirst({
    where: { planId, OR: [{ outcome: null }, { outcome: { not: "refused" } }] },
    select: { id: true },
  });
}
