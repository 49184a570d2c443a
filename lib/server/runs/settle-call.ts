import "server-only";
import { kindOf } from "@/lib/domain/kinds";
import { phrase } from "@/lib/domain/phrase";
import { isThere, type ResourceState } from "@/lib/domain/plan/resource-state";
import type { CallStep } from "@/lib/domain/plan/step";
import { db } from "../db/client";
import { type Brought, recordRemoved } from "./complete-step";
import { type Failure, failStep, moveStep, noError } from "./journal";
import { differencesOf } from "./read-back";
import { carriesMarker } from "./resolve-late";
import type { JournalStep, RunContext } from "./run-context";
import { conflict } from "./start-call";

/** A list may show the old values a moment longer than the state says. */
const READ_BACK_PATIENCE_MS = 10_000;

interface Seen {
  /** Fresh: read after the call. */
  state: ResourceState | undefined;
  all: readonly ResourceState[];
  /** True when no later step of the run changes the same resource. */
  isLast: boolean;
}

/**
 * Looks whether EC2 is through with a call, and reads back what it made of it. Returns what is there as it was approved, for
 * `recordBrought`; whatever else becomes of the step is written down here.
 */
export async function settleCall(
  context: RunContext,
  journal: JournalStep & { step: CallStep },
  { state, all, isLast }: Seen,
): Promise<Brought | null> {
  const { row, step } = journal;
  const elapsedMs = Date.now() - (row.calledAt?.getTime() ?? Date.now());

  if (step.operation === "remove") {
    await (isThere(state) ? wait(context, journal, elapsedMs) : recordRemoved(context, journal));
    return null;
  }
  const misfit = judge(context, journal, { state, all, isLast });
  if (isThere(state) && misfit === null) return { journal, state, isLast };
  if (misfit === null || misfit === "settling") await wait(context, journal, elapsedMs);
  else if (misfit.code === "run-differs" && elapsedMs < READ_BACK_PATIENCE_MS) await wait(context, journal, elapsedMs);
  else await failStep(context, journal, misfit);
  return null;
}

/** Why a call is not through as it was approved, for now or for good; null where nothing speaks against it. */
function judge(
  context: RunContext,
  journal: JournalStep & { step: CallStep },
  { state, all, isLast }: Seen,
): Failure | "settling" | null {
  const { row, step } = journal;
  if (!isThere(state)) return "settling";
  if (step.operation === "create" && carriesMarker(step.call) && state.observed.marker !== row.marker) {
    return conflict(context, journal);
  }
  const settled = kindOf(step.kind).settled(state.observed);
  if (settled === "settling") return "settling";
  if (settled !== "settled") return { code: "run-cannot-settle", error: { phrase: settled.phrase } };
  const fields = differencesOf({ context, step, state, all, isLast });
  if (fields.length === 0) return null;
  const names = fields.map((field) => field.path.join(".")).join(", ");
  return { code: "run-differs", error: { phrase: phrase("errors.run-differs", { fields: names }), fields } };
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
