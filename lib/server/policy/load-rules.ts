import "server-only";
import { z } from "zod";
import { type ApprovalRule, ruleMatchSchema, ruleRequiresSchema } from "@/lib/domain/changes/rules";
import { purposes } from "@/lib/domain/environments/environment-facts";
import type { Place } from "@/lib/domain/policy/rule-reach";
import type { Db } from "../db/client";

/** A rule with when it was last edited. */
export interface StoredRule extends ApprovalRule {
  updatedAt: Date;
}

/** The rules of an organization, in the order in which they are read. */
export async function loadRules(tx: Db, organizationId: string): Promise<StoredRule[]> {
  const rows = await tx.approvalRule.findMany({
    where: { organizationId },
    orderBy: [{ position: "asc" }, { id: "asc" }],
  });
  return rows.map((row) => ({ ...parseRule(row), updatedAt: row.updatedAt }));
}

/** A rule out of its row. One that nobody can read throws: what it asks for must not be skipped. */
export function parseRule(row: { id: string; name: string; match: unknown; requires: unknown }): ApprovalRule {
  const { id, name } = row;
  return { id, name, match: ruleMatchSchema.parse(row.match), requires: ruleRequiresSchema.parse(row.requires) };
}

/** The environments that an organization's rules are read for, by name. */
export async function loadPlaces(tx: Db, organizationId: string): Promise<(Place & { id: string; name: string })[]> {
  const rows = await tx.environment.findMany({
    where: { organizationId },
    select: { id: true, name: true, purpose: true },
    orderBy: { name: "asc" },
  });
  return rows.map((row) => ({ ...row, purpose: z.enum(purposes).parse(row.purpose) }));
}
