import { expect, test } from "vitest";
import { db } from "../db/client";
import { addViewer } from "../db/testing";
import { addMember, changeRole, removeMember } from "./change-members";
import { listMembers } from "./queries";

test("the only admin can neither be removed nor lose the role, also when two admins remove each other at once", async () => {
  const ada = await addViewer("admin");
  await expect(removeMember(ada, ada.userId)).rejects.toMatchObject({ code: "last-admin" });
  await expect(changeRole(ada, { userId: ada.userId, role: "viewer" })).rejects.toMatchObject({ code: "last-admin" });

  const bob = await addViewer("admin", ada.organizationId);
  const outcomes = await Promise.allSettled([removeMember(ada, bob.userId), removeMember(bob, ada.userId)]);
  expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(await db.member.count({ where: { organizationId: ada.organizationId, role: "admin" } })).toBe(1);
});

test("a removed member's sessions end with them", async () => {
  const ada = await addViewer("admin");
  const eve = await addViewer("viewer", ada.organizationId);
  const times = { createdAt: new Date(), updatedAt: new Date(), expiresAt: new Date(Date.now() + 60_000) };
  await db.session.create({ data: { id: "s", token: "t", userId: eve.userId, ...times } });
  await removeMember(ada, eve.userId);
  expect(await db.session.count({ where: { userId: eve.userId } })).toBe(0);
});

test("an e-mail address is a member once, in capitals or not", async () => {
  const ada = await addViewer("admin");
  const member = { name: "Bob", email: "bob@example.com", password: "long enough", role: "editor" as const };
  await addMember(ada, member);
  await expect(addMember(ada, { ...member, email: "BOB@example.com" })).rejects.toMatchObject({
    code: "member-exists",
  });
});

test("an admin sees and touches the members of their own organization only", async () => {
  const [ada, mallory] = [await addViewer("admin"), await addViewer("admin")];
  expect((await listMembers(ada)).map(({ userId }) => userId)).toEqual([ada.userId]);
  await expect(removeMember(ada, mallory.userId)).rejects.toMatchObject({ code: "member-gone" });
  await expect(changeRole(ada, { userId: mallory.userId, role: "viewer" })).rejects.toMatchObject({
    code: "member-gone",
  });
});

test("every decision about members is in the audit, without passwords", async () => {
  const ada = await addViewer("admin");
  await addMember(ada, { name: "Cleo", email: "cleo@example.com", password: "do-not-record", role: "viewer" });
  const cleo = await db.user.findUniqueOrThrow({ where: { email: "cleo@example.com" } });
  await changeRole(ada, { userId: cleo.id, role: "approver" });
  await removeMember(ada, cleo.id);
  const events = await db.auditEvent.findMany({
    where: { organizationId: ada.organizationId },
    orderBy: { number: "asc" },
  });
  expect(events.map(({ action }) => action)).toEqual(["member.added", "member.role-changed", "member.removed"]);
  expect(JSON.stringify(events, (_, value) => (typeof value === "bigint" ? Number(value) : value))).not.toContain(
    "do-not-record",
  );
});
