import "server-only";
import type { Drift } from "@/lib/domain/drift/find-drift";
import { halfDone } from "@/lib/domain/drift/half-done";
import { tracesOf } from "@/lib/domain/drift/traces-of";
import { nameInKey } from "@/lib/domain/kinds/key";
import { type Phrase, phrase } from "@/lib/domain/phrase";
import { isThere, knownReferences, type ResourceState } from "@/lib/domain/plan/resource-state";
import { db } from "../db/client";

/** A step's effect may be seen a refresh or two after its run ended. */
const SEEN_LATE_MS = 5 * 60_000;
const RUNS_MAX = 50;

interface Around {
  since: Date | null;
  runs: readonly BrokenRun[];
  byKey: ReadonlyMap<string, ResourceState>;
}

/** A run that ended before it was through. */
export interface BrokenRun {
  changeNumber: number;
  from: Date;
  until: Date;
  /** Resources that its steps touched and did not bring to their end. */
  keys: ReadonlySet<string>;
}

/** How a difference may have come about: a run that stopped halfway, something it stood on, or somebody elsewhere. */
export function whyDrifted({ state, what, fields }: Drift, { since, runs, byKey }: Around): Phrase {
  const run = since && runs.find(({ keys, from, until }) => keys.has(state.key) && from <= since && since <= until);
  if (run) return phrase("drift.cause.run", { number: String(run.changeNumber) });
  if (what === "differs") {
    const traces = tracesOf(state, fields);
    return traces.length > 0
      ? phrase("drift.cause.elsewhereTraced", { events: traces.join(", ") })
      : phrase("drift.cause.elsewhere");
  }
  const lost = knownReferences(state.kind, state.spec ?? {}).find(({ key }) => {
    const other = byKey.get(key);
    return other !== undefined && !isThere(other);
  });
  return lost ? phrase("drift.cause.wentWith", { name: nameInKey(lost.key) }) : phrase("drift.cause.deleted");
}

/** The last runs of an environment that ended before they were through, newest first. */
export async function brokenRuns(environmentId: string): Promise<BrokenRun[]> {
  const runs = await db.run.findMany({
    where: { environmentId, outcome: { in: ["partial", "failed", "cancelled"] } },
    orderBy: { createdAt: "desc" },
    take: RUNS_MAX,
    select: {
      startedAt: true,
      createdAt: true,
      finishedAt: true,
      change: { select: { number: true } },
      steps: { select: { stepId: true, state: true } },
    },
  });
  return runs.map(({ startedAt, createdAt, finishedAt, change, steps }) => ({
    changeNumber: change.number,
    from: startedAt ?? createdAt,
    until: new Date((finishedAt ?? createdAt).getTime() + SEEN_LATE_MS),
    keys: halfDone(steps),
  }));
}
