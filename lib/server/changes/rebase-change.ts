import "server-only";
import { isUnderRun } from "@/lib/domain/changes/facts";
import { layChanges } from "@/lib/domain/changes/lay-changes";
import { parseRelied } from "@/lib/domain/changes/relied";
import { kindOf } from "@/lib/domain/kinds";
import { knownSpec, namesOf } from "@/lib/domain/plan/resource-state";
import type { Edit } from "@/lib/domain/plan/step";
import { parseEdit, parsePlan } from "@/lib/domain/plan/stored-plan";
import { withoutGiven } from "@/lib/domain/plan/without-given";
import { DomainError } from "@/lib/errors";
import type { Viewer } from "../auth/viewer-of";
import type { Db } from "../db/client";
import { type ChangeAddress, decide, demand, lockChange } from "./find-change";
import { loadFacts } from "./load-facts";
import { loadNetwork, type Network } from "./load-network";
import { actorOf, noteChange } from "./note-change";
import { planChange, toJson } from "./plan-change";

/**
 * Takes the edits that another change outran up on what is wanted now: the fields that this change changes are laid over the newest
 * spec, and everything else of it stays. The change goes back to draft, since nobody has looked at that yet.
 */
export async function rebaseChange(viewer: Viewer, address: ChangeAddress): Promise<void> {
  demand(viewer, "edit");
  await decide(async (tx) => {
    const { change } = await lockChange(tx, viewer, address);
    const now = new Date();
    const facts = await loadFacts(tx, change.id, now);
    if (isUnderRun(facts) || facts.isAbandoned) throw new DomainError("change-not-editable", { number: change.number });
    if (facts.outrun.length === 0) throw new DomainError("change-not-outrun", { number: change.number });
    const network = await loadNetwork(tx, change.environmentId, now);
    const rows = await tx.changeEdit.findMany({ where: { changeId: change.id } });
    const keys: string[] = [];
    for (const row of rows) {
      const version = network.specVersions.get(row.key) ?? 0;
      if (version <= row.baseVersion) continue;
      const edit = await rebased(tx, change.id, { edit: parseEdit(row), baseVersion: row.baseVersion, network });
      await tx.changeEdit.update({
        where: { id: row.id },
        data: { baseVersion: version, ...(edit.operation === "put" ? { spec: toJson(edit.spec) } : {}) },
      });
      keys.push(row.key);
    }
    await tx.change.update({
      where: { id: change.id },
      data: {
        revision: { increment: 1 },
        submittedAt: null,
        submittedById: null,
        editorIds: [...new Set([...change.editorIds, viewer.userId])],
      },
    });
    await planChange(tx, change.id, now);
    await noteChange(tx, { actor: actorOf(viewer), change, action: "change.rebased", detail: { keys } });
  });
}

interface Rebasing {
  edit: Edit;
  baseVersion: number;
  network: Network;
}

async function rebased(tx: Db, changeId: string, { edit, baseVersion, network }: Rebasing): Promise<Edit> {
  const state = network.resources.find(({ key }) => key === edit.key);
  if (edit.operation === "remove" || !state) return edit;
  // The last plan that was made on the spec the edit began with says which fields it changes.
  const plans = await tx.plan.findMany({ where: { changeId }, orderBy: { createdAt: "desc" } });
  const plan = plans.find((one) => (parseRelied(one.relies)?.resources[edit.key]?.version ?? 0) <= baseVersion);
  const diff = plan && parsePlan(plan).diffs.find(({ key }) => key === edit.key);
  const known = { ...knownSpec(state, namesOf(network.resources)), ...state.spec };
  const spec = layChanges(known, diff?.changes ?? []);
  // What is to be made anew gets other addresses than the object that it replaces.
  return { ...edit, spec: edit.replaces ? withoutGiven(kindOf(edit.kind).spec, spec) : spec };
}
