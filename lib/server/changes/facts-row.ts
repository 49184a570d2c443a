import "server-only";
import type { Db } from "../db/client";

/** What every reading of a change's facts selects. */
export const factsInclude = {
  edits: { orderBy: { key: "asc" } },
  plans: { orderBy: { createdAt: "desc" }, take: 1 },
  reviews: { orderBy: { createdAt: "asc" } },
  runs: { orderBy: { createdAt: "desc" }, take: 1, include: { plan: { select: { revision: true } } } },
  _count: { select: { comments: { where: { threadId: null, isBlocking: true, resolvedAt: null } } } },
} as const;

/** A change as `factsInclude` reads it. */
export type FactsRow = Awaited<ReturnType<typeof readFactsRow>>;

/** Reads one, in the caller's transaction. */
export function readFactsRow(tx: Db, id: string) {
  return tx.change.findUniqueOrThrow({ where: { id }, include: factsInclude });
}

/** Whether the fit of the plan matters: not of a draft, nor of what was started. */
export function mustFit(row: FactsRow): boolean {
  return row.submittedAt !== null && isWaiting(row);
}

/** True before a run carries out the present revision. */
export function isWaiting({ runs: [run], revision }: Waiting): boolean {
  return !run || run.plan.revision !== revision || run.outcome === "refused";
}

interface Waiting {
  revision: number;
  /** The newest first. */
  runs: readonly { outcome: string | null; plan: { revision: number } }[];
}
