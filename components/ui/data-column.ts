import type { ReactNode } from "react";

/** A column of a `DataTable`. Columns hold functions, so they are defined in the client component that uses them. */
export interface DataColumn<Row> {
  /** Stands in the address of a sorted or filtered view: short, and the same for ever. */
  id: string;
  header: string;
  cell: (row: Row) => ReactNode;
  /** What it is sorted by; without it the column does not sort. Null comes last in both directions. */
  sortBy?: (row: Row) => string | number | null;
  /** What it is filtered by; without it the column has no filter. Few different values. */
  filterBy?: (row: Row) => string;
  /** How such a value is written. */
  filterLabel?: (value: string) => string;
  /** Right aligned, digits of one width. */
  isNumeric?: boolean;
  /** Shown only after somebody chose it. */
  isHiddenAtFirst?: boolean;
  className?: string;
}

export interface ColumnFilter {
  columnId: string;
  value: string;
}

/** Orders as people count: "203.0.113.9" before "203.0.113.71", "tunnel 2" before "tunnel 10". */
const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

export function compareValues(a: string | number, b: string | number): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  return collator.compare(String(a), String(b));
}

/** Filters of one column widen each other, filters of different columns narrow. */
export function filterRows<Row>(
  rows: readonly Row[],
  columns: readonly DataColumn<Row>[],
  filters: readonly ColumnFilter[],
): Row[] {
  return rows.filter((row) =>
    columns.every((column) => {
      const wanted = filters.filter(({ columnId }) => columnId === column.id);
      if (wanted.length === 0 || column.filterBy === undefined) return true;
      const value = column.filterBy(row);
      return wanted.some((filter) => filter.value === value);
    }),
  );
}

/** How many rows have each value of a filterable column, most frequent first. */
export function countValues<Row>(
  rows: readonly Row[],
  filterBy: (row: Row) => string,
): { value: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const row of rows) {
    const value = filterBy(row);
    counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => b.count - a.count || compareValues(a.value, b.value));
}
