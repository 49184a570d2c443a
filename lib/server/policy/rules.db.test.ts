import { expect, test } from "vitest";
import type { RuleInput } from "@/lib/domain/policy/rule-input";
import { db } from "../db/client";
import { addEnvironment, addViewer } from "../db/testing";
import { approvalPolicy } from "./rule-queries";
import { createRule, moveRule, removeRule, setApprovalHours, updateRule } from "./rules";
import { simulateRules } from "./simulate";

const everything: RuleInput = { name: "Everything", match: {}, requires: { approvals: [{ count: 1 }] } };
const connections: RuleInput = {
  name: "Connections",
  match: { kinds: ["vpn-connection"] },
  requires: { approvals: [{ count: 2 }, { count: 1, role: "admin" }] },
};

/** The admin of a new organization whose list of rules is still empty. */
async function addAdmin() {
  const admin = await addViewer("admin");
  await db.approvalRule.deleteMany({ where: { organizationId: admin.organizationId } });
  return admin;
}

async function namesOf(viewer: Parameters<typeof approvalPolicy>[0]) {
  return (await approvalPolicy(viewer)).rules.map(({ name }) => name);
}

async function addGroup(organizationId: string, userIds: string[]) {
  const members = { create: userIds.map((userId) => ({ userId })) };
  return db.group.create({ data: { organizationId, name: "Edge", members } });
}

test("a new rule stands where it decides something, and can be moved to where it is wanted", async () => {
  const ada = await addAdmin();
  await createRule(ada, everything);
  const { id, number } = await createRule(ada, connections);
  expect(number).toBe(1);
  expect(await namesOf(ada)).toEqual(["Connections", "Everything"]);
  await moveRule(ada, { id, direction: "up" });
  expect(await namesOf(ada)).toEqual(["Connections", "Everything"]);
  await moveRule(ada, { id, direction: "down" });
  const { rules } = await approvalPolicy(ada);
  expect(rules.map(({ name, shadowedBy }) => [name, shadowedBy])).toEqual([
    ["Everything", null],
    ["Connections", "Everything"],
  ]);
});

test("rules that are moved, added and removed at once stay in one order without gaps", async () => {
  const ada = await addAdmin();
  const ids: string[] = [];
  for (const impactFrom of [4, 3, 2, 1, 0] as const)
    ids.push((await createRule(ada, { ...everything, name: `From ${impactFrom}`, match: { impactFrom } })).id);
  const [first = "", second = "", third = ""] = ids;
  await Promise.all([
    moveRule(ada, { id: first, direction: "down" }),
    removeRule(ada, second),
    createRule(ada, connections),
    moveRule(ada, { id: third, direction: "up" }),
  ]);
  const rows = await db.approvalRule.findMany({
    where: { organizationId: ada.organizationId },
    orderBy: { position: "asc" },
  });
  expect(rows.map(({ position }) => position)).toEqual([0, 1, 2, 3, 4]);
});

test("the last rule stays, while a list that leaves something out is the admin's to have, and says so", async () => {
  const ada = await addAdmin();
  const seoul = await addEnvironment(ada.organizationId);
  const all = await createRule(ada, everything);
  const { id } = await createRule(ada, connections);
  await removeRule(ada, all.id);
  const { gaps } = await approvalPolicy(ada);
  expect(gaps.find(({ place }) => place.id === seoul.id)?.kinds).not.toContain("vpn-connection");
  await expect(removeRule(ada, id)).rejects.toMatchObject({ code: "rule-last" });
});

test("two admins who edit one rule do not overwrite each other, and moving it disturbs neither", async () => {
  const ada = await addAdmin();
  const bob = await addViewer("admin", ada.organizationId);
  await createRule(ada, everything);
  const { id } = await createRule(ada, connections);
  const [rule] = (await approvalPolicy(ada)).rules;
  const seenAt = rule?.updatedAt ?? new Date(0);
  await moveRule(bob, { id, direction: "down" });
  await updateRule(bob, { id, seenAt, input: { ...connections, name: "VPN" } });
  await expect(updateRule(ada, { id, seenAt, input: connections })).rejects.toMatchObject({
    code: "rule-edited-meanwhile",
  });
  expect(await namesOf(ada)).toEqual(["Everything", "VPN"]);
});

test("the simulator names the rule that decides, what it asks for and who could give it", async () => {
  const ada = await addAdmin();
  const bob = await addViewer("approver", ada.organizationId);
  await addViewer("editor", ada.organizationId);
  const seoul = await addEnvironment(ada.organizationId);
  const group = await addGroup(ada.organizationId, [bob.userId]);
  await createRule(ada, { ...connections, match: { ...connections.match, tags: [{ key: "team", value: "net" }] } });
  const asksGroup = { approvals: [{ count: 1, groupId: group.id }] };
  await createRule(ada, { name: "Impact 2", match: { impactFrom: 2 }, requires: asksGroup });

  const supposed = { environmentId: seoul.id, kind: "vpn-connection", impact: 2, tags: [] } as const;
  expect(await simulateRules(ada, { ...supposed, tags: [{ key: "team", value: "net" }] })).toMatchObject({
    rule: { number: 1, name: "Connections" },
    asked: [
      { count: 2, from: { what: "anyone" }, mayGive: [{ name: ada.name }, { name: bob.name }] },
      { count: 1, from: { what: "role", name: "admin" }, mayGive: [{ name: ada.name }] },
    ],
  });
  expect(await simulateRules(ada, { ...supposed, tags: [] })).toMatchObject({
    rule: { number: 2, name: "Impact 2" },
    asked: [{ count: 1, from: { what: "group", name: "Edge" }, mayGive: [{ name: bob.name }] }],
  });
  expect(await simulateRules(ada, { ...supposed, tags: [], impact: 1 })).toEqual({ rule: null, asked: [] });
});

test("only an admin changes rules, and only with what belongs to their organization", async () => {
  const [ada, mallory] = [await addAdmin(), await addAdmin()];
  const { id } = await createRule(ada, everything);
  await createRule(ada, connections);
  const { updatedAt: seenAt } = await db.approvalRule.findUniqueOrThrow({ where: { id } });
  for (const role of ["viewer", "editor", "approver"] as const) {
    const other = await addViewer(role, ada.organizationId);
    const tries = [
      createRule(other, everything),
      updateRule(other, { id, seenAt, input: everything }),
      moveRule(other, { id, direction: "up" }),
      removeRule(other, id),
      setApprovalHours(other, 48),
    ];
    for (const attempt of await Promise.allSettled(tries))
      expect(attempt).toMatchObject({ status: "rejected", reason: { code: "not-allowed" } });
  }
  await createRule(mallory, everything);
  expect(await namesOf(mallory)).toEqual(["Everything"]);
  await expect(updateRule(mallory, { id, seenAt, input: everything })).rejects.toMatchObject({ code: "rule-gone" });
  await expect(removeRule(mallory, id)).rejects.toMatchObject({ code: "rule-gone" });

  const seoul = await addEnvironment(ada.organizationId);
  const group = await addGroup(ada.organizationId, []);
  const theirs = { ...everything, match: { environmentIds: [seoul.id] } };
  await expect(createRule(mallory, theirs)).rejects.toMatchObject({ code: "environment-not-found" });
  const theirGroup = { ...everything, requires: { approvals: [{ count: 1, groupId: group.id }] } };
  await expect(createRule(mallory, theirGroup)).rejects.toMatchObject({ code: "rule-group-gone" });
  const supposed = { environmentId: seoul.id, kind: "vpc", impact: 0, tags: [] } as const;
  await expect(simulateRules(mallory, { ...supposed, tags: [] })).rejects.toMatchObject({
    code: "environment-not-found",
  });
});

test("every edit of the rules is in the audit, with what was before and by the names of then", async () => {
  const ada = await addAdmin();
  const group = await addGroup(ada.organizationId, [ada.userId]);
  await createRule(ada, everything);
  const { id } = await createRule(ada, connections);
  const { updatedAt: seenAt } = await db.approvalRule.findUniqueOrThrow({ where: { id } });
  const requires = { approvals: [{ count: 1, groupId: group.id }] };
  await updateRule(ada, { id, seenAt, input: { ...connections, requires } });
  await moveRule(ada, { id, direction: "down" });
  await removeRule(ada, id);
  await setApprovalHours(ada, 48);
  const rows = await db.auditEvent.findMany({
    where: { organizationId: ada.organizationId },
    orderBy: { number: "asc" },
    skip: 2,
  });
  expect(rows).toMatchObject([
    {
      action: "rule.updated",
      subject: "Connections",
      detail: {
        number: 1,
        before: { approvals: [{ count: 2 }, { count: 1, role: "admin" }] },
        after: { approvals: [{ count: 1, group: "Edge" }] },
      },
    },
    { action: "rule.moved", detail: { from: 1, to: 2 } },
    { action: "rule.removed", detail: { number: 2, approvals: [{ group: "Edge" }] } },
    { action: "approval-lifetime.changed", detail: { beforeHours: 24, afterHours: 48 } },
  ]);
});
