import "server-only";
import { isDeepStrictEqual } from "node:util";
import type { KindName } from "@/lib/domain/kinds";
import type { Observed } from "@/lib/domain/kinds/kind";

/** A resource row as it stands, as far as an observation may change it. */
export interface KnownResource {
  id: string;
  kind: string;
  key: string;
  name: string;
  awsId: string | null;
  marker: string | null;
  state: string | null;
  observed: unknown;
  goneAt: Date | null;
}

/** What EC2 lists now of one kind. */
export interface Listed {
  kind: KindName;
  observed: Observed;
  /** Still listed although deleted. */
  isGone: boolean;
}

/** The new values of a row that EC2 shows differently from what it holds. */
export interface ResourceUpdate {
  id: string;
  awsId: string;
  name: string;
  state: string | null;
  /** Null when it is not in AWS any more. */
  observed: Observed | null;
  isGone: boolean;
}

export interface ResourceMatch {
  updates: ResourceUpdate[];
  /** Listed, but no row knows it. */
  unknown: Listed[];
  /** Row of each thing that is there, by kind and EC2's id (`identity`). */
  rows: Map<string, { id: string; key: string }>;
}

/**
 * Lays what EC2 lists over what we know. A row that a run is creating is found by the marker its object carries; every other
 * by EC2's id. A row that was seen once and is listed no more is gone; one that was never seen is only not visible yet.
 */
export function matchResources(known: readonly KnownResource[], listed: readonly Listed[]): ResourceMatch {
  const byAwsId = new Map(known.flatMap((row) => (row.awsId ? [[identity(row.kind, row.awsId), row] as const] : [])));
  const byMarker = new Map(known.flatMap((row) => (row.marker ? [[row.marker, row] as const] : [])));
  const match: ResourceMatch = { updates: [], unknown: [], rows: new Map() };
  const seen = new Set<string>();

  for (const item of listed) {
    const row = rowOf(item, byMarker) ?? byAwsId.get(identity(item.kind, item.observed.awsId));
    if (!row || seen.has(row.id)) {
      if (!item.isGone) match.unknown.push(item);
      continue;
    }
    seen.add(row.id);
    const update = updateOf(row, item);
    if (!isSame(row, update)) match.updates.push(update);
    if (!item.isGone) match.rows.set(identity(item.kind, item.observed.awsId), { id: row.id, key: row.key });
  }
  for (const row of known) {
    if (seen.has(row.id) || row.goneAt || row.awsId === null || row.observed === null) continue;
    match.updates.push({ id: row.id, awsId: row.awsId, name: row.name, state: null, observed: null, isGone: true });
  }
  return match;
}

/** EC2's ids are unique within a kind only: an attachment and its gateway can share one. */
export function identity(kind: string, awsId: string): string {
  return `${kind} ${awsId}`;
}

/** By marker, only while the row has no object yet or has this one: a marker that was copied with other tags binds nothing. */
function rowOf({ kind, observed }: Listed, byMarker: ReadonlyMap<string, KnownResource>): KnownResource | undefined {
  const row = observed.marker ? byMarker.get(observed.marker) : undefined;
  return row?.kind === kind && (row.awsId === null || row.awsId === observed.awsId) ? row : undefined;
}

function updateOf(row: KnownResource, { observed, isGone }: Listed): ResourceUpdate {
  return {
    id: row.id,
    awsId: observed.awsId,
    name: observed.name ?? row.name,
    state: observed.state,
    observed: isGone ? null : observed,
    isGone,
  };
}

function isSame(row: KnownResource, update: ResourceUpdate): boolean {
  return (
    row.awsId === update.awsId &&
    row.name === update.name &&
    row.state === update.state &&
    (row.goneAt !== null) === update.isGone &&
    isDeepStrictEqual(row.observed, asStored(update.observed))
  );
}

/** As JSON gives it back: dates are text, undefined members are not there. */
function asStored(observed: Observed | null): unknown {
  return JSON.parse(JSON.stringify(observed));
}
