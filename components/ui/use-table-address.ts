"use client";

import { createParser, parseAsInteger, parseAsString, useQueryStates } from "nuqs";
import type { ColumnFilter } from "./data-column";

export interface TableSort {
  columnId: string;
  isDescending: boolean;
}

/** "status.desc" */
const parseAsSort = createParser<TableSort>({
  parse(text) {
    const [columnId, direction] = splitAtLast(text, ".");
    return direction === "asc" || direction === "desc" ? { columnId, isDescending: direction === "desc" } : null;
  },
  serialize: ({ columnId, isDescending }) => `${columnId}.${isDescending ? "desc" : "asc"}`,
  eq: (a, b) => a.columnId === b.columnId && a.isDescending === b.isDescending,
});

/** "status:down,routing:bgp"; a comma or percent sign in a value is escaped. */
const parseAsFilters = createParser<ColumnFilter[]>({
  parse: (text) =>
    text.split(",").flatMap((part) => {
      const at = part.indexOf(":");
      if (at < 1) return [];
      return [{ columnId: part.slice(0, at), value: unescapeValue(part.slice(at + 1)) }];
    }),
  serialize: (filters) => filters.map(({ columnId, value }) => `${columnId}:${escapeValue(value)}`).join(","),
  eq: (a, b) => JSON.stringify(a) === JSON.stringify(b),
});

const escapeValue = (value: string) => value.replaceAll("%", "%25").replaceAll(",", "%2C");
const unescapeValue = (value: string) => value.replaceAll("%2C", ",").replaceAll("%25", "%");

/**
 * Sort, filters, search and page of a table as they stand in the address, so that a view can be sent to somebody.
 * Two tables of one page need different prefixes.
 */
export function useTableAddress({ defaultSort, prefix = "" }: { defaultSort: TableSort; prefix?: string }) {
  return useQueryStates(
    {
      sort: parseAsSort.withDefault(defaultSort),
      filters: parseAsFilters.withDefault([]),
      search: parseAsString.withDefault(""),
      page: parseAsInteger.withDefault(1),
    },
    {
      urlKeys: { sort: `${prefix}sort`, filters: `${prefix}filter`, search: `${prefix}q`, page: `${prefix}page` },
      history: "replace",
    },
  );
}

function splitAtLast(text: string, separator: string): [string, string] {
  const at = text.lastIndexOf(separator);
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + 1)];
}
