import { groupBy } from "../group-by";

interface JournaledStep {
  /** "<key of the resource>#<operation>", with its place from the second on */
  stepId: string;
  state: string;
}

/**
 * Keys of the resources that a run touched and did not bring to their end. Where every step is done, what was wanted is there:
 * whatever differs since came from elsewhere.
 */
export function halfDone(steps: readonly JournaledStep[]): Set<string> {
  const byKey = groupBy(steps, ({ stepId }) => stepId.slice(0, stepId.lastIndexOf("#")));
  const left = [...byKey].filter(([, own]) => own.some(isBegun) && own.some(({ state }) => state !== "done"));
  return new Set(left.map(([key]) => key));
}

function isBegun({ state }: JournaledStep): boolean {
  return state !== "pending" && state !== "skipped";
}
