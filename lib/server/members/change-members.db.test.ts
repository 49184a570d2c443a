import { expect, test } from "vitest";
import { usualGrants } from "@/lib/domain/changes/rights";
import { findViewer } from "../auth/find-viewer";
import type { Viewer } from "../auth/viewer-of";
import { db } from "../db/client";
import { addViewer } from "../db/testing";
import { ensureDefaultRules } from "../policy/default-rules";
import { addToGroup, createGroup, removeFromGroup, removeGroup, updateGroup } from "./change-groups";
import { addMember, changeRole, removeMember, setGrants } from "./change-members";
import { findGroup, listGroups } from "./group-queries";
import { listMembers } from "./queries";

const bob = { name: "Bob", email: "bob@example.com", password: "long enough", role: "editor", grants: [] } as const;
const team = { name: "Team", description: "", role: null, grants: [], ssoClaim: "" } as const;

async function memberOf(viewer: Viewer, name: string) {
  const member = (await listMembers(viewer)).find((one) => one.name === name);
  if (!member) throw new Error(`${name} is no member`);
  return member;
}

async function auditOf({ organizationId }: Viewer) {
  return db.auditEvent.findMany({ where: { organizationId }, orderBy: { number: "asc" } });
}

test("the only admin can neither be removed nor lose the role, also when two admins remove each other at once", async () => {
  const ada = await addViewer("admin");
  await expect(removeMember(ada, ada.userId)).rejects.toMatchObject({ code: "last-admin" });
  await expect(changeRole(ada, { userId: ada.userId, role: "viewer" })).rejects.toMatchObject({ code: "last-admin" });

  const eve = await addViewer("admin", ada.organizationId);
  const outcomes = await Promise.allSettled([removeMember(ada, eve.userId), removeMember(eve, ada.userId)]);
  expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(await db.member.count({ where: { organizationId: ada.organizationId, role: "admin" } })).toBe(1);
});

test("where a group makes the only admin, neither its role nor their place in it can be taken away", async () => {
  const ada = await addViewer("admin");
  const { groupId } = await createGroup(ada, { ...team, role: "admin" });
  const place = { groupId, userId: ada.userId };
  await addToGroup(ada, place);
  await changeRole(ada, { userId: ada.userId, role: "viewer" });
  const lastAdmin = { code: "last-admin", values: { name: ada.name } };
  await expect(removeFromGroup(ada, place)).rejects.toMatchObject(lastAdmin);
  await expect(updateGroup(ada, { ...team, groupId, role: "approver" })).rejects.toMatchObject(lastAdmin);
  await expect(removeGroup(ada, groupId)).rejects.toMatchObject(lastAdmin);
  expect(await findGroup(ada, groupId)).toMatchObject({ role: "admin", members: [{ userId: ada.userId }] });

  const eve = await addViewer("viewer", ada.organizationId);
  await addToGroup(ada, { groupId, userId: eve.userId });
  await expect(removeGroup(ada, groupId)).rejects.toMatchObject({ code: "no-admin-left", values: { count: 2 } });
});

test("who lost the right while they waited decides nothing more", async () => {
  const ada = await addViewer("admin");
  const eve = await addViewer("admin", ada.organizationId);
  await changeRole(ada, { userId: eve.userId, role: "viewer" });
  await expect(setGrants(eve, { userId: eve.userId, grants: ["apply"] })).rejects.toMatchObject({
    code: "not-allowed",
  });
});

test("a role and a group add up, and what was given to a person goes only when it is taken back", async () => {
  const ada = await addViewer("admin");
  await addMember(ada, bob);
  const { userId } = await memberOf(ada, "Bob");
  const { groupId } = await createGroup(ada, { ...team, role: "approver", grants: ["break-glass"] });
  const may = async () => {
    const viewer = await findViewer(userId, ada.organizationId);
    return (["edit", "review", "reveal-keys", "break-glass"] as const).filter((right) => viewer?.can(right));
  };
  expect(await may()).toEqual(["edit"]);
  await addToGroup(ada, { groupId, userId });
  await setGrants(ada, { userId, grants: ["reveal-keys", "reveal-keys"] });
  expect(await may()).toEqual(["edit", "review", "reveal-keys", "break-glass"]);
  await removeFromGroup(ada, { groupId, userId });
  expect(await may()).toEqual(["edit", "reveal-keys"]);
  await setGrants(ada, { userId, grants: [] });
  expect(await may()).toEqual(["edit"]);
});

test("a group that a rule asks for stays, and says which rule", async () => {
  const ada = await addViewer("admin");
  await ensureDefaultRules(db, ada.organizationId, ada.userId);
  const [network] = await listGroups(ada);
  expect(network).toMatchObject({ name: "Network", rules: ["Impact 2: one tunnel of two"] });
  await expect(removeGroup(ada, network?.id ?? "")).rejects.toMatchObject({
    code: "group-needed",
    values: { name: "Network", rules: "Impact 2: one tunnel of two" },
  });
  await db.approvalRule.deleteMany({ where: { organizationId: ada.organizationId } });
  await removeGroup(ada, network?.id ?? "");
  expect(await listGroups(ada)).toEqual([]);
});

test("two groups of an organization have two names, and a group keeps its own", async () => {
  const ada = await addViewer("admin");
  const { groupId } = await createGroup(ada, team);
  await expect(createGroup(ada, team)).rejects.toMatchObject({ code: "group-name-taken" });
  await updateGroup(ada, { ...team, groupId, description: "the team" });
  const other = await createGroup(ada, { ...team, name: "Other" });
  await expect(updateGroup(ada, { ...team, groupId: other.groupId })).rejects.toMatchObject({
    code: "group-name-taken",
  });
});

test("a removed member leaves no session, key or place in a group behind, and cannot sign in", async () => {
  const ada = await addViewer("admin");
  const eve = await addViewer("viewer", ada.organizationId);
  const { groupId } = await createGroup(ada, team);
  await addToGroup(ada, { groupId, userId: eve.userId });
  await beginSession(eve.userId, "s", null);
  await removeMember(ada, eve.userId);
  expect(await db.user.count({ where: { id: eve.userId } })).toBe(0);
  expect(await db.session.count({ where: { userId: eve.userId } })).toBe(0);
  expect(await db.groupMember.count({ where: { groupId } })).toBe(0);
});

test("who belongs to two organizations is removed from one: what they have in the other stays", async () => {
  const [ada, cleo] = [await addViewer("admin"), await addViewer("admin")];
  const eve = await addViewer("viewer", ada.organizationId);
  await addMember(cleo, { ...bob, email: eve.email });
  for (const { organizationId } of [ada, cleo]) {
    await beginSession(eve.userId, `in ${organizationId}`, organizationId);
    await addKey(eve.userId, organizationId);
  }
  await beginSession(eve.userId, "in the first", null);
  await removeMember(ada, eve.userId);
  const left = { where: { userId: eve.userId } };
  expect(await db.session.findMany({ ...left, select: { activeOrganizationId: true } })).toEqual([
    { activeOrganizationId: cleo.organizationId },
  ]);
  expect(await db.apiKey.findMany({ where: { referenceId: eve.userId }, select: { name: true } })).toEqual([
    { name: cleo.organizationId },
  ]);
  expect(await findViewer(eve.userId, ada.organizationId)).toMatchObject({ organizationId: cleo.organizationId });
  await removeMember(cleo, eve.userId);
  expect(await db.user.count({ where: { id: eve.userId } })).toBe(0);
});

test("two organizations that remove somebody at the same moment leave no account behind", async () => {
  const [ada, cleo] = [await addViewer("admin"), await addViewer("admin")];
  const eve = await addViewer("viewer", ada.organizationId);
  await addMember(cleo, { ...bob, email: eve.email });
  await Promise.all([removeMember(ada, eve.userId), removeMember(cleo, eve.userId)]);
  expect(await db.user.count({ where: { id: eve.userId } })).toBe(0);
});

test("adding somebody whom another organization knows tells nothing of them and leaves their password and name", async () => {
  const [ada, cleo] = [await addViewer("admin"), await addViewer("admin")];
  const eve = await addViewer("approver", ada.organizationId);
  const account = () => db.account.findMany({ where: { userId: eve.userId } });
  const before = await account();
  expect(await addMember(cleo, { ...bob, email: eve.email.toUpperCase() })).toEqual(await addMember(cleo, bob));
  expect(await account()).toEqual(before);
  expect(await memberOf(cleo, "Bob")).toMatchObject({ role: "editor", groups: [] });
  expect(JSON.stringify(await listMembers(cleo))).not.toContain(eve.name);
  expect(await memberOf(ada, eve.name)).toMatchObject({ role: "approver", grants: usualGrants.approver });
  expect(await findViewer(eve.userId, cleo.organizationId)).toMatchObject({ name: "Bob", role: "editor" });
  expect(await findViewer(eve.userId, null)).toMatchObject({ name: eve.name, role: "approver" });
});

test("an e-mail address is a member once, in capitals or not", async () => {
  const ada = await addViewer("admin");
  const member = { ...bob, email: "once@example.com" };
  await addMember(ada, member);
  await expect(addMember(ada, { ...member, email: "ONCE@example.com" })).rejects.toMatchObject({
    code: "member-exists",
  });
});

test("an admin sees and touches the members and groups of their own organization only", async () => {
  const [ada, mallory] = [await addViewer("admin"), await addViewer("admin")];
  const { groupId } = await createGroup(mallory, team);
  const gone = { code: "member-gone" };
  expect((await listMembers(ada)).map(({ userId }) => userId)).toEqual([ada.userId]);
  await expect(removeMember(ada, mallory.userId)).rejects.toMatchObject(gone);
  await expect(changeRole(ada, { userId: mallory.userId, role: "viewer" })).rejects.toMatchObject(gone);
  await expect(setGrants(ada, { userId: mallory.userId, grants: [] })).rejects.toMatchObject(gone);
  expect((await listGroups(ada)).map(({ id }) => id)).not.toContain(groupId);
  for (const act of [
    () => updateGroup(ada, { ...team, groupId }),
    () => removeGroup(ada, groupId),
    () => addToGroup(ada, { groupId, userId: ada.userId }),
    () => removeFromGroup(ada, { groupId, userId: mallory.userId }),
  ]) {
    await expect(act()).rejects.toMatchObject({ code: "group-gone" });
  }
  await expect(addToGroup(mallory, { groupId, userId: ada.userId })).rejects.toMatchObject(gone);
});

test("every decision about members and groups is in the audit once, without passwords", async () => {
  const ada = await addViewer("admin");
  await addMember(ada, { ...bob, name: "Cleo", email: "cleo@example.com", password: "do-not-record" });
  const { userId } = await memberOf(ada, "Cleo");
  await changeRole(ada, { userId, role: "approver" });
  await changeRole(ada, { userId, role: "approver" });
  await setGrants(ada, { userId, grants: ["apply"] });
  await setGrants(ada, { userId, grants: ["apply"] });
  const { groupId } = await createGroup(ada, team);
  await updateGroup(ada, { ...team, groupId, name: "Band" });
  await addToGroup(ada, { groupId, userId });
  await removeFromGroup(ada, { groupId, userId });
  await removeFromGroup(ada, { groupId, userId });
  await removeGroup(ada, groupId);
  await removeMember(ada, userId);
  const events = await auditOf(ada);
  expect(events.map(({ action }) => action)).toEqual([
    ...["member.added", "member.role-changed", "member.grants-changed", "group.created", "group.changed"],
    ...["group.member-added", "group.member-removed", "group.removed", "member.removed"],
  ]);
  expect(JSON.stringify(events.map(({ detail }) => detail))).not.toContain("do-not-record");
});

async function beginSession(userId: string, token: string, activeOrganizationId: string | null): Promise<void> {
  const times = { createdAt: new Date(), updatedAt: new Date(), expiresAt: new Date(Date.now() + 60_000) };
  await db.session.create({ data: { id: token, token, userId, activeOrganizationId, ...times } });
}

async function addKey(referenceId: string, organizationId: string): Promise<void> {
  const times = { createdAt: new Date(), updatedAt: new Date() };
  const metadata = JSON.stringify({ organizationId });
  await db.apiKey.create({
    data: { id: organizationId, name: organizationId, key: organizationId, referenceId, metadata, ...times },
  });
}
