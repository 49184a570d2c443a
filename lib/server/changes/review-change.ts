import "server-only";
import { isUnderRun, type Verdict } from "@/lib/domain/changes/facts";
import { deriveStatus, isReopenable } from "@/lib/domain/changes/lifecycle";
import { whyNotReview } from "@/lib/domain/changes/reviews";
import { isAcceptable } from "@/lib/domain/problem";
import { DomainError } from "@/lib/errors";
import type { Viewer } from "../auth/viewer";
import type { Db } from "../db/client";
import { type ChangeAddress, decide, demand, lockChange } from "./find-change";
import { loadFacts } from "./load-facts";
import { actorOf, noteChange } from "./note-change";
import { planChange } from "./plan-change";
import { unscheduled } from "./schedule-change";

type Locked = Awaited<ReturnType<typeof lockChange>>["change"];

/** Plans anew for the network as it is now and asks for review. A plan with errors is refused, since nobody could apply it. */
export async function submitChange(viewer: Viewer, address: ChangeAddress): Promise<void> {
  demand(viewer, "submit");
  await decide(async (tx) => {
    const { change } = await lockChange(tx, viewer, address);
    const now = new Date();
    const status = deriveStatus(await loadFacts(tx, change.id, now));
    if (status !== "DRAFT" && status !== "PLAN_FAILED")
      throw new DomainError("change-not-draft", { number: change.number });
    const edits = await tx.changeEdit.count({ where: { changeId: change.id } });
    if (edits === 0) throw new DomainError("change-empty", { number: change.number });
    const plan = await planChange(tx, change.id, now);
    if (!isAcceptable(plan.problems)) throw new DomainError("change-plan-blocked", { number: change.number });
    await tx.change.update({ where: { id: change.id }, data: { submittedAt: now, submittedById: viewer.userId } });
    await noteChange(tx, { actor: actorOf(viewer), change, action: "change.submitted" });
  });
}

/** Plans a change in review for the network as it is now. Approvals of another plan fall. */
export async function replanChange(viewer: Viewer, address: ChangeAddress): Promise<void> {
  demand(viewer, "edit");
  await decide(async (tx) => {
    const { change } = await lockChange(tx, viewer, address);
    const now = new Date();
    if (isUnderRun(await loadFacts(tx, change.id, now)))
      throw new DomainError("change-not-editable", { number: change.number });
    await planChange(tx, change.id, now);
    await noteChange(tx, { actor: actorOf(viewer), change, action: "change.planned" });
  });
}

/** Takes a change out of review, back to draft. */
export async function withdrawChange(viewer: Viewer, address: ChangeAddress): Promise<void> {
  demand(viewer, "submit");
  await decide(async (tx) => {
    const { change } = await lockChange(tx, viewer, address);
    const facts = await loadFacts(tx, change.id, new Date());
    if (!facts.submittedAt || isUnderRun(facts))
      throw new DomainError("change-not-in-review", { number: change.number });
    await tx.change.update({ where: { id: change.id }, data: { submittedAt: null, submittedById: null } });
    await noteChange(tx, { actor: actorOf(viewer), change, action: "change.withdrawn" });
  });
}

export interface ReviewInput extends ChangeAddress {
  verdict: Verdict;
  /** Needed with `request-changes`. */
  comment?: string;
  /** Hash of the plan the person looked at: another one throws `change-replanned`. */
  planHash: string;
}

/** Records a person's word on the plan they looked at. */
export async function reviewChange(viewer: Viewer, { verdict, planHash, ...input }: ReviewInput): Promise<void> {
  demand(viewer, "review");
  const comment = input.comment?.trim() ?? "";
  if (verdict === "request-changes" && comment === "") throw new DomainError("review-needs-text");
  await decide(async (tx) => {
    const { change } = await lockChange(tx, viewer, input);
    const facts = await loadFacts(tx, change.id, new Date());
    const reason = whyNotReview(viewer.userId, facts);
    if (reason) throw new DomainError(REFUSALS[reason.key] ?? "change-not-in-review", { number: change.number });
    const plan = await tx.plan.findFirstOrThrow({ where: { changeId: change.id }, orderBy: { createdAt: "desc" } });
    if (plan.hash !== planHash) throw new DomainError("change-replanned", { number: change.number });
    if (verdict === "approve" && facts.misfits.length + facts.outrun.length > 0)
      throw new DomainError("change-stale", { number: change.number });
    const { userId: reviewerId, name: reviewerName } = viewer;
    await tx.review.create({
      data: { changeId: change.id, planId: plan.id, planHash, reviewerId, reviewerName, verdict, comment },
    });
    await noteChange(tx, {
      actor: actorOf(viewer),
      change,
      action: AUDIT_ACTIONS[verdict],
      detail: { plan: planHash },
    });
  });
}

const REFUSALS: Record<string, string> = { "changes.notReview.ownEdits": "review-own-change" };

const AUDIT_ACTIONS: Record<Verdict, string> = {
  approve: "change.approved",
  "request-changes": "change.changes-requested",
  withdraw: "change.approval-withdrawn",
};

/** Gives a change up, by its author or an admin, with the reason. */
export async function abandonChange(
  viewer: Viewer,
  { reason, ...address }: ChangeAddress & { reason: string },
): Promise<void> {
  demand(viewer, "edit");
  await decide(async (tx) => {
    const { change } = await lockChange(tx, viewer, address);
    if (isUnderRun(await loadFacts(tx, change.id, new Date())))
      throw new DomainError("change-not-editable", { number: change.number });
    if (change.authorId !== viewer.userId && !viewer.can("administer")) throw new DomainError("not-allowed");
    await tx.change.update({
      where: { id: change.id },
      data: {
        ...unscheduled,
        ...{ abandonedAt: new Date(), abandonReason: reason.trim(), submittedAt: null, submittedById: null },
      },
    });
    await noteChange(tx, {
      actor: actorOf(viewer),
      change,
      action: "change.abandoned",
      detail: { reason: reason.trim() },
    });
  });
}

/** Makes a draft again of what was abandoned, or of what a run did not finish: the rest is planned anew. */
export async function reopenChange(viewer: Viewer, address: ChangeAddress): Promise<void> {
  demand(viewer, "edit");
  await decide(async (tx) => {
    const { change } = await lockChange(tx, viewer, address);
    const now = new Date();
    const status = deriveStatus(await loadFacts(tx, change.id, now));
    if (!isReopenable(status)) throw new DomainError("change-not-editable", { number: change.number });
    await tx.change.update({
      where: { id: change.id },
      data: {
        revision: { increment: 1 },
        abandonedAt: null,
        abandonReason: null,
        submittedAt: null,
        submittedById: null,
      },
    });
    await forgetBaseVersions(tx, change);
    await planChange(tx, change.id, now);
    await noteChange(tx, { actor: actorOf(viewer), change, action: "change.reopened" });
  });
}

/** The change's own run raised the versions of what it did bring in; those edits are not outrun by anybody. */
async function forgetBaseVersions(tx: Db, { id, environmentId }: Locked): Promise<void> {
  await tx.$executeRaw`
    UPDATE "ChangeEdit" AS edit SET "baseVersion" = resource."specVersion"
    FROM "Resource" AS resource
    WHERE edit."changeId" = ${id}::uuid AND resource."environmentId" = ${environmentId}::uuid AND resource."key" = edit."key"`;
}

/** Renames a change; its plan and its approvals stay. */
export async function renameChange(
  viewer: Viewer,
  { title, ...address }: ChangeAddress & { title: string },
): Promise<void> {
  demand(viewer, "edit");
  await decide(async (tx) => {
    const { change } = await lockChange(tx, viewer, address);
    await tx.change.update({ where: { id: change.id }, data: { title: title.trim() } });
    await noteChange(tx, {
      actor: actorOf(viewer),
      change,
      action: "change.renamed",
      detail: { before: change.title, after: title.trim() },
    });
  });
}
