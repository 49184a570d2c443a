import "server-only";
import { z } from "zod";
import { type KindName, kindOf } from "@/lib/domain/kinds";
import { knownSpec, namesOf, type ResourceState } from "@/lib/domain/plan/resource-state";
import { db } from "../db/client";
import { isKnown, parseState, stateColumns } from "./resource-states";

/** A resource of an environment: what is wanted of it, what EC2 shows, and since when. */
export interface NetworkResource {
  readonly kind: KindName;
  readonly key: string;
  readonly name: string;
  readonly awsId: string | null;
  /** EC2's lifecycle word; null when it is not in AWS. */
  readonly state: string | null;
  /** In the shape of its kind's spec: what EC2 shows, laid over what is wanted. */
  readonly spec: Record<string, unknown>;
  /** What is wanted; null for what was made elsewhere and never edited here. */
  readonly desired: ResourceState["spec"];
  readonly specVersion: number;
  readonly observed: ResourceState["observed"];
  /** Since when EC2 shows it as it does now. Whether that is still so tells the reading of its list. */
  readonly observedAt: Date | null;
  /** Since when EC2 does not list it any more although it is wanted. */
  readonly goneAt: Date | null;
}

interface Snapshot {
  version: string;
  /** A promise, so that the frame and the page of one request read once. */
  resources: Promise<readonly NetworkResource[]>;
}

const ENVIRONMENTS_MAX = 20;
const snapshots = new Map<string, Snapshot>();

/**
 * The resources of an environment in the documented order of creation, by name within a kind. Reading and parsing those of
 * 1,000 connections takes 300 ms, and most pages are opened while nothing changes: so the last reading is kept until a row
 * differs. Shared between requests: not to be changed.
 */
export async function knownResources(environmentId: string): Promise<readonly NetworkResource[]> {
  const version = await versionOf(environmentId);
  const known = snapshots.get(environmentId);
  if (known?.version === version) return known.resources;
  const snapshot = { version, resources: readResources(environmentId) };
  snapshots.delete(environmentId);
  snapshots.set(environmentId, snapshot);
  const [oldest] = snapshots.keys();
  if (snapshots.size > ENVIRONMENTS_MAX && oldest) snapshots.delete(oldest);
  snapshot.resources.catch(() => snapshots.get(environmentId) === snapshot && snapshots.delete(environmentId));
  return snapshot.resources;
}

/**
 * Differs whenever a row does: xmin is the transaction that wrote the row's visible version. A time of the last update would
 * miss a transaction that began earlier and committed later.
 */
async function versionOf(environmentId: string): Promise<string> {
  const rows = await db.$queryRaw`
    SELECT count(*)::text || ' ' || coalesce(sum(xmin::text::bigint), 0)::text AS "version"
    FROM "Resource" WHERE "environmentId" = ${environmentId}::uuid`;
  const [row] = z.tuple([z.object({ version: z.string() })]).parse(rows);
  return row.version;
}

async function readResources(environmentId: string): Promise<NetworkResource[]> {
  const rows = await db.resource.findMany({
    where: { environmentId, ...isKnown },
    select: { ...stateColumns, state: true, specVersion: true, observedAt: true, goneAt: true },
  });
  const parsed = rows.map((row) => ({ row, known: parseState(row) }));
  const names = namesOf(parsed.map(({ known }) => known));
  const resources = parsed.map(({ row, known }): NetworkResource => {
    const { spec: desired, ...identity } = known;
    const { state, specVersion, observedAt, goneAt } = row;
    return { ...identity, state, spec: knownSpec(known, names), desired, specVersion, observedAt, goneAt };
  });
  return resources.sort(inOrder);
}

const collator = new Intl.Collator("en", { numeric: true });

function inOrder(a: NetworkResource, b: NetworkResource): number {
  return kindOf(a.kind).rank - kindOf(b.kind).rank || collator.compare(a.name, b.name);
}
