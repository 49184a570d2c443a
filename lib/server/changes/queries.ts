import "server-only";
import { z } from "zod";
import type { ChangeRow, ChangeView } from "@/lib/domain/changes/change-view";
import { countDelta } from "@/lib/domain/changes/count-delta";
import { deriveStatus, isEditable, isOpen } from "@/lib/domain/changes/lifecycle";
import { judgeApprovals } from "@/lib/domain/changes/requirements";
import type { Edit } from "@/lib/domain/plan/step";
import { parseImpact } from "@/lib/domain/plan/stored-plan";
import type { Viewer } from "../auth/viewer-of";
import { db } from "../db/client";
import { type FactsRow, factsInclude, mustFit } from "./facts-row";
import { type ChangeAddress, decide } from "./find-change";
import { factsOf, loadAround } from "./load-facts";
import { loadPolicy } from "./load-policy";
import { lookAtFit } from "./look-at-fit";
import { viewChange, viewInclude } from "./view-change";

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
  if (rows.length === 0) return [];
  const policy = await loadPolicy(db, environmentId, new Date());
  const [around, fit] = await Promise.all([loadAround(db, rows, policy), lookAtFit(db, environmentId, rows)]);
  return rows
    .map((row) => viewRow(viewer, row, factsOf(row, policy, { ...around, misfits: fit.get(row.id) ?? [] })))
    .filter((row) => filter === "all" || isOpen(row.status));
}

function viewRow(viewer: Viewer, row: FactsRow, facts: ReturnType<typeof factsOf>): ChangeRow {
  const { number, title, authorName, createdAt, updatedAt, scheduledAt } = row;
  const [plan] = row.plans;
  const { requirements } = judgeApprovals(facts);
  const status = deriveStatus(facts);
  const isMissed = requirements.some(({ isMet, mayGive }) => !isMet && mayGive.some(({ id }) => id === viewer.userId));
  return {
    ...{ number, title, authorName, createdAt, updatedAt, scheduledAt },
    status,
    impact: plan ? parseImpact(plan.impact) : null,
    delta: countDelta(plan ? operations.parse(plan.diffs) : []),
    waitsForViewer: viewer.can("review") && isMissed && (status === "IN_REVIEW" || status === "EXPIRED"),
    stepCount: Array.isArray(plan?.steps) ? plan.steps.length : 0,
    approvals: mustFit(row)
      ? { met: requirements.filter(({ isMet }) => isMet).length, needed: requirements.length }
      : null,
    openThreads: facts.openThreads,
  };
}

const operations = z.array(z.object({ operation: z.enum(["create", "update", "replace", "remove"]) }));

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
    include: viewInclude,
  });
  return row && decide((tx) => viewChange(tx, viewer, row));
}
