import type { Impact, ResourceDiff, Step } from "../plan/step";

/** How many objects a plan makes, changes in place, makes anew and takes away. */
export type Delta = Record<ResourceDiff["operation"], number>;

export function countDelta(diffs: readonly Pick<ResourceDiff, "operation">[]): Delta {
  const delta: Delta = { create: 0, update: 0, replace: 0, remove: 0 };
  for (const { operation } of diffs) delta[operation] += 1;
  return delta;
}

/** How many calls have each impact, the worst first. */
export function countImpacts(steps: readonly Pick<Step, "type" | "impact">[]): { impact: Impact; count: number }[] {
  const counts = new Map<Impact, number>();
  for (const { type, impact } of steps) if (type === "call") counts.set(impact, (counts.get(impact) ?? 0) + 1);
  return [...counts].map(([impact, count]) => ({ impact, count })).sort((a, b) => b.impact - a.impact);
}
