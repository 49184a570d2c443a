import "server-only";
import { recordAudit } from "../audit/record-audit";
import { type Db, db } from "../db/client";
import { foundOrganization } from "../members/found-organization";
import { createUser } from "./users";

interface FirstAdmin {
  email: string;
  password: string;
}

/**
 * The organization of this installation, created with its first admin where the database is empty; they look after the
 * installation as well. Afterwards the admin's settings change nothing: passwords are changed in the console. Two starts at
 * once create one.
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
  const [name = email] = email.split("@");
  const organizationId = await foundOrganization(tx, { name: "Underpass", slug: "underpass" }, async (id) => {
    const userId = await createUser(tx, { organizationId: id, name, email, password, role: "admin" });
    await tx.user.update({ where: { id: userId }, data: { isInstallationAdmin: true } });
    return userId;
  });
  await recordAudit(tx, {
    actor: { id: null, name: "npm start" },
    organizationId,
    action: "member.added",
    subject: email,
    detail: { role: "admin" },
  });
  return organizationId;
}
