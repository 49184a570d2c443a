import "server-only";
import { comparePlans } from "@/lib/domain/changes/compare-plans";
import type { Difference } from "@/lib/domain/changes/facts";
import { parseRelied } from "@/lib/domain/changes/relied";
import { parseImpact, parsePlan } from "@/lib/domain/plan/stored-plan";
import type { Db } from "../db/client";
import type { Plan } from "../db/generated/client";
import type { FactsRow } from "./facts-row";

/** In what the present plan differs from each earlier one that somebody approved, by the hash of that one. */
export async function compareApprovals(tx: Db, row: FactsRow): Promise<Map<string, Difference>> {
  const [plan] = row.plans;
  const earlier = row.reviews.filter(({ verdict, planHash }) => verdict === "approve" && planHash !== plan?.hash);
  if (!plan || earlier.length === 0) return new Map();
  const approved = await tx.plan.findMany({ where: { id: { in: earlier.map(({ planId }) => planId) } } });
  return new Map(approved.map((before) => [before.hash, comparePlans(comparable(before), comparable(plan))]));
}

function comparable(plan: Plan) {
  return { ...parsePlan(plan), impact: parseImpact(plan.impact), relied: parseRelied(plan.relies) };
}
