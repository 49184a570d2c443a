import fc from "fast-check";
import { expect, test } from "vitest";
import { db } from "../db/client";
import { addEnvironment, addViewer } from "../db/testing";
import { hashOfRow } from "./audit-hash";
import { type AuditDetail, recordAudit, recordAuditOf } from "./record-audit";
import { verifyAudit } from "./verify-audit";

const rowsOf = (organizationId: string) =>
  db.auditEvent.findMany({ where: { organizationId }, orderBy: { number: "asc" } });

test("rows written by many at the same time form one chain without gaps, in the order of their times", async () => {
  const viewer = await addViewer("admin");
  await Promise.all(
    Array.from({ length: 40 }, (_, index) =>
      db.$transaction((tx) => recordAuditOf(viewer, tx, { action: "test.done", subject: `${index}` }), {
        maxWait: 15_000,
      }),
    ),
  );
  const rows = await rowsOf(viewer.organizationId);
  expect(rows.map(({ number }) => Number(number))).toEqual(rows.map((_, index) => index + 1));
  expect(rows.map(({ at }) => at.getTime())).toEqual(rows.map(({ at }) => at.getTime()).sort((a, b) => a - b));
  expect(await verifyAudit(db, viewer.organizationId)).toMatchObject({ intact: true, rows: 40n });
});

test("each organization has a chain of its own", async () => {
  const [ada, eve] = [await addViewer("admin"), await addViewer("admin")];
  for (const viewer of [ada, eve, ada]) await recordAuditOf(viewer, db, { action: "test.done", subject: "leeds" });
  expect(await verifyAudit(db, ada.organizationId)).toMatchObject({ intact: true, rows: 2n });
  expect(await verifyAudit(db, eve.organizationId)).toMatchObject({ intact: true, rows: 1n });
});

test("a transaction that fails leaves no row and no gap", async () => {
  const viewer = await addViewer("admin");
  const failing = db.$transaction(async (tx) => {
    await recordAuditOf(viewer, tx, { action: "test.done", subject: "lost" });
    throw new Error("no");
  });
  await expect(failing).rejects.toThrow("no");
  await recordAuditOf(viewer, db, { action: "test.done", subject: "kept" });
  expect(await rowsOf(viewer.organizationId)).toMatchObject([{ number: 1n, subject: "kept" }]);
});

test("the hash that the database writes is the one that is verified, whatever the row says", async () => {
  const { organizationId } = await addViewer("admin");
  const text = fc.oneof(
    fc.string({ unit: "grapheme" }),
    fc.constantFrom("서울 사무소", "東京", '"\\/\b\f\n\r\t\u001f\u007f\u2028', "=1+1", "👩‍🚀"),
  );
  const printable = text.map((value) => value.replaceAll("\0", ""));
  const { detail } = fc.letrec<{ value: unknown; detail: AuditDetail }>((tie) => ({
    value: fc.oneof(
      { depthSize: "small" },
      printable,
      fc.maxSafeInteger(),
      fc.boolean(),
      fc.constant(null),
      fc.array(tie("value"), { maxLength: 3 }),
      tie("detail"),
    ),
    detail: fc
      .array(fc.tuple(printable, tie("value")), { maxLength: 5 })
      .map((members) => Object.fromEntries(members) as AuditDetail),
  }));
  await fc.assert(
    fc.asyncProperty(printable, printable, detail, async (name, subject, facts) => {
      await recordAudit(db, { actor: { id: null, name }, organizationId, action: "test.done", subject, detail: facts });
      const row = await db.auditEvent.findFirstOrThrow({ where: { organizationId }, orderBy: { number: "desc" } });
      expect(row.subject).toBe(subject);
      expect(hashOfRow(row)).toBe(row.hash);
    }),
    { numRuns: 60 },
  );
});

test("the names of a removed member and a removed environment stay in the rows", async () => {
  const admin = await addViewer("admin");
  const member = await addViewer("editor", admin.organizationId);
  const { id, name } = await addEnvironment(admin.organizationId, { name: "서울 운영" });
  await recordAuditOf(member, db, { action: "test.done", subject: "leeds", environmentId: id });
  await db.environment.delete({ where: { id } });
  await db.user.delete({ where: { id: member.userId } });
  expect(await rowsOf(admin.organizationId)).toMatchObject([
    { actorId: member.userId, actorName: member.name, environmentId: id, environmentName: name },
  ]);
  expect(await verifyAudit(db, admin.organizationId)).toMatchObject({ intact: true });
});
