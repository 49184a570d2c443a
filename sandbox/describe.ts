import type { Filter } from "@aws-sdk/client-ec2";
import { ApiError, invalidCombination, invalidParameterValue } from "./protocol/errors";
import type { Table } from "./table";
import type { Tags } from "./tags";
import { matchesWildcard, readWildcard } from "./wildcard";

type Row = { id: string; state?: string; tags?: Tags };

/** The documented filters of a Describe call: name → the row's value or values. `tag:…` and `tag-key` are added for rows with tags. */
export type FilterTable<R> = Record<string, (row: R) => FilterValue | FilterValue[]>;
type FilterValue = string | number | boolean | undefined;

/** EC2 User Guide, "Filter resources using the console / CLI": filters in a request, values in a filter. */
const filtersMax = 50;
const filterValuesMax = 200;

/** The rows a Describe call asks for: by id (an unknown one is an error), then by filter. */
export function select<R extends Row>(
  table: Table<R>,
  ids: string[] | undefined,
  filters: Filter[] | undefined,
  filterTable: FilterTable<R>,
): R[] {
  const rows = ids?.length ? [...new Set(ids)].map((id) => table.require(id)) : table.all();
  return applyFilters(rows, filters, filterTable);
}

/** Values of one filter are alternatives, filters add up. `*` and `?` are wildcards, a backslash takes their meaning away. */
export function applyFilters<R extends object>(
  rows: R[],
  filters: Filter[] | undefined,
  filterTable: FilterTable<R>,
): R[] {
  if ((filters ?? []).length > filtersMax || filters?.some(({ Values = [] }) => Values.length > filterValuesMax))
    throw new ApiError("FilterLimitExceeded", "The request uses too many filters or too many filter values.");
  let left = rows;
  for (const { Name = "", Values = [] } of filters ?? []) {
    const read = readerOf(Name, filterTable);
    const patterns = Values.map(readWildcard);
    left = left.filter((row) =>
      [read(row)]
        .flat()
        .some((value) => value !== undefined && patterns.some((pattern) => matchesWildcard(pattern, String(value)))),
    );
  }
  return left;
}

/** One page of rows, for the calls EC2 pages. Most allow 5 to 1000 rows on one; those that do not give their own bounds. */
export function page<R>(
  rows: R[],
  input: { MaxResults?: number; NextToken?: string },
  ids?: string[],
  { least, most } = { least: 5, most: 1000 },
): { rows: R[]; nextToken: string | undefined } {
  const { MaxResults: size, NextToken: token } = input;
  if (size === undefined && token === undefined) return { rows, nextToken: undefined };
  if (size !== undefined && ids?.length)
    throw invalidCombination("The parameter MaxResults cannot be used with a list of IDs in the request.");
  if (size !== undefined && size < least)
    throw invalidParameterValue(
      `Value ( ${size} ) for parameter maxResults is invalid. Expecting a value greater than ${least}.`,
    );
  if (size !== undefined && size > most)
    throw invalidParameterValue(
      `Value ( ${size} ) for parameter maxResults is invalid. Expecting a value less than or equal to ${most}.`,
    );
  const start = token === undefined ? 0 : readToken(token);
  const end = start + (size ?? most);
  return { rows: rows.slice(start, end), nextToken: end < rows.length ? writeToken(end) : undefined };
}

function readerOf<R extends object>(name: string, table: FilterTable<R>): FilterTable<R>[string] {
  const known = Object.hasOwn(table, name) ? table[name] : undefined;
  if (known) return known;
  if (name.startsWith("tag:")) return (row) => tagsOf(row)?.get(name.slice("tag:".length));
  if (name === "tag-key") return (row) => [...(tagsOf(row)?.keys() ?? [])];
  if (name === "tag-value") return (row) => [...(tagsOf(row)?.values() ?? [])];
  throw invalidParameterValue(`The filter '${name}' is invalid`);
}

function tagsOf(row: object): Tags | undefined {
  return "tags" in row && row.tags instanceof Map ? row.tags : undefined;
}

function writeToken(offset: number): string {
  return Buffer.from(`page:${offset}`).toString("base64");
}

function readToken(token: string): number {
  const match = /^page:(\d+)$/.exec(Buffer.from(token, "base64").toString());
  if (!match) throw new ApiError("InvalidPaginationToken", "The pagination token is not valid.");
  return Number(match[1]);
}
