import "server-only";
import { nextMoves } from "@/lib/domain/changes/run-progress";
import { phrase } from "@/lib/domain/phrase";
import { db } from "../db/client";
import { finishRun } from "./finish-run";
import { moveStep } from "./journal";
import type { JournalStep, RunContext } from "./run-context";

/** A run and its journal as they were just read. */
export interface RunInHand {
  context: RunContext;
  isCancelled: boolean;
  journal: readonly JournalStep[];
}

/**
 * Writes down what follows from the journal without a call: what never will begin is skipped, what a cancelled run waits for ends, and
 * a run of which nothing is left is finished. Returns the steps that may begin; null when the journal has to be read again first.
 */
export async function makeMoves({ context, isCancelled, journal }: RunInHand): Promise<JournalStep[] | null> {
  if (isCancelled && (await endWaits(context, journal))) return null;
  const moves = nextMoves(
    journal.map(({ step, state }) => ({ ...step, state })),
    isCancelled,
  );
  for (const { id, because } of moves.skip) await skip(context, journal, { id, because });
  if (moves.outcome) await finishRun(context, moves.outcome);
  if (moves.outcome || moves.skip.length > 0) return null;
  return journal.filter(({ step }) => moves.start.includes(step.id));
}

/** A cancelled run waits for nobody: what waits or wants a word ends. True when something ended. */
async function endWaits(context: RunContext, journal: readonly JournalStep[]): Promise<boolean> {
  const waiting = journal.filter(({ state, step }) => state === "settling" && step.type !== "call");
  for (const one of waiting) await moveStep(db, context, one, skipped(null));
  return waiting.length > 0;
}

async function skip(
  context: RunContext,
  journal: readonly JournalStep[],
  { id, because }: { id: string; because: string | null },
): Promise<void> {
  const own = journal.find(({ step }) => step.id === id);
  const number = journal.findIndex(({ step }) => step.id === because) + 1;
  if (own) await moveStep(db, context, own, skipped(because === null ? null : number));
}

function skipped(becauseOfStep: number | null) {
  const words =
    becauseOfStep === null
      ? phrase("changes.skipped.cancelled")
      : phrase("changes.skipped.after", { number: becauseOfStep });
  return { state: "skipped" as const, finishedAt: new Date(), wakeAt: null, error: { phrase: { ...words } } };
}
