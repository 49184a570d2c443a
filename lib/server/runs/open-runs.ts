import "server-only";
import { db } from "../db/client";
import type { Advancing } from "./advance-environment";
import { moveStep } from "./journal";
import { fenceRuns } from "./leases";
import { openRun, type RunContext, readJournal } from "./run-context";
import { takeRunLeases } from "./run-leases";

/** A run that goes on, as its row says now. */
export interface OpenRun {
  context: RunContext;
  isCancelled: boolean;
  needsPreflight: boolean;
}

/**
 * The runs of an environment that have not ended, oldest first. One that is met for the first time is fenced: from then on only this
 * worker moves its steps. "lost" when another one did that to a run of ours.
 */
export async function openRuns(
  environmentId: string,
  open: Map<string, RunContext>,
  { send, runId, confirmTurn }: Advancing,
): Promise<OpenRun[] | "lost"> {
  const rows = await db.run.findMany({
    where: { environmentId, finishedAt: null, ...(runId ? { id: runId } : {}) },
    orderBy: { createdAt: "asc" },
    select: { id: true, startedAt: true, preflightAt: true, cancelRequestedAt: true, fencingToken: true },
  });
  const isLost = rows.some(({ id, fencingToken }) => (open.get(id)?.fencingToken ?? fencingToken) !== fencingToken);
  if (isLost) return "lost";
  for (const id of open.keys()) if (!rows.some((row) => row.id === id)) open.delete(id);

  const runs: OpenRun[] = [];
  for (const row of rows) {
    let context = open.get(row.id);
    if (!context) {
      await confirmTurn?.();
      context = await takeRun(row, send);
      open.set(row.id, context);
    }
    const isCancelled = row.cancelRequestedAt !== null;
    runs.push({ context, isCancelled, needsPreflight: row.preflightAt === null && !isCancelled });
  }
  return runs;
}

async function takeRun(
  { id, fencingToken }: { id: string; fencingToken: bigint | null },
  send: Advancing["send"],
): Promise<RunContext> {
  const token = await db.$transaction(async (tx) => {
    // A run that was begun by a version without leases.
    if (fencingToken === null) await takeRunLeases(tx, id);
    await tx.run.updateMany({ where: { id, startedAt: null }, data: { startedAt: new Date() } });
    return (await fenceRuns(tx, [id])).get(id);
  });
  if (token === undefined) throw new Error(`Run ${id} ended while it was taken up`);
  const context = await openRun(id, { fencingToken: token, send });
  await findInterrupted(context);
  return context;
}

/** What a process left in the middle of a call: whether EC2 got it nobody knows. */
async function findInterrupted(context: RunContext): Promise<void> {
  for (const journal of await readJournal(context)) {
    if (journal.state === "calling") await moveStep(db, context, journal, { state: "unknown", wakeAt: new Date() });
  }
}
