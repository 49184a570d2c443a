import "server-only";
import { kindOf } from "@/lib/domain/kinds";
import type { ResourceState } from "@/lib/domain/plan/resource-state";
import { secretsIn, withKeyFingerprints } from "../changes/fingerprints";
import type { Db } from "../db/client";
import type { Prisma } from "../db/generated/client";
import { recordEvents, type Wish } from "../history/record-events";
import { parseSpec } from "../network/resource-states";
import { destroySecret } from "../secrets/sealed-secret";

/** A spec that is to be the wanted one of a resource that is there. */
export interface Brought {
  state: ResourceState;
  spec: Record<string, unknown>;
}

interface Bringing {
  environmentId: string;
  runId: string;
  /** Adopted: AWS satisfied it already, and no call was made for it. */
  what: "wanted" | "adopted";
}

/**
 * Makes specs the wanted ones, with their references and their line in the history; what they name of sealed keys is destroyed.
 * A handful of statements however many there are: a whole account is adopted in one transaction.
 */
export async function bringSpecs(tx: Db, brought: readonly Brought[], bringing: Bringing): Promise<void> {
  if (brought.length === 0) return;
  const { environmentId, runId, what } = bringing;
  const completed = brought.map(({ state, spec }) => {
    const kind = kindOf(state.kind);
    return { state, spec: state.observed ? kind.complete(kind.spec.parse(spec), state.observed) : spec };
  });
  const ids = await writeSpecs(tx, environmentId, completed);
  await writeReferences(tx, environmentId, { completed, ids });
  const specs = parseList(
    await withKeyFingerprints(
      tx,
      completed.map(({ spec }) => spec),
    ),
  );
  const wish = await wishOf(tx, runId);
  const at = new Date();
  await recordEvents(
    tx,
    completed.flatMap(({ state: { key, awsId, observed } }, index) => {
      const resourceId = ids.get(key);
      const spec = specs[index] ?? null;
      return resourceId ? [{ resourceId, at, what, spec, awsId, state: observed?.state ?? null, wish }] : [];
    }),
  );
  for (const $secret of secretsIn(completed.map(({ spec }) => spec))) await destroySecret(tx, { $secret });
}

/** Who wanted what a run brings in: the author of its change. */
export async function wishOf(tx: Db, runId: string): Promise<Wish> {
  const { change } = await tx.run.findUniqueOrThrow({
    where: { id: runId },
    select: { change: { select: { id: true, authorName: true } } },
  });
  return { changeId: change.id, actorName: change.authorName };
}

/** Ids of the rows by key. */
async function writeSpecs(tx: Db, environmentId: string, brought: readonly Brought[]): Promise<Map<string, string>> {
  const wanted = brought.map(({ state, spec }) => ({ key: state.key, spec }));
  const rows = await tx.$queryRaw<{ id: string; key: string }[]>`
    UPDATE "Resource" AS row
    SET "spec" = new."spec",
        "specVersion" = row."specVersion" + 1,
        "marker" = NULL,
        "updatedAt" = now() AT TIME ZONE 'utc'
    FROM jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) AS new("key" text, "spec" jsonb)
    WHERE row."environmentId" = ${environmentId}::uuid AND row."key" = new."key"
    RETURNING row."id", row."key"`;
  return new Map(rows.map(({ id, key }) => [key, id]));
}

async function writeReferences(
  tx: Db,
  environmentId: string,
  { completed, ids }: { completed: readonly Brought[]; ids: ReadonlyMap<string, string> },
): Promise<void> {
  const named = completed.flatMap(({ state, spec }) => {
    const kind = kindOf(state.kind);
    const fromId = ids.get(state.key);
    return fromId ? kind.references(kind.spec.parse(spec)).map(({ field, key }) => ({ fromId, field, key })) : [];
  });
  const targets = await tx.resource.findMany({
    where: { environmentId, key: { in: [...new Set(named.map(({ key }) => key))] } },
    select: { id: true, key: true },
  });
  const idOf = new Map(targets.map(({ id, key }) => [key, id]));
  const data = named.flatMap(({ fromId, field, key }): Prisma.ResourceReferenceCreateManyInput[] => {
    const toId = idOf.get(key);
    return toId ? [{ fromId, field, toId }] : [];
  });
  await tx.resourceReference.deleteMany({ where: { fromId: { in: [...ids.values()] } } });
  await tx.resourceReference.createMany({ data });
}

function parseList(value: unknown): (Record<string, unknown> | null)[] {
  if (!Array.isArray(value)) throw new Error("A list of specs became something else");
  return value.map(parseSpec);
}
