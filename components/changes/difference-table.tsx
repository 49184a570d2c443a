import { useTranslations } from "next-intl";
import { cn } from "@/components/ui/cn";
import { type DifferenceRow, differenceRows } from "@/lib/domain/changes/difference-rows";
import { nameInKey } from "@/lib/domain/kinds/key";
import type { ResourceDiff } from "@/lib/domain/plan/step";

/** Fields by their names, − what AWS has, + what is wanted. */
export function DifferenceTable({ diff }: { diff: ResourceDiff }) {
  const t = useTranslations("changes.difference");
  const write = useWrittenValue(diff.kind);
  const label = useFieldLabel(diff.kind);
  const [hasBefore, hasAfter] = [diff.operation !== "create", diff.operation !== "remove"];
  return (
    <table className="w-full table-fixed border-b border-border">
      <thead className="sr-only">
        <tr>
          <th>{t("field")}</th>
          {hasBefore && <th>{t("before")}</th>}
          {hasAfter && <th>{t("after")}</th>}
        </tr>
      </thead>
      <tbody>
        {differenceRows(diff.changes).map((row) => (
          <tr
            key={`${row.fields.join(".")} ${row.place}`}
            className="[&:not(:last-child)>*]:border-b [&>*]:border-border"
          >
            <th scope="row" className="h-7 w-[34%] px-4 py-1 text-left font-normal break-words text-text-2">
              {label(row)}
            </th>
            {hasBefore && (
              <td className={cn("mono px-3 py-1 break-words text-muted", !hasAfter && "pr-4")}>
                − {write(row, row.before)}
              </td>
            )}
            {hasAfter && (
              <td className="mono px-3 py-1 pr-4 break-words text-proposed-text">+ {write(row, row.after)}</td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
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

function useWrittenValue(kind: string): (row: DifferenceRow, value: unknown) => string {
  const kinds = useTranslations("kinds");
  const t = useTranslations("changes.difference");
  return function write({ fields }, value): string {
    if (value === undefined || value === null || value === "") return t("notSet");
    if (typeof value === "boolean") return t(value ? "on" : "off");
    if (Array.isArray(value))
      return value.map((item) => write({ fields, place: null, before: null, after: null }, item)).join(", ");
    if (typeof value === "object") return "$secret" in value ? t("newKey") : JSON.stringify(value);
    const choice = `${wordsOf(kind, fields)}.choices.${value}`;
    const text = String(value);
    if (/^[\w-]+$/.test(text) && kinds.has(choice)) return kinds(choice);
    return /^[a-z-]+\/[^/]+$/.test(text) ? nameInKey(text) : text;
  };
}
