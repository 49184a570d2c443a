import "server-only";
import { causedBy, findMisfits, type Misfit } from "@/lib/domain/changes/misfits";
import { parseRelied } from "@/lib/domain/changes/relied";
import { parseEdit, parseImpact, parsePlan } from "@/lib/domain/plan/stored-plan";
import type { Db } from "../db/client";
import { drawPlan } from "./draw-plan";
import type { FactsRow } from "./facts-row";
import type { Network } from "./load-network";
import { reliedNow } from "./relied-now";
import { whoApplied } from "./who-applied";

/** Why the newest plan of a change does not fit this network, and which change did it; nothing while it fits. */
export async function judgeFit(tx: Db, row: FactsRow, network: Network): Promise<Misfit[]> {
  const [plan] = row.plans;
  if (!plan) return [];
  const relied = parseRelied(plan.relies);
  const edits = row.edits.map(parseEdit);
  const misfits = findMisfits({
    relied,
    steps: parsePlan(plan).steps,
    impact: parseImpact(plan.impact),
    now: reliedNow(network, Object.keys(relied?.resources ?? {})),
    foreignAccount: network.foreignAccount,
    draw: () => drawPlan(edits, network),
  });
  const trace = { environmentId: row.environmentId, since: plan.createdAt, exceptId: row.id };
  const named: Misfit[] = [];
  for (const misfit of misfits) {
    const number = misfit.key === undefined ? null : await whoApplied(tx, { ...trace, key: misfit.key });
    named.push(number === null ? misfit : causedBy(misfit, number));
  }
  return named;
}
