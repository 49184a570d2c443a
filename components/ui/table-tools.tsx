"use client";

import { Columns3, ListFilter, Search, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { Button } from "./button";
import { type ColumnFilter, countValues, type DataColumn } from "./data-column";
import { Input } from "./input";
import { Menu, MenuCheckbox, MenuContent, MenuHeading, MenuTrigger } from "./menu";
import type { ColumnChoice } from "./use-chosen-columns";

interface FilterProps<Row> {
  columns: readonly DataColumn<Row>[];
  filters: readonly ColumnFilter[];
  onFilters: (filters: ColumnFilter[]) => void;
}

interface TableToolsProps<Row> extends FilterProps<Row> {
  rows: readonly Row[];
  search?: { value: string; onChange: (value: string) => void };
  columnChoice: ColumnChoice;
}

/** Search, filter and columns, at the right of a table's title. */
export function TableTools<Row>({ rows, columns, filters, onFilters, search, columnChoice }: TableToolsProps<Row>) {
  const t = useTranslations("common.table");
  return (
    <>
      {search && (
        <Input
          type="search"
          aria-label={t("search")}
          placeholder={t("search")}
          value={search.value}
          onChange={(event) => search.onChange(event.target.value)}
          action={<Search aria-hidden="true" className="order-first size-3.5 shrink-0 text-muted" />}
          className="h-[26px] w-44 border-border-strong text-xs max-md:grow pointer-coarse:h-11"
        />
      )}
      <FilterMenu rows={rows} columns={columns} filters={filters} onFilters={onFilters} />
      <Menu>
        <MenuTrigger asChild>
          <Button variant="quiet" size="small">
            <Columns3 aria-hidden="true" />
            {t("columns")}
          </Button>
        </MenuTrigger>
        <MenuContent>
          {columnChoice.options.map(({ id, label, isShown }) => (
            <MenuCheckbox key={id} checked={isShown} onChange={() => columnChoice.toggle(id)}>
              {label}
            </MenuCheckbox>
          ))}
        </MenuContent>
      </Menu>
    </>
  );
}

function FilterMenu<Row>({ rows, columns, filters, onFilters }: FilterProps<Row> & { rows: readonly Row[] }) {
  const t = useTranslations("common.table");
  const groups = useMemo(
    () =>
      columns.flatMap((column) =>
        column.filterBy === undefined ? [] : [{ column, values: countValues(rows, column.filterBy) }],
      ),
    [rows, columns],
  );
  if (groups.length === 0) return null;
  return (
    <Menu>
      <MenuTrigger asChild>
        <Button variant="quiet" size="small">
          <ListFilter aria-hidden="true" />
          {t("filter")}
        </Button>
      </MenuTrigger>
      <MenuContent className="min-w-52!">
        {groups.map(({ column, values }) => (
          <div key={column.id}>
            <MenuHeading>{column.header}</MenuHeading>
            {values.map(({ value, count }) => {
              const filter = { columnId: column.id, value };
              const isOn = filters.some((other) => isSame(other, filter));
              return (
                <MenuCheckbox
                  key={value}
                  checked={isOn}
                  onChange={() => onFilters(isOn ? without(filters, filter) : [...filters, filter])}
                  hint={count}
                >
                  {labelOf(column, value)}
                </MenuCheckbox>
              );
            })}
          </div>
        ))}
      </MenuContent>
    </Menu>
  );
}

/** The filters in force, each with a way out. */
export function FilterChips<Row>({ columns, filters, onFilters }: FilterProps<Row>) {
  const t = useTranslations("common.table");
  const shown = filters.flatMap((filter) => {
    const column = columns.find(({ id, filterBy }) => id === filter.columnId && filterBy !== undefined);
    return column === undefined ? [] : [{ filter, text: `${column.header}: ${labelOf(column, filter.value)}` }];
  });
  if (shown.length === 0) return null;
  return (
    <ul className="flex flex-wrap items-center gap-1.5 border-b border-border px-4 py-2">
      {shown.map(({ filter, text }) => (
        <li
          key={text}
          className="inline-flex h-6 items-center gap-1 rounded-sm border border-border bg-sunken pl-2 text-xs text-text-2"
        >
          {text}
          <button
            type="button"
            aria-label={t("removeFilter", { filter: text })}
            onClick={() => onFilters(without(filters, filter))}
            className="grid size-[22px] place-items-center rounded-sm text-muted hover:text-text pointer-coarse:size-9"
          >
            <X aria-hidden="true" className="size-3" />
          </button>
        </li>
      ))}
      <li>
        <button type="button" onClick={() => onFilters([])} className="link px-1 text-xs">
          {t("clear")}
        </button>
      </li>
    </ul>
  );
}

function labelOf<Row>(column: DataColumn<Row>, value: string): string {
  return column.filterLabel?.(value) ?? value;
}

function isSame(a: ColumnFilter, b: ColumnFilter): boolean {
  return a.columnId === b.columnId && a.value === b.value;
}

function without(filters: readonly ColumnFilter[], gone: ColumnFilter): ColumnFilter[] {
  return filters.filter((filter) => !isSame(filter, gone));
}
