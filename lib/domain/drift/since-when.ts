import type { FieldChange } from "../kinds/kind";
import { isSame } from "../plan/canonical";

/** What was noted of a resource at one time: a wish that was brought in, or what EC2 showed. */
export interface Noted {
  at: Date;
  what: "wanted" | "adopted" | "forgotten" | "seen" | "gone";
  /** In the shape of its kind's spec; null where nothing is wanted or shown. */
  spec: Record<string, unknown> | null;
}

/**
 * Since when EC2 shows a field as it does now, out of what was noted of the resource, newest first. When a wish is brought in
 * EC2 is read back and agrees, so a difference is never older than that. Null where nothing was noted.
 */
export function sinceWhen(
  { path, before: shown }: Pick<FieldChange, "path" | "before">,
  noted: readonly Noted[],
): Date | null {
  let since: Date | null = null;
  for (const { at, what, spec } of noted) {
    if (what !== "seen" || !isAlike(valueAt(spec, path), shown)) return since;
    since = at;
  }
  return since;
}

/** The value at a path of a spec; undefined where there is none. */
export function valueAt(value: unknown, [step, ...rest]: FieldChange["path"]): unknown {
  if (step === undefined) return value;
  if (typeof value !== "object" || value === null) return undefined;
  return valueAt(Object.entries(value).find(([name]) => name === String(step))?.[1], rest);
}

/** EC2 returns algorithms and groups in an order of its own. */
function isAlike(a: unknown, b: unknown): boolean {
  return Array.isArray(a) && Array.isArray(b) ? isSame([...a].sort(), [...b].sort()) : isSame(a, b);
}
