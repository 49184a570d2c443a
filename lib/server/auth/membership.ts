import "server-only";
import { type Holder, parseGrant, parseRole, type Role } from "@/lib/domain/changes/rights";
import type { Db } from "../db/client";

/** What somebody is in one organization, with what their groups bring. */
export interface Membership extends Holder {
  userId: string;
  organizationId: string;
  /** What this organization calls them. */
  name: string;
  email: string;
  /** Of the membership itself. */
  role: Role;
  groupIds: readonly string[];
}

/** The memberships of an organization, or one person's everywhere, the oldest first. */
export async function listMemberships(
  tx: Db,
  where: { organizationId?: string; userId?: string },
): Promise<Membership[]> {
  const members = await tx.member.findMany({
    where,
    include: { user: { select: { name: true, email: true, isInstallationAdmin: true } } },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
  const entries = await tx.groupMember.findMany({
    where: { userId: where.userId, group: { organizationId: where.organizationId } },
    select: { userId: true, group: { select: { id: true, organizationId: true, role: true, grants: true } } },
  });
  return members.map(({ userId, organizationId, name, role, grants, user }) => {
    const groups = entries
      .filter((entry) => entry.userId === userId && entry.group.organizationId === organizationId)
      .map(({ group }) => group);
    const own = parseRole(role);
    return {
      userId,
      organizationId,
      name: name ?? user.name,
      email: user.email,
      role: own,
      roles: [own, ...groups.flatMap((group) => (group.role === null ? [] : [parseRole(group.role)]))],
      grants: [...new Set([...grants, ...groups.flatMap((group) => group.grants)])].map(parseGrant),
      isInstallationAdmin: user.isInstallationAdmin,
      groupIds: groups.map(({ id }) => id),
    };
  });
}

/** What an organization calls a person; of who is no member it knows only what their account is called. */
export async function nameInOrganization(
  tx: Db,
  { userId, organizationId }: { userId: string; organizationId: string },
): Promise<string> {
  const user = await tx.user.findUniqueOrThrow({
    where: { id: userId },
    select: { name: true, memberships: { where: { organizationId }, select: { name: true } } },
  });
  return user.memberships[0]?.name ?? user.name;
}
