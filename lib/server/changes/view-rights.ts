import "server-only";
import { whyNotResume, whyNotRollBack, whyNotSign } from "@/lib/domain/changes/after-run";
import type { BreakGlassView, ChangeView } from "@/lib/domain/changes/change-view";
import { type ChangeFacts, isUnderRun } from "@/lib/domain/changes/facts";
import { whyNotApply, whyNotBreakGlass, whyNotSchedule } from "@/lib/domain/changes/gates";
import { deriveStatus, isEditable, isReopenable } from "@/lib/domain/changes/lifecycle";
import { whyNotReview } from "@/lib/domain/changes/reviews";
import { type Phrase, phrase } from "@/lib/domain/phrase";
import type { Viewer } from "../auth/viewer-of";
import type { Db } from "../db/client";
import type { FactsRow } from "./facts-row";

interface Looked {
  row: FactsRow;
  facts: ChangeFacts;
  breakGlass: (BreakGlassView & { byId: string }) | null;
}

/** What the viewer may do with a change now, and why not. */
export async function viewRights(
  tx: Db,
  viewer: Viewer,
  { row, facts, breakGlass }: Looked,
): Promise<ChangeView["may"]> {
  const status = deriveStatus(facts);
  const [run] = row.runs;
  const isFree = !isUnderRun(facts);
  const given = (right: Parameters<Viewer["can"]>[0], words: string, why: () => Phrase | null) =>
    viewer.can(right) ? why() : phrase(words);
  const done = run ? await tx.runStep.count({ where: { runId: run.id, state: "done" } }) : 0;
  const isReplanned = run !== undefined && run.planId !== row.plans[0]?.id;
  return {
    edit: viewer.can("edit") && (isEditable(status) || isReopenable(status)),
    submit: viewer.can("submit") && isFree,
    review: given("review", "changes.notReview.noRight", () => whyNotReview(viewer.userId, facts)),
    apply: given("apply", "changes.notApply.noRight", () => whyNotApply(facts)),
    breakGlass: given("break-glass", "changes.notBreakGlass.noRight", () => whyNotBreakGlass(facts)),
    schedule: given("apply", "changes.notApply.noRight", () => whyNotSchedule(facts)),
    sign: given("review", "changes.notSign.noRight", () => whyNotSign(viewer.userId, breakGlass)),
    rollback: given("edit", "changes.notRollback.noRight", () => whyNotRollBack(status, done)),
    resume: given("apply", "changes.notResume.noRight", () =>
      whyNotResume(status, { isReplanned, holders: facts.holders }),
    ),
    abandon:
      viewer.can("edit") &&
      isFree &&
      !facts.isAbandoned &&
      (row.authorId === viewer.userId || viewer.can("administer")),
    steer: viewer.can("apply"),
  };
}
