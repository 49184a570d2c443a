import "server-only";
// Not from "better-auth" itself: that loads all of it, which every start would wait for.
import { generateId } from "@better-auth/core/utils/id";
import type { Db } from "../db/client";
import { ensureDefaultRules } from "../policy/default-rules";

/**
 * Writes an organization with the rules and the group that one begins with, and returns its id. `addAdmin` writes its first
 * member and answers who that is.
 */
export async function foundOrganization(
  tx: Db,
  { name, slug }: { name: string; slug: string },
  addAdmin: (organizationId: string) => Promise<string>,
): Promise<string> {
  const { id } = await tx.organization.create({ data: { id: generateId(), name, slug, createdAt: new Date() } });
  await ensureDefaultRules(tx, id, await addAdmin(id));
  return id;
}
