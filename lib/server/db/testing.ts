import "server-only";
import { randomUUID } from "node:crypto";
import { type Role, usualGrants } from "@/lib/domain/changes/rights";
import { createUser } from "../auth/users";
import { makeViewer, type Viewer } from "../auth/viewer-of";
import { ensureDefaultRules } from "../policy/default-rules";
import { db } from "./client";
import type { Environment, Prisma } from "./generated/client";

// What database tests begin with. Every *.db.test.ts has a database of its own (scripts/test/own-database.ts), so `db` is empty.

/** A person of a new organization, which then has the rules that one begins with, or of one that exists. */
export async function addViewer(role: Role, organizationId?: string): Promise<Viewer> {
  const organization = organizationId ?? (await addOrganization());
  const name = `${role} ${randomUUID().slice(0, 8)}`;
  const email = `${name.replace(" ", ".")}@example.com`;
  const userId = await createUser(db, { organizationId: organization, name, email, password: "correct horse", role });
  if (organizationId === undefined) await ensureDefaultRules(db, organization, userId);
  const membership = {
    userId,
    organizationId: organization,
    name,
    email,
    role,
    roles: [role],
    grants: usualGrants[role],
    groupIds: [],
  };
  return makeViewer({ userId, name, email }, membership);
}

/** A sandbox environment of an organization; `facts` replaces what a test cares about. */
export async function addEnvironment(
  organizationId: string,
  facts: Partial<Prisma.EnvironmentUncheckedCreateInput> = {},
): Promise<Environment> {
  const slug = `env-${randomUUID().slice(0, 8)}`;
  return db.environment.create({
    data: {
      organizationId,
      slug,
      name: slug,
      purpose: "sandbox",
      region: "ap-northeast-2",
      credentials: { mode: "default" },
      ...facts,
    },
  });
}

async function addOrganization(): Promise<string> {
  const id = randomUUID();
  await db.organization.create({ data: { id, name: id, slug: id, createdAt: new Date() } });
  return id;
}
