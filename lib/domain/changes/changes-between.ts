import type { FieldChange } from "../kinds/kind";
import { isSame } from "../plan/canonical";
import { isSecret } from "../plan/diff-resource";

/** The fields in which two specs of one kind differ. Lists of plain values are one value. */
export function changesBetween(before: unknown, after: unknown, path: FieldChange["path"] = []): FieldChange[] {
  if (isSame(before, after)) return [];
  const [own, other] = [membersOf(before), membersOf(after)];
  if (!own || !other) return [{ path, before: before ?? null, after: after ?? null }];
  const fields = [...new Set([...own.keys(), ...other.keys()])];
  return fields.flatMap((field) => changesBetween(own.get(field), other.get(field), [...path, field]));
}

/** What a thing consists of; undefined for what is one value. */
function membersOf(value: unknown): Map<string | number, unknown> | undefined {
  if (isSecret(value) || typeof value !== "object" || value === null) return undefined;
  if (!Array.isArray(value)) return new Map(Object.entries(value));
  return value.some((item) => typeof item === "object" && item !== null) ? new Map(value.entries()) : undefined;
}

const FIELDS_SHOWN = 3;

/** The first of them for a sentence: "bgpAsn 65000 → 65010, name a → b, …". */
export function fieldsText(changes: readonly FieldChange[]): string {
  const shown = changes.slice(0, FIELDS_SHOWN).map(({ path, before, after }) => {
    const field = path.map((part) => (typeof part === "number" ? `${part + 1}` : part)).join(" ");
    return `${field} ${plain(before)} → ${plain(after)}`;
  });
  return [...shown, ...(changes.length > FIELDS_SHOWN ? ["…"] : [])].join(", ");
}

/** A key is never more than a key. */
function plain(value: unknown): string {
  if (value === undefined || value === null || value === "") return "–";
  if (isSecret(value)) return "•••";
  if (Array.isArray(value)) return value.map(plain).join(" ");
  return typeof value === "object"
    ? JSON.stringify(value, (_, member) => (isSecret(member) ? "•••" : member))
    : String(value);
}
