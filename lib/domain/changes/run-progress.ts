import type { RunOutcome } from "./facts";

export const stepStates = ["pending", "calling", "settling", "done", "failed", "unknown", "skipped"] as const;
export type StepState = (typeof stepStates)[number];

/** One line of a run's journal, as far as what comes next follows from it. */
export interface StepProgress {
  id: string;
  after: readonly string[];
  state: StepState;
}

/** How a run that began ends. */
export type RunEnd = Exclude<RunOutcome, "refused">;

export interface NextMoves {
  /** Ids of pending steps that may start now, in order. */
  start: string[];
  /** Ids of pending steps that never will, and the failed or skipped step they wait for; null when the run was cancelled. */
  skip: { id: string; because: string | null }[];
  /** Set once nothing is left to do. */
  outcome: RunEnd | null;
}

/**
 * What a run does next. A failed step stops what depends on it, at any distance, and lets the rest finish. A cancelled run
 * starts nothing more, but what is under way settles: EC2 cannot take a call back.
 */
export function nextMoves(steps: readonly StepProgress[], isCancelled: boolean): NextMoves {
  const states = new Map(steps.map((step) => [step.id, step.state]));
  const moves: NextMoves = { start: [], skip: [], outcome: null };
  for (const step of steps) {
    if (step.state !== "pending") continue;
    const because = step.after.find((id) => states.get(id) === "failed" || states.get(id) === "skipped");
    if (because !== undefined || isCancelled) {
      moves.skip.push({ id: step.id, because: because ?? null });
      states.set(step.id, "skipped");
      continue;
    }
    if (step.after.every((id) => states.get(id) === "done")) moves.start.push(step.id);
  }
  const all = [...states.values()];
  if (all.every((state) => state === "done" || state === "failed" || state === "skipped")) {
    moves.outcome = outcomeOf(all, isCancelled);
  }
  return moves;
}

function outcomeOf(states: readonly StepState[], isCancelled: boolean): RunEnd {
  if (states.every((state) => state === "done")) return "applied";
  if (!states.includes("failed") && isCancelled) return "cancelled";
  return states.includes("done") ? "partial" : "failed";
}
