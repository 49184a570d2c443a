import type { ChangeView } from "@/lib/domain/changes/change-view";
import type { Gate } from "@/lib/domain/changes/gates";
import type { Phrase } from "@/lib/domain/phrase";
import { isAcceptable } from "@/lib/domain/problem";

/** As much of a change as its buttons need; the plan itself stays on the server. */
export interface ActionableChange {
  title: string;
  status: ChangeView["status"];
  /** Submitted, and no run yet. */
  isInReview: boolean;
  editCount: number;
  plan: { hash: string; impact: number; stepCount: number; isBlocked: boolean } | null;
  /** The viewer's own approval counts now. */
  hasApproved: boolean;
  schedule: { at: Date } | null;
  /** When a closed gate opens by itself: a start can be set for then. */
  opensAt: Date | null;
}

export function actionable(change: ChangeView): ActionableChange {
  const { title, status, submittedAt, run, edits, plan, reviews, viewerId, schedule, gates } = change;
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
    hasApproved: reviews.some((one) => one.standing === "counts" && one.reviewer.id === viewerId),
    schedule: schedule && { at: schedule.at },
    opensAt: gates.find(({ state, opensAt }) => state !== "pass" && opensAt)?.opensAt ?? null,
  };
}

/** Why the main action is off, in words or by the gate that is closed; null when it is on or not shown. */
export function whyOff(change: ChangeView): Phrase | Gate | null {
  const { status, may, plan, edits, submittedAt, run, gates } = change;
  if ((status === "DRAFT" || status === "PLAN_FAILED") && may.submit) {
    if (edits.length === 0) return { key: "changes.act.submitEmpty" };
    return plan && !isAcceptable(plan.problems) ? { key: "changes.act.submitBlocked" } : null;
  }
  if (submittedAt === null || run !== null || !may.steer || !may.apply) return null;
  if (status !== "APPROVED") return may.apply;
  return gates.find(({ state }) => state !== "pass") ?? may.apply;
}
