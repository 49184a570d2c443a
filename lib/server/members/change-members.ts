import "server-only";
import { hashPassword } from "better-auth/crypto";
import { type Grant, parseGrant, parseRole, type Role } from "@/lib/domain/changes/rights";
import { DomainError } from "@/lib/errors";
import { endSessionsHere } from "../auth/end-sessions-here";
import { createMembership, createPerson } from "../auth/users";
import type { Viewer } from "../auth/viewer";
import type { Db } from "../db/client";
import { decideAboutPeople } from "./decide-about-people";

export interface NewMember {
  /** What this organization calls them. */
  name: string;
  email: string;
  /** They change it after their first sign-in. Who has one in this installation keeps their own. */
  password: string;
  role: Role;
  grants: readonly Grant[];
}

/**
 * Adds a person who can sign in at once. Somebody whom another organization added before becomes a member here as well, and
 * nothing tells so, neither the answer nor the time it takes: organizations do not see each other.
 */
export async function addMember(viewer: Viewer, member: NewMember): Promise<void> {
  const { organizationId } = viewer;
  const email = member.email.toLowerCase();
  const passwordHash = await hashPassword(member.password);
  await decideAboutPeople(viewer, async (tx) => {
    const known = await tx.user.findUnique({
      where: { email },
      select: { id: true, memberships: { where: { organizationId }, select: { id: true } } },
    });
    if (known && known.memberships.length > 0) throw new DomainError("member-exists", { email });
    const userId = known?.id ?? (await createPerson(tx, { name: member.name, email, passwordHash }));
    const { name, role, grants } = member;
    await createMembership(tx, { organizationId, userId, name, role, grants });
    return { decided: { action: "member.added", subject: name, detail: { email, role, grants: inOrder(grants) } } };
  });
}

/** Gives a member another role; it holds from their next click on. */
export async function changeRole(viewer: Viewer, { userId, role }: { userId: string; role: Role }): Promise<void> {
  await decideAboutPeople(viewer, async (tx) => {
    const member = await findMember(tx, viewer, userId);
    if (member.role === role) return null;
    await tx.member.update({ where: { id: member.id }, data: { role } });
    return {
      decided: { action: "member.role-changed", subject: member.name, detail: { from: member.role, to: role } },
    };
  });
}

/** Replaces what a member may do beside their role. What a group gives them stays. */
export async function setGrants(
  viewer: Viewer,
  { userId, grants }: { userId: string; grants: readonly Grant[] },
): Promise<void> {
  await decideAboutPeople(viewer, async (tx) => {
    const member = await findMember(tx, viewer, userId);
    const [from, to] = [inOrder(member.grants), inOrder(grants)];
    if (from.join() === to.join()) return null;
    await tx.member.update({ where: { id: member.id }, data: { grants: to } });
    return { decided: { action: "member.grants-changed", subject: member.name, detail: { from, to } } };
  });
}

/**
 * Removes a person from the organization with their sessions, keys and places in groups here; who belongs to no other one
 * cannot sign in any more. What they did stays in the record under their name.
 */
export async function removeMember(viewer: Viewer, userId: string): Promise<void> {
  const { organizationId } = viewer;
  await decideAboutPeople(viewer, async (tx) => {
    const member = await findMember(tx, viewer, userId);
    // Two organizations that remove them at the same moment would each see the other's membership.
    await tx.$executeRaw`SELECT 1 FROM "User" WHERE "id" = ${userId} FOR UPDATE`;
    await endSessionsHere(tx, { organizationId, userId });
    await tx.member.delete({ where: { id: member.id } });
    await tx.groupMember.deleteMany({ where: { userId, group: { organizationId } } });
    // Else they would work again if the person came back.
    await tx.apiKey.deleteMany({ where: { referenceId: userId, metadata: { contains: organizationId } } });
    if ((await tx.member.count({ where: { userId } })) === 0) await tx.user.delete({ where: { id: userId } });
    return { decided: { action: "member.removed", subject: member.name, detail: { role: member.role } } };
  });
}

async function findMember(tx: Db, { organizationId }: Viewer, userId: string) {
  const member = await tx.member.findUnique({
    where: { organizationId_userId: { organizationId, userId } },
    select: { id: true, name: true, role: true, grants: true, user: { select: { name: true } } },
  });
  if (!member) throw new DomainError("member-gone");
  const { id, name, role, grants, user } = member;
  return { id, name: name ?? user.name, role: parseRole(role), grants: grants.map(parseGrant) };
}

/** Each once and always in one order, so that equal sets are equal. */
function inOrder(held: readonly Grant[]): Grant[] {
  return [...new Set(held)].sort();
}
