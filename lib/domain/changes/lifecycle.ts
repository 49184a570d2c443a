import { type ChangeFacts, isUnderRun } from "./facts";
import { judgeApprovals } from "./requirements";
import { judgeReviews } from "./reviews";

/** Where a change stands. Nobody sets it: it is derived from facts, each time anew. */
export const changeStatuses = [
  "DRAFT",
  "PLANNING",
  "PLAN_FAILED",
  "IN_REVIEW",
  "CHANGES_REQUESTED",
  "STALE",
  "EXPIRED",
  "SUPERSEDED",
  "APPROVED",
  "QUEUED",
  "PREFLIGHT",
  "APPLYING",
  "APPLIED",
  "PARTIAL",
  "FAILED",
  "CANCELLED",
  "ABANDONED",
] as const;
export type ChangeStatus = (typeof changeStatuses)[number];

/** From this impact on the title of the change is typed to apply it: the last tunnel falls, or something is lost. */
export const TYPED_FROM_IMPACT = 3;

/** The status, from the facts alone. */
export function deriveStatus(facts: ChangeFacts): ChangeStatus {
  const { run, plan, revision, editCount, submittedAt, outrun } = facts;
  if (run && isUnderRun(facts)) return statusOfRun(run);
  if (facts.isAbandoned) return "ABANDONED";
  if (editCount > 0 && plan?.revision !== revision) return "PLANNING";
  if (outrun.length > 0) return "SUPERSEDED";
  if (!submittedAt) return plan?.isBlocked && editCount > 0 ? "PLAN_FAILED" : "DRAFT";
  if (judgeReviews(facts).some((review) => review.standing === "blocks")) return "CHANGES_REQUESTED";
  if (!plan || plan.isBlocked || facts.misfits.length > 0) return "STALE";
  const approvals = judgeApprovals(facts);
  if (approvals.isEnough) return "APPROVED";
  return approvals.wasEnough ? "EXPIRED" : "IN_REVIEW";
}

function statusOfRun({ outcome, startedAt, preflightAt }: NonNullable<ChangeFacts["run"]>): ChangeStatus {
  switch (outcome) {
    case null:
      if (!startedAt) return "QUEUED";
      return preflightAt ? "APPLYING" : "PREFLIGHT";
    case "applied":
      return "APPLIED";
    case "partial":
      return "PARTIAL";
    case "failed":
      return "FAILED";
    case "cancelled":
      return "CANCELLED";
    case "refused":
      throw new Error("A refused run carries nothing out");
    default: {
      const impossible: never = outcome;
      throw new Error(`Unknown outcome: ${impossible}`);
    }
  }
}

/** True while somebody still has to do something about it. */
export function isOpen(status: ChangeStatus): boolean {
  return status !== "APPLIED" && status !== "CANCELLED" && status !== "ABANDONED";
}

/** True while edits may be put in: before a run, and of a draft that nobody abandoned. An edit takes it out of review. */
export function isEditable(status: ChangeStatus): boolean {
  return EDITABLE.has(status);
}

const EDITABLE = new Set<ChangeStatus>([
  "DRAFT",
  "PLANNING",
  "PLAN_FAILED",
  "IN_REVIEW",
  "CHANGES_REQUESTED",
  "STALE",
  "EXPIRED",
  "SUPERSEDED",
  "APPROVED",
]);

/** True where a draft can be made of it again: it was given up, or its run did not finish it. */
export function isReopenable(status: ChangeStatus): boolean {
  return REOPENABLE.has(status);
}

const REOPENABLE = new Set<ChangeStatus>(["ABANDONED", "PARTIAL", "FAILED", "CANCELLED"]);
