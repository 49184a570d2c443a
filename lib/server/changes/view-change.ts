import "server-only";
import type { ChangeView, PlanView, RequirementView } from "@/lib/domain/changes/change-view";
import type { ChangeFacts } from "@/lib/domain/changes/facts";
import { listGates } from "@/lib/domain/changes/gates";
import { deriveStatus } from "@/lib/domain/changes/lifecycle";
import {
  approvalsExpireAt,
  explainReviews,
  type JudgedRequirement,
  judgeApprovals,
} from "@/lib/domain/changes/requirements";
import { parseEdit, parseImpact, parsePhrases, parsePlan } from "@/lib/domain/plan/stored-plan";
import { summarizePlan } from "@/lib/domain/plan/summarize-plan";
import type { Viewer } from "../auth/viewer-of";
import type { Db } from "../db/client";
import type { Plan, Prisma } from "../db/generated/client";
import { compareApprovals } from "./compare-approvals";
import { factsInclude } from "./facts-row";
import { findOverlaps } from "./find-overlaps";
import { factsOf, loadAround } from "./load-facts";
import { loadPolicy, type Policy } from "./load-policy";
import { lookAtFit } from "./look-at-fit";
import { viewBreakGlass } from "./view-break-glass";
import { viewRights } from "./view-rights";
import { viewRun } from "./view-run";
import { viewThreads } from "./view-threads";

/** What the page of a change reads of it. */
export const viewInclude = { ...factsInclude, comments: { orderBy: { createdAt: "asc" } } } as const;
export type ViewRow = Prisma.ChangeGetPayload<{ include: typeof viewInclude }>;

/** All that the page of a change shows, as it is in this transaction. */
export async function viewChange(tx: Db, viewer: Viewer, row: ViewRow): Promise<ChangeView> {
  const policy = await loadPolicy(tx, row.environmentId, new Date());
  const facts = factsOf(row, policy, {
    ...(await loadAround(tx, [row], policy)),
    misfits: (await lookAtFit(tx, row.environmentId, [row])).get(row.id) ?? [],
    differences: await compareApprovals(tx, row),
  });
  const [plan] = row.plans;
  const [run] = row.runs;
  const planView = plan?.revision === row.revision ? viewPlan(plan) : null;
  const isRefused = run !== undefined && run.outcome === "refused" && run.planId === plan?.id;
  const breakGlass = run ? await viewBreakGlass(tx, run.id) : null;
  return {
    ...headOf(row, viewer),
    status: deriveStatus(facts),
    edits: row.edits.map(parseEdit),
    plan: planView,
    run: run && run.plan.revision === row.revision && run.outcome !== "refused" ? await viewRun(tx, run.id) : null,
    ...viewApprovals(row, facts, policy),
    gates: listGates(facts),
    overlaps: await findOverlaps(tx, row, policy),
    threads: viewThreads(row.comments, planView?.steps ?? []),
    breakGlass,
    preflightFlaws: isRefused ? parsePhrases(run.preflightFlaws) : [],
    may: await viewRights(tx, viewer, { row, facts, breakGlass }),
  };
}

function headOf(row: ViewRow, viewer: Viewer) {
  const { number, title, revision, authorName, createdAt, submittedAt, abandonReason } = row;
  return {
    ...{ number, title, revision, authorName, createdAt, submittedAt, abandonReason },
    isOwn: row.authorId === viewer.userId,
    viewerId: viewer.userId,
    remarks: parsePhrases(row.remarks),
    schedule: row.scheduledAt && {
      at: row.scheduledAt,
      byName: row.scheduledByName ?? "",
      missed: row.scheduleMissed === null ? null : (parsePhrases([row.scheduleMissed])[0] ?? null),
    },
  };
}

function viewApprovals(row: ViewRow, facts: ChangeFacts, { nameOfGroup }: Policy) {
  const comments = new Map(
    row.reviews.map((review) => [`${review.reviewerId} ${review.createdAt.getTime()}`, review.comment]),
  );
  const { requirements, unmatched } = judgeApprovals(facts);
  return {
    reviews: explainReviews(facts, nameOfGroup).map((review) => ({
      ...review,
      comment: comments.get(`${review.reviewer.id} ${review.at.getTime()}`) ?? "",
    })),
    requirements: requirements.map((requirement) => viewRequirement(requirement, nameOfGroup)),
    unmatched: unmatched.map(({ name }) => name),
    approvalsExpireAt: approvalsExpireAt(facts),
  };
}

/** A requirement with the names of those it asks. */
export function viewRequirement(
  { groupId, role, ...requirement }: JudgedRequirement,
  nameOfGroup: Policy["nameOfGroup"],
): RequirementView {
  if (groupId !== undefined) return { ...requirement, from: { what: "group", name: nameOfGroup(groupId) } };
  return { ...requirement, from: role === undefined ? { what: "anyone" } : { what: "role", name: role } };
}

function viewPlan(plan: Plan): PlanView {
  const stored = parsePlan(plan);
  const { hash, createdAt } = plan;
  return { ...stored, hash, createdAt, impact: parseImpact(plan.impact), summary: summarizePlan(stored.steps) };
}
