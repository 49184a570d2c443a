import type { Step } from "../plan/step";

/** As long as nobody knows how long a person takes. */
const CONFIRM_SECONDS = 600;

/**
 * How long a run usually goes on from the start of each step, in seconds by its id: the longest chain of steps that begins with it. What
 * has the longest way to go is begun first where not all can begin at once. Steps come in the order of the plan.
 */
export function remainingSeconds(steps: readonly Step[]): Map<string, number> {
  const longestAfter = new Map<string, number>();
  const remaining = new Map<string, number>();
  for (const step of [...steps].reverse()) {
    const seconds = usualSeconds(step) + (longestAfter.get(step.id) ?? 0);
    remaining.set(step.id, seconds);
    for (const before of step.after) longestAfter.set(before, Math.max(seconds, longestAfter.get(before) ?? 0));
  }
  return remaining;
}

function usualSeconds(step: Step): number {
  return step.type === "confirm" ? CONFIRM_SECONDS : step.timing.typicalSeconds[1];
}
