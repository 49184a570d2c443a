import "server-only";
import { z } from "zod";
import type {
  ChangeRow,
  ChangeView,
  PlanView,
  RunStepView,
  RunView,
  StepErrorView,
} from "@/lib/domain/changes/change-view";
import {
  APPROVALS_NEEDED,
  type ChangeFacts,
  type ChangeStatus,
  deriveStatus,
  isEditable,
  isOpen,
  listGates,
  runOutcomes,
  whyNotApply,
} from "@/lib/domain/changes/lifecycle";
import { judgeReviews, whoMayStillApprove, whyNotReview } from "@/lib/domain/changes/reviews";
import { stepStates } from "@/lib/domain/changes/run-progress";
import { phrase } from "@/lib/domain/phrase";
import type { Edit } from "@/lib/domain/plan/step";
import { parseEdit, parsePlan } from "@/lib/domain/plan/stored-plan";
import { summarizePlan } from "@/lib/domain/plan/summarize-plan";
import type { Viewer } from "../auth/viewer-of";
import { db } from "../db/client";
import type { Plan, Prisma } from "../db/generated/client";
import type { ChangeAddress } from "./find-change";
import { factsInclude, factsOf, loadReviewers } from "./load-facts";
import { lookAtFit } from "./look-at-fit";

const ROWS_MAX = 200;

/**
 * The changes of an environment, newest first; `open` leaves out what nobody has to do anything about any more, `keys` what
 * edits none of these resources.
 */
export async function listChanges(
  viewer: Viewer,
  { environmentId, filter, keys }: { environmentId: string; filter: "open" | "all"; keys?: string[] },
): Promise<ChangeRow[]> {
  const { organizationId } = viewer;
  const rows = await db.change.findMany({
    where: { environmentId, organizationId, ...(keys ? { edits: { some: { key: { in: keys } } } } : {}) },
    include: factsInclude,
    orderBy: { number: "desc" },
    take: ROWS_MAX,
  });
  const busy = rows.find((row) => row.runs[0] && !row.runs[0].finishedAt) ?? null;
  const [reviewers, fit] = await Promise.all([loadReviewers(db, organizationId), lookAtFit(db, environmentId, rows)]);
  return rows
    .map((row): ChangeRow => {
      const status = deriveStatus(
        factsOf(row, {
          reviewers,
          staleReasons: fit.get(row.id) ?? [],
          appliedMeanwhile: busy && busy.id !== row.id ? busy : null,
        }),
      );
      const plan = row.plans[0] && viewPlan(row.plans[0]);
      return {
        number: row.number,
        title: row.title,
        authorName: row.authorName,
        status,
        impact: plan?.impact ?? null,
        stepCount: plan?.steps.length ?? 0,
        createdAt: row.createdAt,
        updatedAt: row.updatedAt,
      };
    })
    .filter((row) => filter === "all" || isOpen(row.status));
}

/** A draft as a form or a canvas takes it up again; null when there is no such change. */
export async function findDraft(
  viewer: Viewer,
  { environmentSlug, changeNumber }: ChangeAddress,
): Promise<{ changeNumber: number; title: string; revision: number; edits: Edit[]; isEditable: boolean } | null> {
  const view = await findChange(viewer, { environmentSlug, changeNumber });
  if (!view) return null;
  const { number, title, revision, edits, status } = view;
  return { changeNumber: number, title, revision, edits, isEditable: isEditable(status) };
}

/** The change of that number with all that its page shows; null when the viewer's environment has none. */
export async function findChange(
  viewer: Viewer,
  { environmentSlug, changeNumber }: ChangeAddress,
): Promise<ChangeView | null> {
  const { organizationId } = viewer;
  const row = await db.change.findFirst({
    where: { organizationId, number: changeNumber, environment: { slug: environmentSlug } },
    include: { ...factsInclude, comments: { orderBy: { createdAt: "asc" } } },
  });
  if (!row) return null;
  const facts = await db.$transaction(async (tx) => {
    const busy = await tx.run.findFirst({
      where: { environmentId: row.environmentId, finishedAt: null, changeId: { not: row.id } },
      select: { change: { select: { number: true } } },
    });
    const fit = await lookAtFit(tx, row.environmentId, [row]);
    return factsOf(row, {
      reviewers: await loadReviewers(tx, organizationId),
      staleReasons: fit.get(row.id) ?? [],
      appliedMeanwhile: busy?.change ?? null,
    });
  });
  const status = deriveStatus(facts);
  const [plan] = row.plans;
  const planView = plan?.revision === row.revision ? viewPlan(plan) : null;
  const comments = new Map(
    row.reviews.map((review) => [`${review.reviewerId} ${review.createdAt.getTime()}`, review.comment]),
  );
  return {
    number: row.number,
    title: row.title,
    status,
    revision: row.revision,
    authorName: row.authorName,
    isOwn: row.authorId === viewer.userId,
    viewerId: viewer.userId,
    createdAt: row.createdAt,
    submittedAt: row.submittedAt,
    abandonReason: row.abandonReason,
    edits: row.edits.map(parseEdit),
    plan: planView,
    run: facts.run?.revision === row.revision && row.runs[0] ? await viewRun(row.runs[0].id) : null,
    reviews: judgeReviews(facts).map((review) => ({
      ...review,
      comment: comments.get(`${review.reviewer.id} ${review.at.getTime()}`) ?? "",
    })),
    approvalsNeeded: APPROVALS_NEEDED,
    mayStillApprove: whoMayStillApprove(facts),
    gates: listGates(facts),
    comments: row.comments.map(({ id, authorName, text, createdAt, stepId }) => ({
      id,
      authorName,
      text,
      at: createdAt,
      stepNumber: stepId ? (planView?.steps.findIndex((step) => step.id === stepId) ?? -1) + 1 || null : null,
    })),
    may: rightsOf(viewer, facts, { status, isAuthor: row.authorId === viewer.userId }),
  };
}

function rightsOf(
  viewer: Viewer,
  facts: ChangeFacts,
  { status, isAuthor }: { status: ChangeStatus; isAuthor: boolean },
): ChangeView["may"] {
  const isFree = facts.run?.revision !== facts.revision;
  return {
    edit: viewer.can("edit") && (isEditable(status) || REOPENABLE.has(status)),
    submit: viewer.can("submit") && isFree,
    review: viewer.can("review") ? whyNotReview(viewer.userId, facts) : phrase("changes.notReview.noRight"),
    apply: viewer.can("apply") ? whyNotApply(facts) : phrase("changes.notApply.noRight"),
    abandon: viewer.can("edit") && isFree && !facts.isAbandoned && (isAuthor || viewer.can("administer")),
    steer: viewer.can("apply"),
  };
}

const REOPENABLE = new Set<ChangeStatus>(["ABANDONED", "PARTIAL", "FAILED", "CANCELLED"]);

function viewPlan(plan: Plan): PlanView {
  const stored = parsePlan(plan);
  const { hash, createdAt } = plan;
  return { ...stored, hash, createdAt, impact: impactSchema.parse(plan.impact), summary: summarizePlan(stored.steps) };
}

const impactSchema = z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3), z.literal(4)]);

async function viewRun(id: string): Promise<RunView> {
  const run = await db.run.findUniqueOrThrow({ where: { id }, include: { steps: { orderBy: { position: "asc" } } } });
  return {
    id,
    startedByName: run.startedByName,
    createdAt: run.createdAt,
    finishedAt: run.finishedAt,
    isCancelling: run.cancelRequestedAt !== null,
    outcome: run.outcome === null ? null : z.enum(runOutcomes).parse(run.outcome),
    steps: run.steps.map(viewRunStep),
  };
}

function viewRunStep(row: Prisma.RunStepGetPayload<object>): RunStepView {
  const { stepId, attempts, callingAt, finishedAt, errorCode, requestId, confirmedBy } = row;
  const state = z.enum(stepStates).parse(row.state);
  const error = row.error === null ? null : (errorSchema.parse(row.error) as StepErrorView);
  return { stepId, state, attempts, callingAt, finishedAt, errorCode, error, requestId, confirmedBy };
}

const errorSchema = z.object({
  phrase: z.object({ key: z.string(), values: z.record(z.string(), z.union([z.string(), z.number()])).optional() }),
  action: z.string().optional(),
  message: z.string().optional(),
  fields: z
    .array(
      z.object({
        path: z.array(z.union([z.string(), z.number()])),
        before: z.unknown().optional(),
        after: z.unknown().optional(),
      }),
    )
    .optional(),
});
