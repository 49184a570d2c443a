import "server-only";
import {
  type ChangeFacts,
  type ChangeStatus,
  deriveStatus,
  type Person,
  runOutcomes,
  verdicts,
} from "@/lib/domain/changes/lifecycle";
import { hasRight } from "@/lib/domain/changes/rights";
import type { Phrase } from "@/lib/domain/phrase";
import { parseEdit, parsePlan } from "@/lib/domain/plan/stored-plan";
import { isAcceptable } from "@/lib/domain/problem";
import { listMemberships } from "../auth/membership";
import type { Db } from "../db/client";
import { reliedSchema } from "./fingerprints";
import { loadNetwork, type Network } from "./load-network";
import { whyStale } from "./why-stale";

/** What every reading of a change's facts selects. */
export const factsInclude = {
  environment: { select: { selfApproval: true } },
  edits: { orderBy: { key: "asc" } },
  plans: { orderBy: { createdAt: "desc" }, take: 1 },
  reviews: { orderBy: { createdAt: "asc" } },
  runs: { orderBy: { createdAt: "desc" }, take: 1, include: { plan: { select: { revision: true } } } },
} as const;

/** The facts of one change as they are in this transaction, its fit to the network included. */
export async function loadFacts(tx: Db, changeId: string, now: Date): Promise<ChangeFacts> {
  const row = await tx.change.findUniqueOrThrow({ where: { id: changeId }, include: factsInclude });
  const reviewers = await loadReviewers(tx, row.organizationId);
  const busy = await tx.run.findFirst({
    where: { environmentId: row.environmentId, finishedAt: null, changeId: { not: changeId } },
    select: { change: { select: { number: true } } },
  });
  const mustFit = row.submittedAt !== null && row.runs[0]?.plan.revision !== row.revision;
  const staleReasons = mustFit ? judgeFit(row, await loadNetwork(tx, row.environmentId, now)) : [];
  return factsOf(row, { reviewers, staleReasons, appliedMeanwhile: busy?.change ?? null });
}

/** Where a change stands now. */
export async function loadStatus(tx: Db, changeId: string): Promise<ChangeStatus> {
  return deriveStatus(await loadFacts(tx, changeId, new Date()));
}

/** The people of an organization who may review. */
export async function loadReviewers(tx: Db, organizationId: string): Promise<Person[]> {
  const memberships = await listMemberships(tx, { organizationId });
  const ids = memberships.filter((membership) => hasRight(membership, "review")).map(({ userId }) => userId);
  const users = await tx.user.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } });
  return ids.flatMap((id) => users.find((user) => user.id === id) ?? []);
}

/** A change as `factsInclude` reads it. */
export type FactsRow = Awaited<ReturnType<typeof readRow>>;
function readRow(tx: Db, id: string) {
  return tx.change.findUniqueOrThrow({ where: { id }, include: factsInclude });
}

interface Around {
  reviewers: Person[];
  /** Empty also where the fit of the plan does not matter: of drafts and of what was started. */
  staleReasons: Phrase[];
  appliedMeanwhile: { number: number } | null;
}

/** Facts out of a row and what surrounds it. */
export function factsOf(row: FactsRow, { reviewers, staleReasons, appliedMeanwhile }: Around): ChangeFacts {
  const [plan] = row.plans;
  const [run] = row.runs;
  const stored = plan && parsePlan(plan);
  return {
    author: { id: row.authorId, name: row.authorName },
    editorIds: row.editorIds,
    editCount: row.edits.length,
    revision: row.revision,
    submittedAt: row.submittedAt,
    isAbandoned: row.abandonedAt !== null,
    plan:
      plan && stored ? { hash: plan.hash, revision: plan.revision, isBlocked: !isAcceptable(stored.problems) } : null,
    reviews: row.reviews.map((review) => ({
      reviewer: { id: review.reviewerId, name: review.reviewerName },
      verdict: oneOf(verdicts, review.verdict),
      planHash: review.planHash,
      at: review.createdAt,
    })),
    run: run
      ? {
          revision: run.plan.revision,
          startedAt: run.startedAt,
          outcome: run.outcome === null ? null : oneOf(runOutcomes, run.outcome),
        }
      : null,
    selfApproval: row.environment.selfApproval,
    reviewers,
    staleReasons,
    appliedMeanwhile,
  };
}

/** Why the plan of a change does not fit this network; nothing while it does. */
export function judgeFit(row: FactsRow, network: Network): Phrase[] {
  const [plan] = row.plans;
  if (!plan) return [];
  return whyStale({
    edits: row.edits.map(parseEdit),
    steps: parsePlan(plan).steps,
    impact: plan.impact,
    relied: reliedSchema.parse(plan.relies),
    network,
  });
}

function oneOf<Member extends string>(members: readonly Member[], text: string): Member {
  const member = members.find((one) => one === text);
  if (!member) throw new Error(`Not one of ${members.join(", ")}: "${text}"`);
  return member;
}
