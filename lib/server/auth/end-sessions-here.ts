import "server-only";
import type { Db } from "../db/client";

/**
 * Ends the sessions in which somebody works in this organization, because they chose it, because it is their first, or because
 * its provider vouched for them; answers how many. What goes on in another organization is not this one's to end, or to know.
 */
export async function endSessionsHere(
  tx: Db,
  { organizationId, userId }: { organizationId: string; userId: string },
): Promise<number> {
  const memberships = await tx.member.findMany({ where: { userId }, orderBy: [{ createdAt: "asc" }, { id: "asc" }] });
  const others = memberships.map((one) => one.organizationId).filter((id) => id !== organizationId);
  const isFirst = memberships[0]?.organizationId === organizationId;
  const chosen = isFirst
    ? [{ activeOrganizationId: null }, { activeOrganizationId: { notIn: others } }]
    : [{ activeOrganizationId: organizationId }];
  const { count } = await tx.session.deleteMany({
    where: { userId, OR: [{ provider: { organizationId } }, { ssoProviderId: null, OR: chosen }] },
  });
  return count;
}
