import type { FilterTable } from "./describe";

/**
 * Filters named after members of the answer: `enclave-options.enabled` reads EnclaveOptions.Enabled, in lists that of every item.
 * What an answer does not show matches nothing.
 */
export function viewFilters<R>(names: readonly string[], view: (row: R) => unknown): FilterTable<R> {
  return Object.fromEntries(names.map((name) => [name, (row: R) => readPath([view(row)], name.split("."))]));
}

function readPath(values: unknown[], [part, ...rest]: string[]): (string | number | boolean)[] {
  if (part === undefined) return values.flatMap(asText);
  const key = part.replaceAll("-", "");
  const inside = values.flatMap((value) =>
    typeof value === "object" && value !== null
      ? Object.entries(value).flatMap(([name, member]) => (name.toLowerCase() === key ? [member] : []))
      : [],
  );
  return readPath(inside.flat(), rest);
}

function asText(value: unknown): (string | number | boolean)[] {
  if (value instanceof Date) return [value.toISOString()];
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? [value] : [];
}
