import "server-only";
// Not from "better-auth" itself: that loads all of it, which every start would wait for.
import { generateId } from "@better-auth/core/utils/id";
import { recordAudit } from "../audit/record-audit";
import { type Db, db } from "../db/client";
import { createUser } from "./users";

interface FirstAdmin {
  email: string;
  password: string;
}

/**
 * The organization of this installation, created with its first admin where the database is empty. Afterwards the admin's
 * settings change nothing: passwords are changed in the console. Two starts at once create one.
 */
export async function ensureOrganization(admin: FirstAdmin): Promise<{ organizationId: string }> {
  return db.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('underpass first organization'))`;
    const existing = await tx.organization.findFirst({ orderBy: { createdAt: "asc" } });
    if (existing) return { organizationId: existing.id };
    return { organizationId: await createOrganization(tx, admin) };
  });
}

async function createOrganization(tx: Db, { email, password }: FirstAdmin): Promise<string> {
  const organization = await tx.organization.create({
    data: { id: generateId(), name: "Underpass", slug: "underpass", createdAt: new Date() },
  });
  const [name = email] = email.split("@");
  await createUser(tx, { organizationId: organization.id, name, email, password, role: "admin" });
  await recordAudit(tx, {
    actor: { id: null, name: "npm start" },
    organizationId: organization.id,
    action: "member.added",
    subject: email,
    detail: { role: "admin" },
  });
  return organization.id;
}
