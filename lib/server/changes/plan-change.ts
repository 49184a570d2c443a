import "server-only";
import { phrase } from "@/lib/domain/phrase";
import type { Edit, Plan, PlanProblem } from "@/lib/domain/plan/step";
import { parseEdit } from "@/lib/domain/plan/stored-plan";
import type { Db } from "../db/client";
import type { Prisma } from "../db/generated/client";
import { wrongAccountError } from "../environments/check-account";
import { drawPlan } from "./draw-plan";
import { hashOf, secretsIn, withKeyFingerprints } from "./fingerprints";
import { loadNetwork, type Network } from "./load-network";
import { markOfNetwork } from "./look-at-fit";
import { reliedNow } from "./relied-now";

/** Plans the change's present revision and keeps the plan. An equal plan of that revision stays, with its approvals. */
export async function planChange(tx: Db, changeId: string, now: Date): Promise<Plan> {
  const change = await tx.change.findUniqueOrThrow({
    where: { id: changeId },
    select: { environmentId: true, revision: true, edits: { orderBy: { key: "asc" } } },
  });
  const { environmentId } = change;
  const mark = await markOfNetwork(tx, environmentId, now);
  const network = await loadNetwork(tx, environmentId, now);
  // What was last seen is another account's by now; a plan made of it would promise what cannot be kept.
  if (network.foreignAccount) throw await wrongAccountError(tx, environmentId, network.foreignAccount);
  const edits = change.edits.map(parseEdit);
  const drawn = drawPlan(edits, network);
  const found = [...outrunEdits(change.edits, network), ...(await spentKeys(tx, drawn))];
  const plan = { ...drawn, problems: [...drawn.problems, ...found] };
  const relies = reliedNow(network, [...new Set([...plan.relies, ...edits.map(({ key }) => key)])].sort());
  const hash = await hashPlan(tx, { edits, plan, relies });
  const last = await tx.plan.findFirst({ where: { changeId }, orderBy: { createdAt: "desc" } });
  if (last?.hash === hash && last.revision === change.revision) return plan;
  // What moved while it was read belongs to neither mark.
  const isStill = (await markOfNetwork(tx, environmentId, now)) === mark;
  await tx.plan.create({
    data: {
      changeId,
      revision: change.revision,
      hash,
      impact: plan.impact,
      steps: toJson(plan.steps),
      problems: toJson(plan.problems),
      diffs: toJson(plan.diffs),
      relies: toJson(isStill ? { ...relies, mark } : relies),
      createdAt: now,
    },
  });
  await dropSchedule(tx, changeId);
  return plan;
}

/** A start that was set for an earlier plan says so instead of starting this one. */
async function dropSchedule(tx: Db, changeId: string): Promise<void> {
  await tx.change.updateMany({
    where: { id: changeId, scheduledAt: { not: null } },
    data: { scheduleMissed: toJson(phrase("changes.schedule.planChanged")) },
  });
}

/** Covers what is done, to what, on which grounds and how bad it is. Two plans of one hash are one decision. */
async function hashPlan(
  tx: Db,
  { edits, plan, relies }: { edits: Edit[]; plan: Plan; relies: unknown },
): Promise<string> {
  const { steps, diffs, problems, impact } = plan;
  return hashOf(await withKeyFingerprints(tx, { edits, steps, diffs, problems, impact, relies }));
}

/** Edits of resources whose spec was brought in anew since: they would silently undo somebody's change. */
function outrunEdits(edits: readonly { key: string; baseVersion: number }[], network: Network): PlanProblem[] {
  return edits
    .filter((edit) => (network.specVersions.get(edit.key) ?? 0) > edit.baseVersion)
    .map(({ key }) => ({ key, severity: "error", phrase: phrase("plan.problem.editedMeanwhile", { key }) }));
}

/** Calls that need a key which was destroyed after its use: what is made anew needs a new one. */
async function spentKeys(tx: Db, { steps }: Plan): Promise<PlanProblem[]> {
  const calls = steps.flatMap((step) =>
    step.type === "call" ? [{ key: step.key, ids: secretsIn(step.call.input) }] : [],
  );
  const spent = await tx.sealedSecret.findMany({
    where: { id: { in: calls.flatMap(({ ids }) => ids) }, sealed: null },
    select: { id: true },
  });
  const isSpent = new Set(spent.map(({ id }) => id));
  const keys = new Set(calls.filter(({ ids }) => ids.some((id) => isSpent.has(id))).map(({ key }) => key));
  return [...keys].map((key) => ({ key, severity: "error", phrase: phrase("errors.secret-destroyed") }));
}

/** A value as a JSON column takes it. */
export function toJson(value: unknown): Prisma.InputJsonValue {
  return JSON.parse(JSON.stringify(value)) as Prisma.InputJsonValue;
}
