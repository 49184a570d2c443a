"use client";

import {
  createPaginatedRowModel,
  createSortedRowModel,
  type RowSelectionState,
  rowPaginationFeature,
  rowSelectionFeature,
  rowSortingFeature,
  tableFeatures,
  useTable,
} from "@tanstack/react-table";
import { ArrowDown, ArrowUp } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useMemo, useState } from "react";
import { Button } from "./button";
import { Checkbox } from "./checkbox";
import { cn } from "./cn";
import { compareValues, type DataColumn, filterRows } from "./data-column";
import { EmptyState } from "./empty-state";
import { Panel, PanelHeader } from "./panel";
import { numeric, Table, Td, Th, Tr } from "./table";
import { TablePager } from "./table-pager";
import { FilterChips, TableTools } from "./table-tools";
import { useChosenColumns } from "./use-chosen-columns";
import { type TableSort, useTableAddress } from "./use-table-address";

interface DataTableProps<Row extends object> {
  /** Under this name the chosen columns are remembered. */
  id: string;
  title: string;
  /** Must not change with every render: sorting and filtering are kept by it. */
  rows: readonly Row[];
  /** The first column names the row and is always shown. */
  columns: readonly DataColumn<Row>[];
  rowId: (row: Row) => string;
  /** Problems first, unless the reader decides otherwise. */
  defaultSort: TableSort;
  /** All texts the search looks at; without it there is no search field. */
  searchBy?: (row: Row) => string;
  /** What stands here when there are no rows at all. */
  empty: ReactNode;
  /** Buttons of the bar that replaces the head while rows are selected; without it rows cannot be selected. */
  bulkActions?: (selected: Row[], clear: () => void) => ReactNode;
  /** More buttons at the right of the title. */
  actions?: ReactNode;
  isSelected?: (row: Row) => boolean;
  /** Tells the addresses of two tables on one page apart. */
  addressPrefix?: string;
  pageSize?: number;
}

const features = tableFeatures({
  rowSortingFeature,
  rowSelectionFeature,
  rowPaginationFeature,
  sortedRowModel: createSortedRowModel(),
  paginatedRowModel: createPaginatedRowModel(),
});

/** A list one can sort, search, filter, select and link to. */
export function DataTable<Row extends object>(props: DataTableProps<Row>) {
  const { rows, columns, rowId, searchBy, bulkActions, pageSize = 100 } = props;
  const t = useTranslations("common.table");
  const [address, setAddress] = useTableAddress({ defaultSort: props.defaultSort, prefix: props.addressPrefix });
  const [rowSelection, setRowSelection] = useState<RowSelectionState>({});
  const [isShown, columnChoice] = useChosenColumns(props.id, columns);
  const { filters, search, sort } = address;

  const found = useMemo(() => {
    const filtered = filterRows(rows, columns, filters);
    const words = search.toLowerCase().split(/\s+/).filter(Boolean);
    if (searchBy === undefined || words.length === 0) return filtered;
    return filtered.filter((row) => words.every((word) => searchBy(row).toLowerCase().includes(word)));
  }, [rows, columns, filters, search, searchBy]);

  // A link may name a page that a filter, or the network, no longer has.
  const page = Math.min(Math.max(1, address.page), Math.max(1, Math.ceil(found.length / pageSize)));
  const table = useTable({
    features,
    data: found,
    columns: useMemo(() => columns.map(toTableColumn), [columns]),
    getRowId: rowId,
    state: {
      sorting: [{ id: sort.columnId, desc: sort.isDescending }],
      pagination: { pageIndex: page - 1, pageSize },
      rowSelection,
    },
    onRowSelectionChange: setRowSelection,
    autoResetPageIndex: false,
  });

  const shown = columns.filter(isShown);
  const selected = table.getSelectedRowModel().rows.map((row) => row.original);
  const clearSelection = () => setRowSelection({});
  const isSelecting = bulkActions !== undefined && selected.length > 0;

  return (
    <Panel>
      <PanelHeader
        title={props.title}
        count={found.length === rows.length ? rows.length : t("countOf", { found: found.length, all: rows.length })}
      >
        {rows.length > 0 && (
          <TableTools
            rows={rows}
            columns={columns}
            filters={filters}
            onFilters={(next) => setAddress({ filters: next, page: 1 })}
            search={searchBy && { value: search, onChange: (next) => setAddress({ search: next, page: 1 }) }}
            columnChoice={columnChoice}
          />
        )}
        {props.actions}
      </PanelHeader>
      <FilterChips columns={columns} filters={filters} onFilters={(next) => setAddress({ filters: next, page: 1 })} />
      {rows.length === 0 && props.empty}
      {rows.length > 0 && found.length === 0 && (
        <EmptyState
          title={t("nothingFound")}
          actions={<Button onClick={() => setAddress({ filters: [], search: "", page: 1 })}>{t("clear")}</Button>}
        />
      )}
      {found.length > 0 && (
        <Table label={props.title} hasStickyHead>
          <thead>
            {isSelecting ? (
              <tr>
                <Th colSpan={shown.length + 1} className="text-xs! font-normal! text-text!">
                  <span className="flex items-center gap-2">
                    <Checkbox
                      label={t("clearSelection")}
                      isLabelHidden
                      checked={false}
                      isMixed
                      onChange={clearSelection}
                    />
                    <b>{t("selected", { count: selected.length })}</b>
                    {bulkActions(selected, clearSelection)}
                  </span>
                </Th>
              </tr>
            ) : (
              <tr>
                {bulkActions && (
                  <Th className="w-8 pr-0">
                    <Checkbox
                      label={t("selectAll")}
                      isLabelHidden
                      checked={false}
                      onChange={() => table.toggleAllRowsSelected(true)}
                    />
                  </Th>
                )}
                {shown.map((column) => (
                  <HeadCell
                    key={column.id}
                    column={column}
                    sort={sort}
                    onSort={(next) => setAddress({ sort: next, page: 1 })}
                  />
                ))}
              </tr>
            )}
          </thead>
          <tbody>
            {table.getRowModel().rows.map((row) => (
              <Tr key={row.id} aria-selected={row.getIsSelected() || props.isSelected?.(row.original) || undefined}>
                {bulkActions && (
                  <Td className="w-8 pr-0">
                    <Checkbox
                      label={t("selectRow", { row: row.id })}
                      isLabelHidden
                      checked={row.getIsSelected()}
                      onChange={row.getToggleSelectedHandler()}
                    />
                  </Td>
                )}
                {shown.map((column) => (
                  <Td key={column.id} className={cn(column.isNumeric && numeric, column.className)}>
                    {column.cell(row.original)}
                  </Td>
                ))}
              </Tr>
            ))}
          </tbody>
        </Table>
      )}
      <TablePager page={page} pageSize={pageSize} count={found.length} onPage={(page) => setAddress({ page })} />
    </Panel>
  );
}

function toTableColumn<Row extends object>(column: DataColumn<Row>) {
  return {
    id: column.id,
    // TanStack puts undefined last in both directions, which is where a row without a value belongs.
    accessorFn: (row: Row) => column.sortBy?.(row) ?? undefined,
    sortUndefined: "last" as const,
    sortFn: (a: { getValue: (id: string) => unknown }, b: { getValue: (id: string) => unknown }) =>
      compareValues(parseSortable(a.getValue(column.id)), parseSortable(b.getValue(column.id))),
  };
}

function parseSortable(value: unknown): string | number {
  return typeof value === "number" || typeof value === "string" ? value : "";
}

interface HeadCellProps<Row> {
  column: DataColumn<Row>;
  sort: TableSort;
  onSort: (sort: TableSort) => void;
}

function HeadCell<Row>({ column, sort, onSort }: HeadCellProps<Row>) {
  const isSorted = sort.columnId === column.id;
  const Arrow = sort.isDescending ? ArrowDown : ArrowUp;
  const className = cn(column.isNumeric && numeric, column.className);
  if (column.sortBy === undefined) return <Th className={className}>{column.header}</Th>;
  return (
    <Th className={className} aria-sort={isSorted ? (sort.isDescending ? "descending" : "ascending") : undefined}>
      <button
        type="button"
        onClick={() => onSort({ columnId: column.id, isDescending: isSorted && !sort.isDescending })}
        className={cn("inline-flex items-center gap-1 rounded-sm hover:text-text", isSorted && "text-text")}
      >
        {column.header}
        {isSorted && <Arrow aria-hidden="true" className="size-3" />}
      </button>
    </Th>
  );
}
