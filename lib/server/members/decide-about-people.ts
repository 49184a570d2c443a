import "server-only";
import { hasRight } from "@/lib/domain/changes/rights";
import { DomainError } from "@/lib/errors";
import { type AuditEntry, recordAuditOf } from "../audit/record-audit";
import { listMemberships, type Membership } from "../auth/membership";
import type { Viewer } from "../auth/viewer-of";
import { type Db, db } from "../db/client";
import { tellPages } from "../policy/tell-pages";

/** What a decision wrote, for the record. */
export type Decided = Pick<AuditEntry, "action" | "subject" | "detail">;

/**
 * One decision about who may do what in the viewer's organization, as one transaction. They are taken one at a time, under the
 * lock that decisions about rules take as well: two admins who remove each other must not both succeed, and a rule must not
 * come to name a group that is being removed. `decide` answers null where everything is already as it was asked for.
 */
export async function decideAboutPeople<Result extends { decided: Decided }>(
  viewer: Viewer,
  decide: (tx: Db) => Promise<Result | null>,
): Promise<Result | null> {
  return db.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT 1 FROM "Organization" WHERE "id" = ${viewer.organizationId} FOR UPDATE`;
    const admins = await listAdmins(tx, viewer);
    // Asked again under the lock: the role may have gone while this waited.
    if (!admins.some(({ userId }) => userId === viewer.userId)) throw new DomainError("not-allowed");
    const result = await decide(tx);
    if (!result) return null;
    await refuseWithoutAdmin(tx, viewer, admins);
    await tellPages(tx, viewer);
    await recordAuditOf(viewer, tx, result.decided);
    return result;
  });
}

async function listAdmins(tx: Db, { organizationId }: Viewer): Promise<Membership[]> {
  const memberships = await listMemberships(tx, { organizationId });
  return memberships.filter((membership) => hasRight(membership, "administer"));
}

/** Whatever took the right away, the last role, group or person that had it: somebody must be left to give it back. */
async function refuseWithoutAdmin(tx: Db, viewer: Viewer, before: readonly Membership[]): Promise<void> {
  if ((await listAdmins(tx, viewer)).length > 0) return;
  const [only, ...others] = before;
  if (only && others.length === 0) throw new DomainError("last-admin", { name: only.name });
  throw new DomainError("no-admin-left", { count: before.length });
}
