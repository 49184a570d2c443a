import "server-only";
// Not from "better-auth" itself: that loads all of it, which every start would wait for.
import { generateId } from "@better-auth/core/utils/id";
import { hashPassword } from "better-auth/crypto";
import { type Grant, type Role, usualGrants } from "@/lib/domain/changes/rights";
import type { Db } from "../db/client";

interface NewUser {
  organizationId: string;
  name: string;
  email: string;
  password: string;
  role: Role;
  /** Without them what its role is usually given. */
  grants?: readonly Grant[];
}

/** Writes a person who signs in with a password, and their membership. Rows as better-auth 1.7.5 writes and reads them. */
export async function createUser(
  tx: Db,
  { organizationId, name, email, password, role, grants = usualGrants[role] }: NewUser,
): Promise<string> {
  const now = new Date();
  const userId = generateId();
  await tx.user.create({
    data: { id: userId, name, email: email.toLowerCase(), emailVerified: true, createdAt: now, updatedAt: now },
  });
  await tx.account.create({
    data: {
      id: generateId(),
      accountId: userId,
      providerId: "credential",
      userId,
      password: await hashPassword(password),
      createdAt: now,
      updatedAt: now,
    },
  });
  await tx.member.create({
    data: { id: generateId(), organizationId, userId, role, grants: [...grants], createdAt: now },
  });
  return userId;
}
