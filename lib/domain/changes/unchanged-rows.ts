import type { FieldChange } from "../kinds/kind";
import type { ResourceDiff } from "../plan/step";
import { type DifferenceRow, differenceRows } from "./difference-rows";

/** What a wanted spec holds beside what a difference changes of it: the fields that stay. What is not set is no field. */
export function unchangedRows(
  { kind, operation, changes }: Pick<ResourceDiff, "kind" | "operation" | "changes">,
  spec: Record<string, unknown>,
): DifferenceRow[] {
  const changed = new Set(changes.map(({ path }) => path.join("\n")));
  const staying = leavesOf(spec, []).filter(({ path }) => !prefixesOf(path).some((prefix) => changed.has(prefix)));
  return differenceRows({ kind, operation, changes: staying });
}

function leavesOf(value: unknown, path: FieldChange["path"]): FieldChange[] {
  if (value === undefined || value === null || value === "") return [];
  if (Array.isArray(value)) {
    const isPlain = value.every((item) => typeof item !== "object" || item === null);
    return isPlain
      ? [{ path, before: value, after: value }]
      : value.flatMap((item, at) => leavesOf(item, [...path, at]));
  }
  if (typeof value === "object" && !("$secret" in value)) {
    return Object.entries(value).flatMap(([field, member]) => leavesOf(member, [...path, field]));
  }
  return [{ path, before: value, after: value }];
}

/** A difference may name a whole list where its length changes. */
function prefixesOf(path: FieldChange["path"]): string[] {
  return path.map((_, depth) => path.slice(0, depth + 1).join("\n"));
}
