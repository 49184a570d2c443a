import "server-only";
// Not from "better-auth" itself: that loads all of it, which every start would wait for.
import { generateId } from "@better-auth/core/utils/id";
import { headers } from "next/headers";
import { DomainError } from "@/lib/errors";
import { recordAudit, recordAuditOf } from "../audit/record-audit";
import { getAuth } from "../auth/auth";
import { listMemberships } from "../auth/membership";
import { createMembership } from "../auth/users";
import type { Viewer } from "../auth/viewer";
import { db } from "../db/client";
import { foundOrganization } from "./found-organization";

/** An organization as a line of the installation's list shows it. What is inside stays its members'. */
export interface OrganizationRow {
  id: string;
  name: string;
  createdAt: Date;
  memberCount: number;
  environmentCount: number;
  /** True where the viewer belongs to it. */
  isMember: boolean;
}

/** All organizations of the installation, by name; for who looks after it. */
export async function listOrganizations(viewer: Viewer): Promise<OrganizationRow[]> {
  demandInstallationAdmin(viewer);
  const rows = await db.organization.findMany({
    select: {
      ...{ id: true, name: true, createdAt: true },
      _count: { select: { members: true, environments: true } },
      members: { where: { userId: viewer.userId }, select: { id: true } },
    },
    orderBy: [{ name: "asc" }, { id: "asc" }],
  });
  return rows.map(({ id, name, createdAt, _count, members }) => ({
    ...{ id, name, createdAt },
    memberCount: _count.members,
    environmentCount: _count.environments,
    isMember: members.length > 0,
  }));
}

/**
 * The organizations that the viewer can work in with this session, in the order in which they joined: all of theirs, or the one
 * whose provider vouched for them.
 */
export async function listOwnOrganizations({
  userId,
  organizationId,
}: Viewer): Promise<{ id: string; name: string }[]> {
  const rows = await db.member.findMany({
    where: { userId },
    select: { organization: { select: { id: true, name: true } } },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
  const all = rows.map(({ organization }) => organization);
  // Nearly everybody belongs to one, and every page asks.
  if (all.length === 1) return all;
  const session = await findSession();
  return session?.ssoProviderId === null ? all : all.filter(({ id }) => id === organizationId);
}

/** Adds an organization with the viewer as its first admin. Its record begins with that. */
export async function createOrganization(viewer: Viewer, { name }: { name: string }): Promise<void> {
  demandInstallationAdmin(viewer);
  await db.$transaction(async (tx) => {
    const organizationId = await foundOrganization(tx, { name, slug: generateId() }, async (id) => {
      const { userId } = viewer;
      await createMembership(tx, { organizationId: id, userId, name: viewer.name, role: "admin" });
      return userId;
    });
    await recordAudit(tx, {
      actor: { id: viewer.userId, name: viewer.name },
      ...{ organizationId, action: "organization.created", subject: name },
    });
  });
}

/** Gives an organization another name. Its own record tells of it. */
export async function renameOrganization(
  viewer: Viewer,
  { organizationId, name }: { organizationId: string; name: string },
): Promise<void> {
  demandInstallationAdmin(viewer);
  await db.$transaction(async (tx) => {
    const before = await tx.organization.findUnique({ where: { id: organizationId }, select: { name: true } });
    if (!before) throw new DomainError("organization-gone");
    if (before.name === name) return;
    await tx.organization.update({ where: { id: organizationId }, data: { name } });
    await recordAudit(tx, {
      actor: { id: viewer.userId, name: viewer.name },
      ...{ organizationId, action: "organization.renamed", subject: before.name, detail: { to: name } },
    });
  });
}

/** From their next page on the viewer works in another of their organizations, in this session. */
export async function switchOrganization(viewer: Viewer, organizationId: string): Promise<void> {
  const session = await findSession();
  const memberships = await listMemberships(db, { userId: viewer.userId });
  const chosen = memberships.find((membership) => membership.organizationId === organizationId);
  if (!session || !chosen) throw new DomainError("organization-gone");
  if (session.ssoProviderId !== null) throw new DomainError("organization-vouched");
  await db.$transaction(async (tx) => {
    await tx.session.update({ where: { id: session.id }, data: { activeOrganizationId: organizationId } });
    await recordAuditOf(chosen, tx, { action: "session.organization-entered", subject: chosen.name });
  });
}

/** The session of this request; null where it came with a key instead. */
async function findSession(): Promise<{ id: string; ssoProviderId: string | null } | null> {
  const found = await (await getAuth()).api.getSession({ headers: await headers() });
  if (!found) return null;
  return db.session.findUnique({ where: { id: found.session.id }, select: { id: true, ssoProviderId: true } });
}

function demandInstallationAdmin(viewer: Viewer): void {
  if (!viewer.can("manage-installation")) throw new DomainError("not-allowed");
}
