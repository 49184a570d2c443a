import "server-only";
import { whyNotRollBack } from "@/lib/domain/changes/after-run";
import { deriveStatus } from "@/lib/domain/changes/lifecycle";
import { parseRelied } from "@/lib/domain/changes/relied";
import { rollBack } from "@/lib/domain/changes/roll-back";
import { phrase } from "@/lib/domain/phrase";
import { isThere, knownSpec, namesOf } from "@/lib/domain/plan/resource-state";
import { parsePlan, parseStep } from "@/lib/domain/plan/stored-plan";
import { DomainError } from "@/lib/errors";
import type { Viewer } from "../auth/viewer-of";
import { type ChangeAddress, decide, demand, lockChange } from "./find-change";
import { loadFacts } from "./load-facts";
import { loadNetwork } from "./load-network";
import { toJson } from "./plan-change";
import { saveEditsIn } from "./save-edit";

/**
 * Drafts the change that puts back what the last run of a change did: planned, reviewed and applied like any other. Nothing is
 * rolled back by itself; what cannot be put back is said on the draft.
 */
export async function proposeRollback(viewer: Viewer, address: ChangeAddress): Promise<{ changeNumber: number }> {
  demand(viewer, "edit");
  return decide(async (tx) => {
    const { change } = await lockChange(tx, viewer, address);
    const { number } = change;
    const now = new Date();
    const run = await tx.run.findFirst({
      where: { changeId: change.id },
      orderBy: { createdAt: "desc" },
      include: { plan: true, steps: { where: { state: "done" } } },
    });
    const status = deriveStatus(await loadFacts(tx, change.id, now));
    const relied = run && parseRelied(run.plan.relies);
    if (!relied || whyNotRollBack(status, run.steps.length)) throw new DomainError("rollback-nothing", { number });

    const network = await loadNetwork(tx, change.environmentId, now);
    const states = new Map(network.resources.map((state) => [state.key, state]));
    const names = namesOf(network.resources);
    const steps = run.steps.map(({ step }) => parseStep(step)).filter(({ type }) => type === "call");
    const { edits, lost } = rollBack({
      plan: parsePlan(run.plan),
      relied,
      done: new Set(steps.map(({ key }) => key)),
      nowOf: (key) => {
        const state = states.get(key);
        return isThere(state) ? { ...knownSpec(state, names), ...state.spec } : null;
      },
    });
    if (edits.length === 0) throw new DomainError("rollback-nothing", { number });
    const title = `↩ ${change.title}`;
    const saved = await saveEditsIn(tx, viewer, { environmentSlug: address.environmentSlug, title, edits });
    if (saved.changeNumber === null) throw new DomainError("rollback-nothing", { number });
    await tx.change.updateMany({
      where: { organizationId: viewer.organizationId, number: saved.changeNumber },
      data: { remarks: toJson([phrase("changes.rollback.of", { number }), ...lost]) },
    });
    return { changeNumber: saved.changeNumber };
  });
}
