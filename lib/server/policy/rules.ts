import "server-only";
import type { RuleInput } from "@/lib/domain/policy/rule-input";
import { placeFor } from "@/lib/domain/policy/rule-reach";
import { DomainError } from "@/lib/errors";
import { recordAuditOf } from "../audit/record-audit";
import type { Viewer } from "../auth/viewer-of";
import { type Db, db } from "../db/client";
import { demandAdmin } from "./demand-admin";
import { describeRule, loadNames } from "./describe-rule";
import { loadPlaces, loadRules, type StoredRule } from "./load-rules";
import { tellPages } from "./tell-pages";

/** Adds a rule where it decides something; answers its number in the list. */
export async function createRule(viewer: Viewer, input: RuleInput): Promise<{ id: string; number: number }> {
  return changeRules(viewer, async (tx, rules) => {
    const names = await namesOf(tx, viewer, input);
    const position = placeFor(rules, input.match, await loadPlaces(tx, viewer.organizationId));
    const { id } = await tx.approvalRule.create({
      data: { ...columnsOf(input), organizationId: viewer.organizationId, position },
      select: { id: true },
    });
    await putInOrder(tx, rules.map((rule) => rule.id).toSpliced(position, 0, id));
    const number = position + 1;
    await tell(tx, viewer, {
      action: "rule.created",
      subject: input.name,
      detail: { number, ...describeRule(input, names) },
    });
    return { id, number };
  });
}

/** Changes a rule that nobody else has changed since the viewer looked at it. Its place stays. */
export async function updateRule(
  viewer: Viewer,
  { id, seenAt, input }: { id: string; seenAt: Date; input: RuleInput },
): Promise<{ number: number }> {
  return changeRules(viewer, async (tx, rules) => {
    const { rule, index } = findRule(rules, id);
    if (rule.updatedAt.getTime() !== seenAt.getTime()) throw new DomainError("rule-edited-meanwhile");
    const names = await namesOf(tx, viewer, input);
    const before = describeRule(rule, await loadNames(tx, viewer.organizationId));
    await tx.approvalRule.update({ where: { id }, data: columnsOf(input) });
    await tell(tx, viewer, {
      action: "rule.updated",
      subject: input.name,
      detail: { number: index + 1, before: { name: rule.name, ...before }, after: describeRule(input, names) },
    });
    return { number: index + 1 };
  });
}

/** Moves a rule one place: up to be read sooner, down to be read later. At the end of the list it stays. */
export async function moveRule(
  viewer: Viewer,
  { id, direction }: { id: string; direction: "up" | "down" },
): Promise<void> {
  await changeRules(viewer, async (tx, rules) => {
    const { rule, index } = findRule(rules, id);
    const target = index + (direction === "up" ? -1 : 1);
    if (target < 0 || target >= rules.length) return;
    const ids = rules.map((one) => one.id);
    await putInOrder(tx, ids.toSpliced(index, 1).toSpliced(target, 0, id));
    await tell(tx, viewer, {
      action: "rule.moved",
      subject: rule.name,
      detail: { from: index + 1, to: target + 1 },
    });
  });
}

/** Removes a rule. The last one stays: without any, no change could be applied. */
export async function removeRule(viewer: Viewer, id: string): Promise<void> {
  await changeRules(viewer, async (tx, rules) => {
    const { rule, index } = findRule(rules, id);
    if (rules.length === 1) throw new DomainError("rule-last");
    const before = describeRule(rule, await loadNames(tx, viewer.organizationId));
    await tx.approvalRule.delete({ where: { id } });
    await putInOrder(
      tx,
      rules.filter((one) => one.id !== id).map((one) => one.id),
    );
    await tell(tx, viewer, {
      action: "rule.removed",
      subject: rule.name,
      detail: { number: index + 1, ...before },
    });
  });
}

/** How many hours an approval counts, from now on and also for those that were given already. */
export async function setApprovalHours(viewer: Viewer, hours: number): Promise<void> {
  await changeRules(viewer, async (tx) => {
    const where = { id: viewer.organizationId };
    const { approvalHours: before } = await tx.organization.findUniqueOrThrow({ where });
    if (before === hours) return;
    await tx.organization.update({ where, data: { approvalHours: hours } });
    await tell(tx, viewer, {
      action: "approval-lifetime.changed",
      subject: "approvals",
      detail: { beforeHours: before, afterHours: hours },
    });
  });
}

/** One decision about an organization's rules at a time: each is about the list that the one before left. */
async function changeRules<Result>(
  viewer: Viewer,
  decide: (tx: Db, rules: StoredRule[]) => Promise<Result>,
): Promise<Result> {
  demandAdmin(viewer);
  return db.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT 1 FROM "Organization" WHERE "id" = ${viewer.organizationId} FOR UPDATE`;
    return decide(tx, await loadRules(tx, viewer.organizationId));
  });
}

function findRule(rules: readonly StoredRule[], id: string): { rule: StoredRule; index: number } {
  const index = rules.findIndex((rule) => rule.id === id);
  const rule = rules[index];
  if (!rule) throw new DomainError("rule-gone");
  return { rule, index };
}

/** Positions without gaps. What stays where it is is not written, so that who edits it at the moment is not disturbed. */
async function putInOrder(tx: Db, ids: readonly string[]): Promise<void> {
  for (const [position, id] of ids.entries())
    await tx.$executeRaw`
      UPDATE "ApprovalRule" SET "position" = ${position} WHERE "id" = ${id}::uuid AND "position" <> ${position}`;
}

/** As JSON columns take it: without what is not named. */
function columnsOf({ name, match, requires }: RuleInput) {
  return {
    name,
    match: { ...match, tags: match.tags?.map((tag) => ({ ...tag })) },
    requires: { approvals: requires.approvals.map((line) => ({ ...line })) },
  };
}

/** The names of what a rule speaks of. Throws for groups and environments that are not the viewer's. */
async function namesOf(tx: Db, { organizationId }: Viewer, { match, requires }: RuleInput) {
  const names = await loadNames(tx, organizationId);
  if (match.environmentIds?.some((id) => !names.environments.has(id))) throw new DomainError("environment-not-found");
  if (requires.approvals.some(({ groupId }) => groupId !== undefined && !names.groups.has(groupId)))
    throw new DomainError("rule-group-gone");
  return names;
}

async function tell(tx: Db, viewer: Viewer, entry: Parameters<typeof recordAuditOf>[2]): Promise<void> {
  await tellPages(tx, viewer);
  await recordAuditOf(viewer, tx, entry);
}
