import "server-only";
import type { ApprovalRule } from "@/lib/domain/changes/rules";
import type { AuditDetail } from "../audit/record-audit";
import type { Db } from "../db/client";

/** Names by id. */
export interface RuleNames {
  environments: ReadonlyMap<string, string>;
  groups: ReadonlyMap<string, string>;
}

/** The names that an organization's rules can speak of. */
export async function loadNames(tx: Db, organizationId: string): Promise<RuleNames> {
  const query = { where: { organizationId }, select: { id: true, name: true } };
  const [environments, groups] = [await tx.environment.findMany(query), await tx.group.findMany(query)];
  const byId = (rows: { id: string; name: string }[]) => new Map(rows.map(({ id, name }) => [id, name]));
  return { environments: byId(environments), groups: byId(groups) };
}

/** A rule as the audit keeps it: by the names of that moment, which outlive what they name. */
export function describeRule(
  { match, requires }: Pick<ApprovalRule, "match" | "requires">,
  { environments, groups }: RuleNames,
): AuditDetail {
  const { kinds, environmentIds, purposes, tags, impactFrom } = match;
  return {
    match: {
      kinds,
      environments: environmentIds?.map((id) => environments.get(id) ?? id),
      purposes,
      tags: tags?.map(({ key, value }) => `${key}=${value}`),
      impactFrom,
    },
    approvals: requires.approvals.map(({ count, groupId, role }) => ({
      count,
      group: groupId === undefined ? undefined : (groups.get(groupId) ?? groupId),
      role,
    })),
  };
}
