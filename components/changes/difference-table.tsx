import { useTranslations } from "next-intl";
import { type DifferenceRow, differenceRows } from "@/lib/domain/changes/difference-rows";
import { nameInKey } from "@/lib/domain/kinds/key";
import { isSecret } from "@/lib/domain/plan/diff-resource";
import type { ResourceDiff } from "@/lib/domain/plan/step";
import { DifferenceLines } from "./difference-lines";

/** Fields by their names, − what AWS has, + what is wanted. What a new object has at AWS's defaults is folded. */
export function DifferenceTable({ diff }: { diff: ResourceDiff }) {
  const t = useTranslations("changes.difference");
  const rows = differenceRows(diff);
  const chosen = rows.filter((row) => !row.isAwsDefault);
  const defaults = rows.filter((row) => row.isAwsDefault);
  return (
    <>
      <Rows diff={diff} rows={chosen} />
      {defaults.length > 0 && (
        <details className="border-b border-border">
          <summary className="cursor-pointer bg-background px-4 py-[7px] text-xs text-muted">
            {t("defaults", { count: defaults.length })}
          </summary>
          <Rows diff={diff} rows={defaults} />
        </details>
      )}
    </>
  );
}

function Rows({ diff, rows }: { diff: ResourceDiff; rows: readonly DifferenceRow[] }) {
  const t = useTranslations("changes.difference");
  const write = useWrittenValue(diff);
  const label = useFieldLabel(diff.kind);
  const [hasBefore, hasAfter] = [diff.operation !== "create", diff.operation !== "remove"];
  return (
    <DifferenceLines
      heads={{ field: t("field"), before: hasBefore ? t("before") : null, after: hasAfter ? t("after") : null }}
      lines={rows.map((row) => [
        label(row),
        hasBefore ? write(row, "before") : null,
        hasAfter ? write(row, "after") : null,
      ])}
    />
  );
}

/** Path of a field's words in the catalogue: kinds.<kind>.fields.<field>(.fields.<field>…). */
function wordsOf(kind: string, fields: readonly string[]): string {
  return `${kind}.${fields.map((field) => `fields.${field}`).join(".")}`;
}

function useFieldLabel(kind: string): (row: DifferenceRow) => string {
  const kinds = useTranslations("kinds");
  const t = useTranslations("changes.difference");
  return ({ fields, place }) => {
    const path = `${wordsOf(kind, fields)}.label`;
    const name = kinds.has(path) ? kinds(path) : fields.join(".");
    if (place === null) return name;
    return `${name} · ${place === "both" ? t("bothTunnels") : t("tunnel", { number: place + 1 })}`;
  };
}

function useWrittenValue({ kind, operation }: ResourceDiff): (row: DifferenceRow, side: "before" | "after") => string {
  const kinds = useTranslations("kinds");
  const t = useTranslations("changes.difference");
  function write(fields: readonly string[], value: unknown): string {
    if (value === undefined || value === null || value === "") return t("notSet");
    if (typeof value === "boolean") return t(value ? "on" : "off");
    if (Array.isArray(value)) return value.map((item) => write(fields, item)).join(", ");
    if (typeof value === "object") return JSON.stringify(value);
    const choice = `${wordsOf(kind, fields)}.choices.${value}`;
    const text = String(value);
    if (/^[\w-]+$/.test(text) && kinds.has(choice)) return kinds(choice);
    return /^[a-z-]+\/[^/]+$/.test(text) ? nameInKey(text) : text;
  }
  return (row, side) => {
    // A key is never shown: that there is another one is all that can be said.
    if (isSecret(row.after) || isSecret(row.before)) {
      return t(side === "after" || operation === "create" ? "newKey" : "oldKey");
    }
    return write(row.fields, row[side]);
  };
}
