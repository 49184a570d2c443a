import "server-only";
// Not from "better-auth" itself: that loads all of it, which every start would wait for.
import { generateId } from "@better-auth/core/utils/id";
import { hashPassword } from "better-auth/crypto";
import { type Grant, type Role, usualGrants } from "@/lib/domain/changes/rights";
import type { Db } from "../db/client";

interface NewUser extends Omit<NewMembership, "userId"> {
  name: string;
  email: string;
  password: string;
}

/** Writes a person who signs in with a password, and their membership. Rows as better-auth 1.7.5 writes and reads them. */
export async function createUser(tx: Db, { email, password, ...member }: NewUser): Promise<string> {
  const passwordHash = await hashPassword(password);
  const userId = await createPerson(tx, { name: member.name, email, passwordHash });
  await createMembership(tx, { ...member, userId });
  return userId;
}

/** Writes a person who belongs to no organization yet. */
export async function createPerson(
  tx: Db,
  { name, email, passwordHash }: { name: string; email: string; passwordHash: string },
): Promise<string> {
  const now = new Date();
  const userId = generateId();
  const times = { createdAt: now, updatedAt: now };
  await tx.user.create({ data: { id: userId, name, email: email.toLowerCase(), emailVerified: true, ...times } });
  await tx.account.create({
    data: { id: generateId(), accountId: userId, providerId: "credential", userId, password: passwordHash, ...times },
  });
  return userId;
}

interface NewMembership {
  organizationId: string;
  userId: string;
  /** What the organization calls them. */
  name: string;
  role: Role;
  /** Without them what its role is usually given. */
  grants?: readonly Grant[];
}

/** Makes a person a member. */
export async function createMembership(
  tx: Db,
  { organizationId, userId, name, role, grants = usualGrants[role] }: NewMembership,
): Promise<void> {
  await tx.member.create({
    data: { id: generateId(), organizationId, userId, name, role, grants: [...grants], createdAt: new Date() },
  });
}
