import type { ConnectionRow } from "@/components/connections/connection-row";
import { type Phrase, phrase } from "@/lib/domain/phrase";
import type { TunnelLine } from "@/lib/domain/topology/network";

/** One connection that somebody should look at, in a sentence, with the one thing to do about it. */
export interface Attention {
  row: ConnectionRow;
  /** Texts with <mono> around addresses and prefixes. */
  headline: Phrase;
  detail: Phrase | null;
  action: { kind: "review"; changeNumber: number } | { kind: "configuration" } | { kind: "open" };
}

/** Connections of which nothing is known for one and the same reason: one sentence for all of them. */
export interface Unreadable {
  rows: readonly ConnectionRow[];
  /** Since when the first of them is unknown; null when that cannot be known. */
  since: Date | null;
  headline: Phrase;
}

/**
 * Takes out the connections that share their reason for being unknown with others: a list that repeats one sentence hides
 * what differs.
 */
export function foldUnreadable(rows: readonly ConnectionRow[]): { apart: ConnectionRow[]; folded: Unreadable[] } {
  const byReason = new Map<string, ConnectionRow[]>();
  for (const row of rows.filter(({ health }) => health === "unknown")) {
    const reason = reasonOf(row).key;
    byReason.set(reason, [...(byReason.get(reason) ?? []), row]);
  }
  const groups = [...byReason.values()].filter(({ length }) => length > 1);
  const taken = new Set(groups.flat());
  return {
    apart: rows.filter((row) => !taken.has(row)),
    folded: groups.map((group) => ({
      rows: group,
      since: group.reduce<Date | null>(
        (first, { since }) => (since && (!first || since < first) ? since : first),
        null,
      ),
      headline: phrase("overview.attention.unreadable", { count: group.length }),
    })),
  };
}

/**
 * What needs attention, worst first, as the rows are. What is healthy does not, and what AWS is working on does not yet.
 * `changeOf` tells an open change that touches the connection.
 */
export function listAttention(
  rows: readonly ConnectionRow[],
  changeOf: (connectionKey: string) => number | undefined,
): Attention[] {
  return rows
    .filter(({ health }) => health !== "healthy" && health !== "pending")
    .map((row) => ({ row, ...wordsFor(row), action: actionFor(row, changeOf(row.key)) }));
}

function actionFor(row: ConnectionRow, changeNumber: number | undefined): Attention["action"] {
  if (changeNumber !== undefined) return { kind: "review", changeNumber };
  return { kind: row.tunnels.some(({ state }) => state === "never-up") ? "configuration" : "open" };
}

function wordsFor(row: ConnectionRow): { headline: Phrase; detail: Phrase | null } {
  switch (row.health) {
    case "down":
      return { headline: downHeadline(row), detail: downDetail(row) };
    case "degraded":
      return degradedWords(row);
    case "never-up":
      return { headline: phrase("overview.attention.neverUp"), detail: deviceDetail(row) };
    case "unknown":
    case "healthy":
    case "pending":
      return { headline: reasonOf(row), detail: null };
    default: {
      const impossible: never = row.health;
      throw new Error(`Unknown health: ${impossible}`);
    }
  }
}

function downHeadline({ prefixes }: ConnectionRow): Phrase {
  const [prefix] = prefixes;
  if (prefix === undefined) return phrase("overview.attention.down");
  return phrase("overview.attention.downWithPrefix", { prefix, more: prefixes.length - 1 });
}

/** Where IPsec stands and only BGP is missing, that is the news; else AWS's own words. */
function downDetail({ tunnels, reason }: ConnectionRow): Phrase | null {
  const [first] = tunnels;
  if (first === undefined || tunnels.every(({ state }) => state !== "down")) return reason;
  return awsSays(first);
}

function degradedWords(row: ConnectionRow): { headline: Phrase; detail: Phrase | null } {
  const up = row.tunnels.find(({ state }) => state === "up" || state === "up-no-routes");
  const faulty = row.tunnels.find((tunnel) => tunnel !== up);
  if (!up?.outsideIpAddress || !faulty?.outsideIpAddress) return { headline: reasonOf(row), detail: null };
  const values = { address: faulty.outsideIpAddress, other: up.outsideIpAddress };
  switch (faulty.state) {
    case "down":
      return { headline: phrase("overview.attention.oneDown", values), detail: awsSays(faulty) };
    case "bgp-down":
      return { headline: phrase("overview.attention.oneDown", values), detail: row.reason };
    case "never-up":
      return { headline: phrase("overview.attention.oneNeverUp", values), detail: deviceDetail(row) };
    case "up":
    case "up-no-routes":
    case "unknown":
    case "pending":
    case "proposed":
      return { headline: reasonOf(row), detail: null };
    default: {
      const impossible: never = faulty.state;
      throw new Error(`Unknown tunnel state: ${impossible}`);
    }
  }
}

function awsSays({ message }: TunnelLine): Phrase | null {
  return message === "" ? null : phrase("overview.attention.awsSays", { message });
}

/** The device at the other end is what has to be configured. */
function deviceDetail({ site }: ConnectionRow): Phrase | null {
  return site?.ipAddress
    ? phrase("overview.attention.configureDevice", { name: site.name, address: site.ipAddress })
    : null;
}

/** Every health that is not fine comes with its reason. */
function reasonOf({ key, reason }: ConnectionRow): Phrase {
  if (reason === null) throw new Error(`No reason for the state of ${key}`);
  return reason;
}
