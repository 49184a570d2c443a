import type { Impact, Step } from "./step";

export interface PlanSummary {
  calls: number;
  waits: number;
  confirmations: number;
  /** The highest impact and the number (from 1) of the first step that has it; null without steps. */
  highest: { impact: Impact; stepNumber: number } | null;
  /** False when an object is taken away: its addresses and keys go with it. */
  keepsAll: boolean;
  /** Steps that do not wait for each other run side by side; people's part is not counted. */
  typicalSeconds: [least: number, most: number];
}

/** The plan in a line: what kinds of steps, how bad at worst, how long. */
export function summarizePlan(steps: readonly Step[]): PlanSummary {
  const worst = steps.reduce<Step | null>((most, step) => (most && most.impact >= step.impact ? most : step), null);
  return {
    calls: steps.filter((step) => step.type === "call").length,
    waits: steps.filter((step) => step.type === "wait").length,
    confirmations: steps.filter((step) => step.type === "confirm").length,
    highest: worst && { impact: worst.impact, stepNumber: steps.indexOf(worst) + 1 },
    keepsAll: steps.every((step) => step.type !== "call" || step.operation !== "remove"),
    typicalSeconds: [longestPath(steps, 0), longestPath(steps, 1)],
  };
}

function longestPath(steps: readonly Step[], bound: 0 | 1): number {
  const ends = new Map<string, number>();
  for (const step of steps) {
    const start = Math.max(0, ...step.after.map((id) => ends.get(id) ?? 0));
    ends.set(step.id, start + (step.type === "confirm" ? 0 : step.timing.typicalSeconds[bound]));
  }
  return Math.max(0, ...ends.values());
}
