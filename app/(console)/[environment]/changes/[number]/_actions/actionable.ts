import type { ChangeView } from "@/lib/domain/changes/change-view";
import { isAcceptable } from "@/lib/domain/problem";
import type { ActionableChange } from "./change-actions";

/** As much of a change as its buttons need. */
export function actionable(change: ChangeView): ActionableChange {
  const { title, status, submittedAt, run, edits, plan, may, reviews, viewerId } = change;
  return {
    title,
    status,
    isInReview: submittedAt !== null && run === null,
    editCount: edits.length,
    plan: plan && {
      hash: plan.hash,
      impact: plan.impact,
      stepCount: plan.steps.length,
      isBlocked: !isAcceptable(plan.problems),
    },
    may,
    hasApproved: reviews.some((one) => one.standing === "counts" && one.reviewer.id === viewerId),
  };
}
