import "server-only";
import { type Grant, grants, parseRole, type Role } from "@/lib/domain/changes/rights";
import type { Viewer } from "../auth/viewer";
import { db } from "../db/client";

/** A person of the organization. */
export interface MemberRow {
  userId: string;
  name: string;
  email: string;
  /** Of the membership itself; groups may bring more. */
  role: Role;
  /** Given to the person; what a group gives stands with the group. */
  grants: Grant[];
  groups: { id: string; name: string; role: Role | null; grants: Grant[] }[];
  /** True for whom a provider made a member at sign-in. */
  isFromProvider: boolean;
  /** Signs in with one-time codes; told to admins only. */
  usesCodes: boolean;
  addedAt: Date;
  isViewer: boolean;
}

/** Everybody of the viewer's organization, by name. */
export async function listMembers(viewer: Viewer): Promise<MemberRow[]> {
  const { organizationId } = viewer;
  const [members, groups] = await Promise.all([
    db.member.findMany({
      where: { organizationId },
      include: { user: { select: { name: true, email: true, twoFactorEnabled: true } } },
    }),
    db.group.findMany({
      where: { organizationId },
      include: { members: { select: { userId: true } } },
      orderBy: { name: "asc" },
    }),
  ]);
  return members
    .map(({ userId, name, user, role, grants: given, source, createdAt }) => ({
      userId,
      name: name ?? user.name,
      email: user.email,
      role: parseRole(role),
      grants: known(given),
      groups: groups
        .filter((group) => group.members.some((entry) => entry.userId === userId))
        .map((group) => ({
          ...{ id: group.id, name: group.name, grants: known(group.grants) },
          role: group.role === null ? null : parseRole(group.role),
        })),
      isFromProvider: source === "sso",
      usesCodes: viewer.can("administer") && user.twoFactorEnabled,
      addedAt: createdAt,
      isViewer: userId === viewer.userId,
    }))
    .sort((a, b) => a.name.localeCompare(b.name));
}

/** In the order in which people read them. */
function known(given: readonly string[]): Grant[] {
  return grants.filter((grant) => given.includes(grant));
}
