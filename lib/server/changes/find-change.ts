import "server-only";
import type { Right } from "@/lib/domain/changes/rights";
import { DomainError } from "@/lib/errors";
import type { Viewer } from "../auth/viewer";
import { type Db, db } from "../db/client";

/** Names a change the way an address does. */
export interface ChangeAddress {
  environmentSlug: string;
  changeNumber: number;
}

/** Throws `not-allowed` without the right. Actions ask as well; this is for whoever calls the use case itself. */
export function demand(viewer: Viewer, right: Right): void {
  if (!viewer.can(right)) throw new DomainError("not-allowed");
}

/** The environment of that slug in the viewer's organization. */
export async function findEnvironment(tx: Db, { organizationId }: Viewer, slug: string) {
  const environment = await tx.environment.findFirst({ where: { slug, organizationId } });
  if (!environment) throw new DomainError("environment-not-found");
  return environment;
}

/** The viewer's change, locked until the transaction ends: what is decided about it is decided by one at a time. */
export async function lockChange(tx: Db, viewer: Viewer, { environmentSlug, changeNumber }: ChangeAddress) {
  const environment = await findEnvironment(tx, viewer, environmentSlug);
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT "id" FROM "Change"
    WHERE "organizationId" = ${viewer.organizationId} AND "environmentId" = ${environment.id}::uuid AND "number" = ${changeNumber}
    FOR UPDATE`;
  const id = rows[0]?.id;
  if (!id) throw new DomainError("change-not-found", { number: changeNumber });
  return { environment, change: await tx.change.findUniqueOrThrow({ where: { id } }) };
}

/** One decision in one transaction. Planning a large network takes a while, so it gets more time than the default. */
export function decide<Result>(work: (tx: Db) => Promise<Result>): Promise<Result> {
  return db.$transaction(work, { timeout: 20_000, maxWait: 10_000 });
}
