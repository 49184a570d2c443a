import "server-only";
import { z } from "zod";
import { isKindName, type KindName, kindOf } from "@/lib/domain/kinds";
import type { NetworkView, Observed } from "@/lib/domain/kinds/kind";
import type { ResourceState } from "@/lib/domain/plan/resource-state";
import type { Edit } from "@/lib/domain/plan/step";
import { viewNetwork } from "@/lib/domain/plan/view-network";
import { type Db, db } from "../db/client";
import { Prisma } from "../db/generated/client";

/** Columns that a resource's state is made of. */
export const stateColumns = {
  kind: true,
  key: true,
  name: true,
  awsId: true,
  spec: true,
  observed: true,
} as const;

interface StateRow {
  kind: string;
  key: string;
  name: string;
  awsId: string | null;
  spec: unknown;
  observed: unknown;
}

/** What is wanted and what EC2 shows of everything in an environment, without what is neither. For planning, inside or outside a transaction. */
export async function resourceStates(environmentId: string, tx: Db = db): Promise<ResourceState[]> {
  const rows = await tx.resource.findMany({ where: { environmentId, ...isKnown }, select: stateColumns });
  return rows.map(parseState);
}

/** The network of an environment with a draft's edits laid over it, as checks see it. */
export async function networkView(environmentId: string, edits: readonly Edit[], tx: Db = db): Promise<NetworkView> {
  const environment = await tx.environment.findUniqueOrThrow({
    where: { id: environmentId },
    select: { region: true },
  });
  return viewNetwork(environment.region, await resourceStates(environmentId, tx), edits);
}

/** Leaves out what is gone and was not wanted: its row only keeps the key. */
export const isKnown = { OR: [{ goneAt: null }, { spec: { not: Prisma.DbNull } }] };

const specShape = z.record(z.string(), z.unknown()).nullable();

/** A spec out of its JSON column. */
export function parseSpec(stored: unknown): ResourceState["spec"] {
  return specShape.parse(stored);
}

/** Reads the JSON columns, once. Throws on what no kind's schema describes; the next refresh writes it anew. */
export function parseState({ kind, spec, observed, ...row }: StateRow): ResourceState {
  if (!isKindName(kind)) throw new Error(`Unknown kind "${kind}"`);
  return { ...row, kind, spec: parseSpec(spec), observed: parseObserved(kind, observed) };
}

function parseObserved(kind: KindName, stored: unknown): Observed | null {
  return stored === null ? null : observedOf(kind).parse(stored);
}

/** What EC2 last said of a resource of that kind; null also for what an older version stored in another shape. */
export function readObserved(kind: KindName, stored: unknown): Observed | null {
  return observedOf(kind).safeParse(stored).data ?? null;
}

function observedOf(kind: KindName) {
  return z.object({
    awsId: z.string(),
    name: z.string().nullable(),
    state: z.string(),
    marker: z.string().nullable(),
    attributes: kindOf(kind).attributes,
  });
}
