import "server-only";
import { parseRole, type Role } from "@/lib/domain/changes/rights";
import { DomainError } from "@/lib/errors";
import { recordAudit } from "../audit/record-audit";
import { createUser } from "../auth/users";
import type { Viewer } from "../auth/viewer";
import { type Db, db } from "../db/client";

export interface NewMember {
  name: string;
  email: string;
  /** They change it after their first sign-in. */
  password: string;
  role: Role;
}

/** Adds a person who can sign in at once. */
export async function addMember(viewer: Viewer, member: NewMember): Promise<void> {
  const email = member.email.toLowerCase();
  await inOrganization(viewer, async (tx) => {
    if (await tx.user.findUnique({ where: { email } })) throw new DomainError("member-exists", { email });
    await createUser(tx, { ...member, email, organizationId: viewer.organizationId });
    await record(tx, viewer, { action: "member.added", subject: member.name, detail: { email, role: member.role } });
  });
}

/** Gives a member another role; it holds from their next click on. */
export async function changeRole(viewer: Viewer, { userId, role }: { userId: string; role: Role }): Promise<void> {
  await inOrganization(viewer, async (tx) => {
    const member = await findMember(tx, viewer, userId);
    if (member.role === role) return;
    if (member.role === "admin") await refuseLastAdmin(tx, viewer, member.name);
    await tx.member.update({ where: { id: member.id }, data: { role } });
    await record(tx, viewer, {
      action: "member.role-changed",
      subject: member.name,
      detail: { from: member.role, to: role },
    });
  });
}

/** Removes a person with their sessions. What they did stays in the record under their name. */
export async function removeMember(viewer: Viewer, userId: string): Promise<void> {
  await inOrganization(viewer, async (tx) => {
    const member = await findMember(tx, viewer, userId);
    if (member.role === "admin") await refuseLastAdmin(tx, viewer, member.name);
    await tx.user.delete({ where: { id: userId } });
    await record(tx, viewer, { action: "member.removed", subject: member.name, detail: { role: member.role } });
  });
}

/** One decision about members at a time: two admins who remove each other at the same moment must not both succeed. */
async function inOrganization(viewer: Viewer, decide: (tx: Db) => Promise<void>): Promise<void> {
  await db.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT 1 FROM "Organization" WHERE "id" = ${viewer.organizationId} FOR UPDATE`;
    await decide(tx);
  });
}

async function findMember(tx: Db, viewer: Viewer, userId: string): Promise<{ id: string; name: string; role: Role }> {
  const member = await tx.member.findUnique({
    where: { organizationId_userId: { organizationId: viewer.organizationId, userId } },
    select: { id: true, role: true, user: { select: { name: true } } },
  });
  if (!member) throw new DomainError("member-gone");
  return { id: member.id, name: member.user.name, role: parseRole(member.role) };
}

async function refuseLastAdmin(tx: Db, viewer: Viewer, name: string): Promise<void> {
  const admins = await tx.member.count({ where: { organizationId: viewer.organizationId, role: "admin" } });
  if (admins <= 1) throw new DomainError("last-admin", { name });
}

async function record(
  tx: Db,
  viewer: Viewer,
  entry: { action: string; subject: string; detail: Record<string, string> },
) {
  const { userId: id, name, organizationId } = viewer;
  await recordAudit(tx, { actor: { id, name }, organizationId, ...entry });
}
