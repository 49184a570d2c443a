import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { type DifferenceRow, differenceRows } from "@/lib/domain/changes/difference-rows";
import { unchangedRows } from "@/lib/domain/changes/unchanged-rows";
import type { ResourceDiff } from "@/lib/domain/plan/step";
import { DifferenceLines } from "./difference-lines";
import { type Names, useFieldLabel, useWrittenValue } from "./field-words";

interface DifferenceTableProps {
  diff: ResourceDiff;
  names: Names;
  /** What is wanted of the whole object; null where the change has no edit of it, or takes it away. */
  spec: Record<string, unknown> | null;
}

/** Fields by their names, − what AWS has, + what is wanted. AWS's defaults of a new object and what stays are folded. */
export function DifferenceTable({ diff, names, spec }: DifferenceTableProps) {
  const t = useTranslations("changes.difference");
  const rows = differenceRows(diff);
  const chosen = rows.filter((row) => !row.isAwsDefault);
  const defaults = rows.filter((row) => row.isAwsDefault);
  const unchanged = spec && diff.operation === "update" ? unchangedRows(diff, spec) : [];
  return (
    <>
      <Rows diff={diff} rows={chosen} names={names} />
      {defaults.length > 0 && (
        <Fold title={t("defaults", { count: defaults.length })}>
          <Rows diff={diff} rows={defaults} names={names} />
        </Fold>
      )}
      {unchanged.length > 0 && (
        <Fold title={t("unchanged", { count: unchanged.length })}>
          <Rows diff={diff} rows={unchanged} names={names} isUnchanged />
        </Fold>
      )}
    </>
  );
}

function Fold({ title, children }: { title: string; children: ReactNode }) {
  return (
    <details className="border-b border-border">
      <summary className="cursor-pointer bg-background px-4 py-[7px] text-xs text-muted">{title}</summary>
      {children}
    </details>
  );
}

interface RowsProps extends Omit<DifferenceTableProps, "spec"> {
  rows: readonly DifferenceRow[];
  isUnchanged?: boolean;
}

function Rows({ diff, rows, names, isUnchanged = false }: RowsProps) {
  const t = useTranslations("changes.difference");
  const write = useWrittenValue(diff, names);
  const label = useFieldLabel(diff.kind);
  if (isUnchanged) {
    return (
      <DifferenceLines
        heads={{ field: t("field"), before: null, after: t("both") }}
        lines={rows.map((row) => [label(row), null, write(row, "before")])}
        isUnchanged
      />
    );
  }
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
