import "server-only";
import { defaultRules } from "@/lib/domain/changes/rules";
import type { Db } from "../db/client";

const NETWORK_GROUP = { name: "Network", description: "Answers for changes that take one path of two away" };

/**
 * Gives an organization without rules those that one begins with, and the group they name, with its first admin in it:
 * without any rule nothing could be applied.
 */
export async function ensureDefaultRules(tx: Db, organizationId: string, firstAdminId: string): Promise<void> {
  if ((await tx.approvalRule.count({ where: { organizationId } })) > 0) return;
  const group = await tx.group.upsert({
    where: { organizationId_name: { organizationId, name: NETWORK_GROUP.name } },
    create: { ...NETWORK_GROUP, organizationId, members: { create: { userId: firstAdminId } } },
    update: {},
  });
  await tx.approvalRule.createMany({
    data: defaultRules(group.id).map(({ name, match, requires }, position) => ({
      ...{ organizationId, position, name },
      match: { ...match, tags: match.tags?.map((tag) => ({ ...tag })) },
      requires: { approvals: requires.approvals.map((line) => ({ ...line })) },
    })),
  });
}
