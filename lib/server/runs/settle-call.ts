import "server-only";
import { kindOf } from "@/lib/domain/kinds";
import { phrase } from "@/lib/domain/phrase";
import { isThere, type ResourceState } from "@/lib/domain/plan/resource-state";
import type { CallStep } from "@/lib/domain/plan/step";
import { db } from "../db/client";
import { recordBrought, recordRemoved } from "./complete-step";
import { failStep, moveStep, noError } from "./journal";
import { differencesOf } from "./read-back";
import { carriesMarker } from "./resolve-late";
import type { JournalStep, RunContext } from "./run-context";
import { failConflict } from "./start-call";

/** A list may show the old values a moment longer than the state says. */
const READ_BACK_PATIENCE_MS = 10_000;

/**
 * Looks whether EC2 is through with a call, and reads back what it made of it. `state` is fresh; `isLast` says that no later
 * step of the run changes the same resource.
 */
export async function settleCall(
  context: RunContext,
  journal: JournalStep & { step: CallStep },
  { state, all, isLast }: { state: ResourceState | undefined; all: readonly ResourceState[]; isLast: boolean },
): Promise<void> {
  const { row, step } = journal;
  const elapsedMs = Date.now() - (row.calledAt?.getTime() ?? Date.now());

  if (step.operation === "remove") {
    if (isThere(state)) return wait(context, journal, elapsedMs);
    await recordRemoved(context, journal);
    return;
  }
  if (!isThere(state)) return wait(context, journal, elapsedMs);
  if (step.operation === "create" && carriesMarker(step.call) && state.observed.marker !== row.marker) {
    return failConflict(context, journal);
  }
  const settled = kindOf(step.kind).settled(state.observed);
  if (settled === "settling") return wait(context, journal, elapsedMs);
  if (settled !== "settled") {
    return failStep(context, journal, { code: "run-cannot-settle", error: { phrase: settled.phrase } });
  }
  const fields = differencesOf({ context, step, state, all, isLast });
  if (fields.length > 0) {
    if (elapsedMs < READ_BACK_PATIENCE_MS) return wait(context, journal, elapsedMs);
    const names = fields.map((field) => field.path.join(".")).join(", ");
    const error = { phrase: phrase("errors.run-differs", { fields: names }), fields };
    return failStep(context, journal, { code: "run-differs", error });
  }
  await recordBrought(context, journal, { state, isLast });
}

async function wait(context: RunContext, journal: JournalStep & { step: CallStep }, elapsedMs: number): Promise<void> {
  const { longestSeconds } = journal.step.timing;
  if (elapsedMs > longestSeconds * 1000) {
    const words = phrase("errors.run-too-long", { minutes: Math.ceil(longestSeconds / 60) });
    return failStep(context, journal, { code: "run-too-long", error: { phrase: words } });
  }
  // EC2 was read, so what kept it from being read is over. That it goes on as it did is not written down.
  if (journal.row.errorCode !== null) await moveStep(db, context, journal, { state: "settling", ...noError });
}
