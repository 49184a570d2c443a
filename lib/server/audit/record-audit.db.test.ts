import { expect, test } from "vitest";
import { db } from "../db/client";
import { addViewer } from "../db/testing";
import { recordAudit, verifyAudit } from "./record-audit";

async function record(action: string, detail = {}) {
  const viewer = await addViewer("admin");
  await db.$transaction((tx) =>
    recordAudit(tx, {
      actor: { id: viewer.userId, name: viewer.name },
      organizationId: viewer.organizationId,
      action,
      subject: "leeds",
      detail,
    }),
  );
}

test("rows written at the same time form one chain that verifies", async () => {
  await Promise.all(["a", "b", "c", "d"].map((action) => record(action, { z: 1, a: { y: [1, 2], x: null } })));
  expect(await verifyAudit(db)).toEqual({ intact: true, rows: 4 });
});

test("a transaction that fails leaves no row", async () => {
  const before = await db.auditEvent.count();
  const failing = db.$transaction(async (tx) => {
    await recordAudit(tx, { actor: { id: null, name: "test" }, organizationId: "o", action: "x", subject: "y" });
    throw new Error("no");
  });
  await expect(failing).rejects.toThrow("no");
  expect(await db.auditEvent.count()).toBe(before);
});

test("a row that somebody edits, or removes, is found", async () => {
  const [first, second] = await db.auditEvent.findMany({ orderBy: { sequence: "asc" }, take: 2 });
  await db.auditEvent.update({ where: { sequence: first?.sequence }, data: { subject: "york" } });
  expect(await verifyAudit(db)).toMatchObject({ intact: false, brokenAt: first?.sequence });
  await db.auditEvent.delete({ where: { sequence: first?.sequence } });
  expect(await verifyAudit(db)).toMatchObject({ intact: false, brokenAt: second?.sequence });
});
