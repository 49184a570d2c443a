import "server-only";
import type { FreezeInput } from "@/lib/domain/policy/freeze-input";
import { freezeScope, freezeState } from "@/lib/domain/policy/freeze-state";
import { DomainError } from "@/lib/errors";
import { recordAuditOf } from "../audit/record-audit";
import type { Viewer } from "../auth/viewer-of";
import { type Db, db } from "../db/client";
import { demandAdmin } from "./demand-admin";
import { tellPages } from "./tell-pages";

/** Holds still what is in its scope until it ends or is lifted. One that should have begun already begins now. */
export async function createFreeze(viewer: Viewer, input: FreezeInput): Promise<{ id: string }> {
  demandAdmin(viewer);
  const now = new Date();
  const endsAt = new Date(input.endsAt);
  if (endsAt <= now) throw new DomainError("freeze-over");
  return db.$transaction(async (tx) => {
    const scope = await findScope(tx, viewer, input);
    const startsAt = new Date(Math.max(Date.parse(input.startsAt), now.getTime()));
    const { userId: createdById, name: createdByName, organizationId } = viewer;
    const { id } = await tx.freeze.create({
      data: { ...scope, organizationId, reason: input.reason, startsAt, endsAt, createdById, createdByName },
      select: { id: true },
    });
    await tellPages(tx, viewer);
    await recordAuditOf(viewer, tx, {
      environmentId: scope.environmentId ?? undefined,
      action: "freeze.created",
      subject: input.reason,
      detail: {
        scope: input.scope,
        keys: scope.keys,
        startsAt: startsAt.toISOString(),
        endsAt: endsAt.toISOString(),
      },
    });
    return { id };
  });
}

/** Ends a freeze before its time, or before it began. */
export async function liftFreeze(viewer: Viewer, id: string): Promise<void> {
  demandAdmin(viewer);
  await db.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT 1 FROM "Freeze" WHERE "id" = ${id}::uuid FOR UPDATE`;
    const freeze = await tx.freeze.findFirst({ where: { id, organizationId: viewer.organizationId } });
    const now = new Date();
    const state = freeze && freezeState(freeze, now);
    if (!freeze || state === "ended" || state === "lifted") throw new DomainError("freeze-gone");
    await tx.freeze.update({ where: { id }, data: { liftedAt: now, liftedByName: viewer.name } });
    await tellPages(tx, viewer);
    await recordAuditOf(viewer, tx, {
      environmentId: freeze.environmentId ?? undefined,
      action: "freeze.lifted",
      subject: freeze.reason,
      detail: { scope: freezeScope(freeze), keys: freeze.keys, endsAt: freeze.endsAt.toISOString() },
    });
  });
}

/** The columns that the input's scope means; what does not apply to it is left out. Throws for what is not the viewer's. */
async function findScope(tx: Db, { organizationId }: Viewer, { scope, environmentId, keys }: FreezeInput) {
  if (scope === "organization") return { environmentId: null, keys: [] };
  const environment = await tx.environment.findFirst({
    where: { id: environmentId, organizationId },
    select: { id: true },
  });
  if (!environment) throw new DomainError("environment-not-found");
  if (scope === "environment") return { environmentId, keys: [] };
  const wanted = [...new Set(keys)].sort();
  const found = await tx.resource.findMany({ where: { environmentId, key: { in: wanted } }, select: { key: true } });
  const known = new Set(found.map(({ key }) => key));
  const gone = wanted.find((key) => !known.has(key));
  if (gone !== undefined) throw new DomainError("freeze-resource-gone", { key: gone });
  return { environmentId, keys: wanted };
}
