import { healths } from "@/lib/domain/topology/severity";
import type { Health } from "@/lib/domain/tunnels/tunnel-status";
import { type ConnectionRow, compareRows } from "./connection-row";

/** A view of the list of connections, as it stands in the address. */
export interface ListQuery {
  text: string;
  statuses: Health[];
  routing: "static" | "bgp" | null;
  /** Name of the gateway. */
  gateway: string | null;
  sort: SortColumn;
  isDescending: boolean;
  /** From 1 on. */
  page: number;
}

export const sortColumns = ["name", "status", "site", "gateway", "routing"] as const;
export type SortColumn = (typeof sortColumns)[number];

export const everything: ListQuery = {
  text: "",
  statuses: [],
  routing: null,
  gateway: null,
  sort: "status",
  isDescending: false,
  page: 1,
};

type SearchParams = Record<string, string | string[] | undefined>;

/** Reads the address; whatever does not fit means the default, since addresses are typed and shortened by people. */
export function parseListQuery(params: SearchParams): ListQuery {
  const one = (name: string) => [params[name] ?? ""].flat()[0] ?? "";
  const wanted = new Set(one("status").split(","));
  const [sort, direction] = one("sort").split(".");
  const routing = one("routing");
  const page = Number(one("page"));
  return {
    text: one("q").trim(),
    statuses: healths.filter((health) => wanted.has(health)),
    routing: routing === "static" || routing === "bgp" ? routing : null,
    gateway: one("gateway") || null,
    sort: sortColumns.find((column) => column === sort) ?? everything.sort,
    isDescending: direction === "desc",
    page: Number.isInteger(page) && page > 0 ? page : 1,
  };
}

/** The address of a view, "" for the plain list. A change of anything but the page goes back to the first. */
export function writeListQuery(query: ListQuery, change: Partial<ListQuery> = {}): string {
  const next = { ...query, page: 1, ...change };
  const params = new URLSearchParams();
  if (next.text) params.set("q", next.text);
  if (next.statuses.length > 0) params.set("status", next.statuses.join(","));
  if (next.routing) params.set("routing", next.routing);
  if (next.gateway) params.set("gateway", next.gateway);
  if (next.sort !== everything.sort || next.isDescending) {
    params.set("sort", `${next.sort}.${next.isDescending ? "desc" : "asc"}`);
  }
  if (next.page > 1) params.set("page", String(next.page));
  const text = params.toString();
  return text === "" ? "" : `?${text}`;
}

/** True when the view leaves out something. */
export function isNarrowed({ text, statuses, routing, gateway }: ListQuery): boolean {
  return text !== "" || statuses.length > 0 || routing !== null || gateway !== null;
}

/** The rows of a view, in its order, all pages. */
export function selectRows(rows: readonly ConnectionRow[], query: ListQuery): ConnectionRow[] {
  const words = query.text.toLowerCase().split(/\s+/).filter(Boolean);
  return rows
    .filter((row) => query.statuses.length === 0 || query.statuses.includes(row.health))
    .filter((row) => query.routing === null || row.routing === query.routing)
    .filter((row) => query.gateway === null || row.gateway?.name === query.gateway)
    .filter((row) => words.length === 0 || includesAll(searchText(row), words))
    .sort(compareBy(query));
}

function includesAll(text: string, words: readonly string[]): boolean {
  return words.every((word) => text.includes(word));
}

/** Everything somebody may have at hand of a connection: a name, an id, an address, a prefix. */
function searchText({ name, awsId, site, gateway, tunnels, prefixes }: ConnectionRow): string {
  const inside = tunnels.flatMap((tunnel) => [tunnel.outsideIpAddress, tunnel.insideCidr]);
  return [name, awsId, site?.name, site?.ipAddress, gateway?.name, ...inside, ...prefixes].join(" ").toLowerCase();
}

const collator = new Intl.Collator("en", { numeric: true });

function compareBy({ sort, isDescending }: ListQuery) {
  const sign = isDescending ? -1 : 1;
  const text = (read: (row: ConnectionRow) => string) => (a: ConnectionRow, b: ConnectionRow) =>
    sign * collator.compare(read(a), read(b)) || collator.compare(a.name, b.name);
  const comparers: Record<SortColumn, (a: ConnectionRow, b: ConnectionRow) => number> = {
    name: text((row) => row.name),
    status: (a, b) => sign * compareRows(a, b),
    site: text((row) => row.site?.name ?? ""),
    gateway: text((row) => row.gateway?.name ?? ""),
    routing: text((row) => `${row.routing} ${row.site?.asn ?? ""}`),
  };
  return comparers[sort];
}
