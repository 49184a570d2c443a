import "server-only";
import { type ChangeFacts, type Difference, runOutcomes, verdicts } from "@/lib/domain/changes/facts";
import { type ChangeStatus, deriveStatus } from "@/lib/domain/changes/lifecycle";
import { parseRelied } from "@/lib/domain/changes/relied";
import type { Tag, Touched } from "@/lib/domain/changes/rules";
import { touchedOf } from "@/lib/domain/changes/touched";
import { nameInKey } from "@/lib/domain/kinds/key";
import type { Impact } from "@/lib/domain/plan/step";
import { parseEdit, parseImpact, parsePlan } from "@/lib/domain/plan/stored-plan";
import { isAcceptable } from "@/lib/domain/problem";
import type { Db } from "../db/client";
import type { HeldLease } from "../runs/leases";
import { type FactsRow, readFactsRow } from "./facts-row";
import { findOutrun, type Outrun } from "./find-outrun";
import { loadPolicy, type Policy } from "./load-policy";
import { loadTags } from "./load-tags";
import { lookAtFit } from "./look-at-fit";

/** The facts of one change as they are in this transaction, its fit to the network included. Decisions ask here. */
export async function loadFacts(tx: Db, changeId: string, now: Date): Promise<ChangeFacts> {
  const row = await readFactsRow(tx, changeId);
  const policy = await loadPolicy(tx, row.environmentId, now);
  const misfits = (await lookAtFit(tx, row.environmentId, [row])).get(row.id) ?? [];
  return factsOf(row, policy, { ...(await loadAround(tx, [row], policy)), misfits });
}

/** Where a change stands now. */
export async function loadStatus(tx: Db, changeId: string): Promise<ChangeStatus> {
  return deriveStatus(await loadFacts(tx, changeId, new Date()));
}

/** What the facts of changes need beside their rows. */
interface Around {
  tags: ReadonlyMap<string, Tag[]>;
  outrun: readonly Outrun[];
}

/** Reads it for several changes of one environment at once. */
export async function loadAround(tx: Db, rows: readonly FactsRow[], policy: Policy): Promise<Around> {
  const isTagged = policy.rules.some(({ match }) => match.tags);
  return {
    tags: isTagged ? await loadTags(tx, policy.environment.id) : new Map(),
    outrun: await findOutrun(tx, rows),
  };
}

interface Judged extends Around {
  /** Empty also where the fit of the plan does not matter: of drafts and of what was started. */
  misfits: readonly Difference[];
  differences?: ChangeFacts["differences"];
}

/** Facts out of a row and what surrounds it. */
export function factsOf(row: FactsRow, policy: Policy, around: Judged): ChangeFacts {
  const [run] = row.runs;
  const plan = planFacts(row, policy, around);
  return {
    now: policy.now,
    author: { id: row.authorId, name: row.authorName },
    editorIds: row.editorIds,
    editCount: row.edits.length,
    revision: row.revision,
    submittedAt: row.submittedAt,
    isAbandoned: row.abandonedAt !== null,
    plan: plan?.facts ?? null,
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
          preflightAt: run.preflightAt,
          outcome: run.outcome === null ? null : oneOf(runOutcomes, run.outcome),
        }
      : null,
    selfApproval: policy.environment.selfApproval,
    approvalHours: policy.approvalHours,
    reviewers: policy.reviewers,
    rules: policy.rules,
    touched: plan?.touched ?? [],
    misfits: around.misfits,
    outrun: around.outrun.filter(({ changeId }) => changeId === row.id),
    differences: around.differences ?? new Map(),
    openThreads: row._count.comments,
    windows: policy.windows,
    freezes: policy.freezes,
    holders: plan ? holdersOf(policy.leases, { ...plan, ownRunId: run?.id }) : [],
  };
}

interface PlanFacts {
  facts: { hash: string; revision: number; isBlocked: boolean; impact: Impact };
  touched: Touched[];
  /** Keys of all that it was made for. */
  relies: string[];
}

function planFacts(
  { plans: [plan], edits: rows }: FactsRow,
  { environment }: Policy,
  { tags }: Around,
): PlanFacts | null {
  if (!plan) return null;
  const { steps, diffs, problems } = parsePlan(plan);
  const relied = parseRelied(plan.relies);
  const edits = rows.map(parseEdit);
  return {
    facts: {
      hash: plan.hash,
      revision: plan.revision,
      isBlocked: !isAcceptable(problems),
      impact: parseImpact(plan.impact),
    },
    touched: touchedOf({ edits, plan: { steps, diffs }, relied, environment, tagsOf: (key) => tags.get(key) ?? [] }),
    relies: Object.keys(relied?.resources ?? {}),
  };
}

/** Who holds what this plan would write or read. Readers share; whoever writes is alone. */
function holdersOf(
  leases: readonly HeldLease[],
  { touched, relies, ownRunId }: Pick<PlanFacts, "touched" | "relies"> & { ownRunId: string | undefined },
): { number: number; name: string }[] {
  const writes = new Set(touched.map(({ key }) => key));
  const reads = new Set(relies);
  return leases
    .filter(({ key, mode, runId }) => runId !== ownRunId && (writes.has(key) || (mode === "write" && reads.has(key))))
    .map(({ key, changeNumber }) => ({ number: changeNumber, name: nameInKey(key) }));
}

function oneOf<Member extends string>(members: readonly Member[], text: string): Member {
  const member = members.find((one) => one === text);
  if (!member) throw new Error(`Not one of ${members.join(", ")}: "${text}"`);
  return member;
}
