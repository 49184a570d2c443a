import "server-only";
import { cache } from "react";
import { type KindName, kindNames, kindOf } from "@/lib/domain/kinds";
import { knownSpec, namesOf, type ResourceState } from "@/lib/domain/plan/resource-state";
import type { Viewer } from "../auth/viewer";
import { categoryOfCode, type Ec2ErrorCategory } from "../aws/ec2-error-codes";
import { db } from "../db/client";
import { type Environment, findEnvironment, staleAfterMs } from "../environments/queries";
import { readingsByConnection } from "../telemetry/queries";
import type { OrderedTunnelReading } from "../telemetry/tunnel-row";
import { isKnown, parseState, stateColumns } from "./resource-states";

/** A resource of an environment: what is wanted of it, what EC2 shows, and since when. */
export interface NetworkResource {
  kind: KindName;
  key: string;
  name: string;
  awsId: string | null;
  /** EC2's lifecycle word; null when it is not in AWS. */
  state: string | null;
  /** In the shape of its kind's spec: what EC2 shows, laid over what is wanted. */
  spec: Record<string, unknown>;
  /** What is wanted; null for what was made elsewhere and never edited here. */
  desired: ResourceState["spec"];
  specVersion: number;
  observed: ResourceState["observed"];
  /** Since when EC2 shows it as it does now. Whether that is still so tells the reading of its list. */
  observedAt: Date | null;
  /** Since when EC2 does not list it any more although it is wanted. */
  goneAt: Date | null;
}

/** How one Describe call does. */
export interface ListReading {
  action: string;
  /** The kinds that it shows. */
  kinds: KindName[];
  /** When it was last answered; null if never. */
  readAt: Date | null;
  /** Why it cannot be read now; null while it can. */
  failure: {
    since: Date;
    attemptedAt: Date;
    category: Ec2ErrorCategory;
    code: string;
    message: string;
    requestId: string | null;
  } | null;
}

/** All that the pages of an environment show, read in one go. */
export interface Network {
  environment: Environment;
  /** In the documented order of creation, by name within a kind. */
  resources: NetworkResource[];
  /** Tunnels by the key of their connection, in EC2's order. */
  tunnels: Map<string, OrderedTunnelReading[]>;
  lists: ListReading[];
  /** The instant that ages are counted to. */
  now: Date;
  staleAfterMs: number;
}

/**
 * The network of the viewer's environment with that slug; null when there is none. A handful of statements whatever its size,
 * asked once per request.
 */
export const networkOf = cache(async (viewer: Viewer, environmentSlug: string): Promise<Network | null> => {
  const environment = await findEnvironment(viewer, environmentSlug);
  if (!environment) return null;
  const [rows, tunnels, lists] = await Promise.all([
    db.resource.findMany({
      where: { environmentId: environment.id, ...isKnown },
      select: { ...stateColumns, state: true, specVersion: true, observedAt: true, goneAt: true },
    }),
    readingsByConnection(viewer, environment.id),
    listReadings(environment.id),
  ]);
  const states = rows.map((row) => ({ row, state: parseState(row) }));
  const names = namesOf(states.map(({ state }) => state));
  const resources = states.map(({ row, state }): NetworkResource => {
    const { spec: desired, ...known } = state;
    const { specVersion, observedAt, goneAt } = row;
    return { ...known, state: row.state, spec: knownSpec(state, names), desired, specVersion, observedAt, goneAt };
  });
  const now = new Date();
  return {
    environment,
    resources: resources.sort(inOrder),
    tunnels,
    lists,
    now,
    staleAfterMs: staleAfterMs(environment),
  };
});

/** One resource of a network with what references it. */
export interface ResourceDetail {
  resource: NetworkResource;
  /** Resources that its spec names. */
  references: NetworkResource[];
  /** Resources whose spec names it. */
  referencedBy: NetworkResource[];
  list: ListReading | null;
}

/** One resource out of a network that was read; null when there is none with that key. */
export function resourceDetail(network: Network, key: string): ResourceDetail | null {
  const resource = network.resources.find((one) => one.key === key);
  if (!resource) return null;
  const named = referencesOf(resource);
  return {
    resource,
    references: network.resources.filter((one) => named.has(one.key)),
    referencedBy: network.resources.filter((one) => referencesOf(one).has(key)),
    list: network.lists.find(({ kinds }) => kinds.includes(resource.kind)) ?? null,
  };
}

function referencesOf({ kind, spec }: NetworkResource): Set<string> {
  const parsed = kindOf(kind).spec.safeParse(spec);
  return new Set(
    parsed.success
      ? kindOf(kind)
          .references(parsed.data)
          .map(({ key }) => key)
      : [],
  );
}

/** A line for every list of the registry, read or not. */
async function listReadings(environmentId: string): Promise<ListReading[]> {
  const rows = new Map(
    (await db.listReading.findMany({ where: { environmentId } })).map((row) => [row.action, row] as const),
  );
  const actions = new Set(kindNames.map((name) => kindOf(name).list.action));
  return Array.from(actions, (action) => {
    const row = rows.get(action);
    const kinds = kindNames.filter((name) => kindOf(name).list.action === action);
    if (!row?.failingSince || !row.errorCode) return { action, kinds, readAt: row?.readAt ?? null, failure: null };
    const failure = {
      since: row.failingSince,
      attemptedAt: row.attemptedAt,
      category: categoryOfCode(action, row.errorCode) ?? "invalid",
      code: row.errorCode,
      message: row.errorMessage ?? "",
      requestId: row.requestId,
    };
    return { action, kinds, readAt: row.readAt, failure };
  });
}

const collator = new Intl.Collator("en", { numeric: true });

function inOrder(a: NetworkResource, b: NetworkResource): number {
  return kindOf(a.kind).rank - kindOf(b.kind).rank || collator.compare(a.name, b.name);
}
