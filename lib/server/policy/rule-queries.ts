import "server-only";
import { hasRight } from "@/lib/domain/changes/rights";
import { type Gap, listGaps, shadowOf } from "@/lib/domain/policy/rule-reach";
import type { Approver } from "@/lib/domain/policy/who-can-give";
import { listMemberships } from "../auth/membership";
import type { Viewer } from "../auth/viewer-of";
import { type Db, db } from "../db/client";
import { loadPlaces, loadRules, type StoredRule } from "./load-rules";

/** All that decides who has to approve, with who could. */
export interface ApprovalPolicy {
  rules: (StoredRule & { shadowedBy: string | null })[];
  gaps: Gap[];
  approvalHours: number;
  approvers: Approver[];
  environments: Awaited<ReturnType<typeof loadPlaces>>;
  groups: { id: string; name: string }[];
}

/** The rules of the viewer's organization and who may approve by them now. */
export async function approvalPolicy({ organizationId }: Viewer): Promise<ApprovalPolicy> {
  // One moment for all of it: people who left between two statements would be missed by neither or by both.
  return db.$transaction(async (tx) => {
    const rules = await loadRules(tx, organizationId);
    const environments = await loadPlaces(tx, organizationId);
    const { approvalHours } = await tx.organization.findUniqueOrThrow({ where: { id: organizationId } });
    const groups = await tx.group.findMany({
      where: { organizationId },
      select: { id: true, name: true },
      orderBy: { name: "asc" },
    });
    return {
      rules: rules.map((rule, index) => ({
        ...rule,
        shadowedBy: shadowOf(rules, index, environments)?.name ?? null,
      })),
      gaps: listGaps(rules, environments),
      approvalHours,
      approvers: await loadApprovers(tx, organizationId),
      environments,
      groups,
    };
  });
}

/** The people of an organization who may review, by name. */
export async function loadApprovers(tx: Db, organizationId: string): Promise<Approver[]> {
  const memberships = await listMemberships(tx, { organizationId });
  return memberships
    .filter((membership) => hasRight(membership, "review"))
    .map((membership) => ({
      id: membership.userId,
      name: membership.name,
      roles: membership.roles,
      groupIds: membership.groupIds,
      mayEdit: hasRight(membership, "edit"),
    }))
    .sort((a, b) => a.name.localeCompare(b.name));
}
