import { useTranslations } from "next-intl";
import type { DifferenceRow } from "@/lib/domain/changes/difference-rows";
import { isKindName } from "@/lib/domain/kinds";
import { kindInKey, nameInKey } from "@/lib/domain/kinds/key";
import { isSecret } from "@/lib/domain/plan/diff-resource";
import type { ResourceDiff } from "@/lib/domain/plan/step";

/** What resources are called, by key. */
export type Names = ReadonlyMap<string, string>;

/** Writes what a line of a difference is about: the field, and the tunnel. */
export function useFieldLabel(kind: string): (row: DifferenceRow) => string {
  const kinds = useTranslations("kinds");
  const t = useTranslations("changes.difference");
  return ({ fields, place, after }) => {
    const path = `${wordsOf(kind, fields)}.label`;
    const name = kind !== "" && kinds.has(path) ? kinds(path) : fields.join(".");
    if (place === null) return name;
    // Two new keys look alike here and may be two.
    const both = t(isSecret(after) ? "eachTunnel" : "bothTunnels");
    return `${name} · ${place === "both" ? both : t("tunnel", { number: place + 1 })}`;
  };
}

/** Writes a value of a field as people read it: choices in words, resources by their names, never a key. */
export function useWrittenValue(
  { kind, operation }: { kind: string } & Pick<ResourceDiff, "operation">,
  names: Names,
): (row: DifferenceRow, side: "before" | "after") => string {
  const kinds = useTranslations("kinds");
  const t = useTranslations("changes.difference");
  function write(fields: readonly string[], value: unknown): string {
    if (value === undefined || value === null || value === "") return t("notSet");
    if (typeof value === "boolean") return t(value ? "on" : "off");
    if (Array.isArray(value)) return value.map((item) => write(fields, item)).join(", ");
    if (typeof value === "object") return JSON.stringify(value);
    const choice = `${wordsOf(kind, fields)}.choices.${value}`;
    const text = String(value);
    if (kind !== "" && /^[\w-]+$/.test(text) && kinds.has(choice)) return kinds(choice);
    return isKindName(kindInKey(text)) ? (names.get(text) ?? nameInKey(text)) : text;
  }
  return (row, side) => {
    // A key is never shown: that there is another one is all that can be said.
    if (isSecret(row.after) || isSecret(row.before)) {
      return t(side === "after" || operation === "create" ? "newKey" : "oldKey");
    }
    return write(row.fields, row[side]);
  };
}

/** Path of a field's words in the catalogue: kinds.<kind>.fields.<field>(.fields.<field>…). */
function wordsOf(kind: string, fields: readonly string[]): string {
  return `${kind}.${fields.map((field) => `fields.${field}`).join(".")}`;
}
