import "server-only";
import { z } from "zod";
import type { Freeze, Reviewer } from "@/lib/domain/changes/facts";
import { hasRight } from "@/lib/domain/changes/rights";
import type { ApprovalRule } from "@/lib/domain/changes/rules";
import type { ChangeWindow } from "@/lib/domain/changes/windows";
import { type EnvironmentPurpose, purposes } from "@/lib/domain/environments/environment-facts";
import { listMemberships } from "../auth/membership";
import type { Db } from "../db/client";
import { parseRule } from "../policy/load-rules";
import { type HeldLease, heldLeases } from "../runs/leases";

/** All that decides about the changes of an environment beside the changes themselves, as it is at this moment. */
export interface Policy {
  now: Date;
  environment: { id: string; purpose: EnvironmentPurpose; selfApproval: boolean };
  approvalHours: number;
  rules: ApprovalRule[];
  /** Who may review. */
  reviewers: Reviewer[];
  nameOfGroup(groupId: string): string;
  windows: ChangeWindow[];
  /** That have begun and not ended. */
  freezes: Freeze[];
  leases: HeldLease[];
}

/** Reads it in the caller's transaction. */
export async function loadPolicy(tx: Db, environmentId: string, now: Date): Promise<Policy> {
  const { organization, windows, ...environment } = await tx.environment.findUniqueOrThrow({
    where: { id: environmentId },
    select: {
      id: true,
      purpose: true,
      selfApproval: true,
      windows: true,
      organization: {
        select: {
          id: true,
          approvalHours: true,
          groups: { select: { id: true, name: true } },
          rules: { orderBy: { position: "asc" } },
          freezes: {
            where: {
              OR: [{ environmentId: null }, { environmentId }],
              liftedAt: null,
              startsAt: { lte: now },
              endsAt: { gt: now },
            },
          },
        },
      },
    },
  });
  const groups = new Map(organization.groups.map(({ id, name }) => [id, name]));
  return {
    now,
    environment: { ...environment, purpose: z.enum(purposes).parse(environment.purpose) },
    approvalHours: organization.approvalHours,
    rules: organization.rules.map(parseRule),
    reviewers: await loadReviewers(tx, organization.id),
    nameOfGroup: (groupId) => groups.get(groupId) ?? groupId,
    windows,
    freezes: organization.freezes.map(({ createdByName: byName, ...freeze }) => ({ ...freeze, byName })),
    leases: await heldLeases(tx, environmentId),
  };
}

/** The people of an organization who may review, with the groups and roles they have now. */
export async function loadReviewers(tx: Db, organizationId: string): Promise<Reviewer[]> {
  const memberships = await listMemberships(tx, { organizationId });
  return memberships
    .filter((membership) => hasRight(membership, "review"))
    .map(({ userId: id, name, groupIds, roles }) => ({ id, name, groupIds, roles }));
}
