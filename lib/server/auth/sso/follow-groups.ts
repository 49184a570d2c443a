import "server-only";
import { recordAuditOf } from "../../audit/record-audit";
import type { Db } from "../../db/client";
import { nameInOrganization } from "../membership";

interface Claimed {
  userId: string;
  /** The groups that the claims name. */
  groupIds: string[];
  provider: { organizationId: string; name: string };
}

/** Makes somebody's groups those of the claims. Where an admin put them by hand, they stay. */
export async function followGroups(tx: Db, { userId, groupIds, provider }: Claimed): Promise<void> {
  const { organizationId } = provider;
  const present = await tx.groupMember.findMany({
    where: { userId, group: { organizationId } },
    select: { groupId: true, source: true },
  });
  const left = present.filter(({ groupId, source }) => source === "sso" && !groupIds.includes(groupId));
  const joined = groupIds.filter((id) => !present.some(({ groupId }) => groupId === id));
  if (left.length + joined.length === 0) return;
  const leftIds = left.map(({ groupId }) => groupId);
  await tx.groupMember.deleteMany({ where: { userId, groupId: { in: leftIds } } });
  await tx.groupMember.createMany({ data: joined.map((groupId) => ({ userId, groupId, source: "sso" })) });
  const names = await tx.group.findMany({
    where: { id: { in: [...leftIds, ...joined] } },
    select: { id: true, name: true },
  });
  const namesOf = (ids: string[]) =>
    names
      .filter(({ id }) => ids.includes(id))
      .map(({ name }) => name)
      .sort();
  const name = await nameInOrganization(tx, { userId, organizationId });
  await recordAuditOf({ userId, name, organizationId }, tx, {
    action: "member.groups-followed",
    subject: name,
    detail: { provider: provider.name, joined: namesOf(joined), left: namesOf(leftIds) },
  });
}
