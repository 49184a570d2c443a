import type { FieldChange } from "../kinds/kind";

/** A copy of a spec with the changed fields set to what each was changed to; what was taken away is left out. */
export function layChanges(spec: Record<string, unknown>, changes: readonly FieldChange[]): Record<string, unknown> {
  return changes.reduce<Record<string, unknown>>((laid, { path, after }) => ({ ...set(laid, path, after) }), spec);
}

function set(value: unknown, [step, ...rest]: FieldChange["path"], after: unknown): object {
  if (step === undefined) throw new Error("A change needs the path of its field");
  if (typeof step === "number") {
    const items: unknown[] = Array.isArray(value) ? [...value] : [];
    items[step] = rest.length === 0 ? after : set(items[step], rest, after);
    return items;
  }
  const members: Record<string, unknown> = typeof value === "object" && value !== null ? { ...value } : {};
  if (rest.length > 0) members[step] = set(members[step], rest, after);
  else if (after === undefined || after === null) delete members[step];
  else members[step] = after;
  return members;
}
