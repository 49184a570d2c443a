import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { db } from "../db/client";
import { addEnvironment, addViewer } from "../db/testing";
import { env } from "../env";
import { checkAudit } from "./check-audit";
import { exportAudit, jsonLine } from "./export-audit";
import { publishHeads } from "./publish-heads";
import { auditedEnvironments, auditStanding, listAudit } from "./queries";
import { recordAuditOf } from "./record-audit";
import { verifyAndTell } from "./verify-and-tell";

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "underpass-heads-"));
  env().UNDERPASS_AUDIT_HEAD_FILE = path.join(folder, "heads");
});

afterAll(() => rm(folder, { recursive: true }));

async function addRows() {
  const admin = await addViewer("admin");
  const ji = { ...(await addViewer("editor", admin.organizationId)), name: "김지우" };
  const seoul = await addEnvironment(admin.organizationId, { name: "서울 운영" });
  await recordAuditOf(admin, db, { action: "member.added", subject: "김지우" });
  await recordAuditOf(ji, db, { action: "change.drafted", subject: "CHG-1", environmentId: seoul.id });
  await recordAuditOf(ji, db, { action: "change.submitted", subject: "CHG-1", environmentId: seoul.id });
  return { admin, ji, seoul };
}

async function actionsFor(viewer: Parameters<typeof listAudit>[0], filter: Parameters<typeof listAudit>[1]["filter"]) {
  const { rows } = await listAudit(viewer, { filter, before: null });
  return rows.map(({ action }) => action);
}

test("each filter leaves what it names, the newest first", async () => {
  const { admin, seoul } = await addRows();
  const today = new Date().toISOString().slice(0, 10);
  expect(await actionsFor(admin, {})).toEqual(["change.submitted", "change.drafted", "member.added"]);
  expect(await actionsFor(admin, { person: "지우" })).toEqual(["change.submitted", "change.drafted"]);
  expect(await actionsFor(admin, { action: "member." })).toEqual(["member.added"]);
  expect(await actionsFor(admin, { subject: "chg-1" })).toHaveLength(2);
  expect(await actionsFor(admin, { environment: seoul.id })).toHaveLength(2);
  expect(await actionsFor(admin, { from: today, to: today })).toHaveLength(3);
  expect(await actionsFor(admin, { to: "2020-01-01" })).toEqual([]);
});

test("an environment can still be chosen after it was removed", async () => {
  const { admin, seoul } = await addRows();
  await db.environment.delete({ where: { id: seoul.id } });
  expect(await auditedEnvironments(admin)).toEqual([{ id: seoul.id, name: "서울 운영" }]);
});

test("pages follow each other without a gap while rows are added", async () => {
  const { admin } = await addRows();
  for (let index = 0; index < 60; index++) await recordAuditOf(admin, db, { action: "test.done", subject: `${index}` });
  const first = await listAudit(admin, { filter: {}, before: null });
  await recordAuditOf(admin, db, { action: "test.done", subject: "meanwhile" });
  const second = await listAudit(admin, { filter: {}, before: first.older });
  expect([...first.rows, ...second.rows].map(({ number }) => number)).toEqual(
    Array.from({ length: 63 }, (_, index) => 63 - index),
  );
  expect(second.older).toBeNull();
});

test("nobody but an admin reads the audit, and nobody reads another organization's", async () => {
  const { ji } = await addRows();
  const refused = { code: "not-allowed" };
  await expect(listAudit(ji, { filter: {}, before: null })).rejects.toMatchObject(refused);
  await expect(auditStanding(ji)).rejects.toMatchObject(refused);
  await expect(exportAudit(ji, { filter: {}, format: "csv" })).rejects.toMatchObject(refused);
  await expect(checkAudit(ji)).rejects.toMatchObject(refused);
  expect(await actionsFor(await addViewer("admin"), {})).toEqual([]);
});

test("an export is on record before its first row is out, and holds what the filter leaves", async () => {
  const { admin } = await addRows();
  const pages = await exportAudit(admin, { filter: { action: "change." }, format: "jsonl" });
  expect(await actionsFor(admin, {})).toContain("audit.exported");
  const lines: string[] = [];
  for await (const rows of pages) lines.push(...rows.map(jsonLine));
  expect(lines.map((line) => JSON.parse(line).action)).toEqual(["change.drafted", "change.submitted"]);
});

test("a verification is kept with its time, and is on record itself", async () => {
  const { admin } = await addRows();
  expect((await auditStanding(admin)).check).toBeNull();
  expect(await checkAudit(admin)).toEqual({ intact: true });
  const { check, rows } = await auditStanding(admin);
  expect(check).toMatchObject({ rows: 3, brokenAt: null });
  expect(rows).toBe(4);
});

test("published heads are appended to the file once each, and a chain that was cut off does not fit them", async () => {
  const { admin } = await addRows();
  const { organizationId } = admin;
  await publishHeads();
  await publishHeads();
  const lines = (await readFile(path.join(folder, "heads"), "utf8")).split("\n");
  expect(lines.filter((line) => line.includes(organizationId))).toHaveLength(1);
  expect(await verifyAndTell({ organization: organizationId, heads: [] })).toMatchObject({ isIntact: true });

  await db.$transaction(
    [
      `ALTER TABLE "AuditEvent" DISABLE TRIGGER USER`,
      `ALTER TABLE "AuditChain" DISABLE TRIGGER USER`,
      `DELETE FROM "AuditEvent" WHERE "organizationId" = '${organizationId}' AND "number" = 3`,
      `UPDATE "AuditChain" SET "number" = 2, "hash" = (SELECT "hash" FROM "AuditEvent"
       WHERE "organizationId" = '${organizationId}' AND "number" = 2) WHERE "organizationId" = '${organizationId}'`,
      `ALTER TABLE "AuditEvent" ENABLE TRIGGER USER`,
      `ALTER TABLE "AuditChain" ENABLE TRIGGER USER`,
    ].map((statement) => db.$executeRawUnsafe(statement)),
  );
  const told = await verifyAndTell({ organization: organizationId, heads: [] });
  expect(told.isIntact).toBe(false);
  expect(told.lines.join()).toContain("row 3 does not fit: it is not there");
});

test("a head that is no head, or belongs to nobody in particular, is refused", async () => {
  await addRows();
  await addRows();
  expect(await verifyAndTell({ heads: ["12"] })).toMatchObject({ isIntact: false });
  expect(await verifyAndTell({ heads: [`1:${"a".repeat(64)}`] })).toMatchObject({ isIntact: false });
  expect(await verifyAndTell({ organization: "nobody", heads: [] })).toMatchObject({ isIntact: false });
});
