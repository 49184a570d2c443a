import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { db } from "../db/client";
import { hashOfRow } from "./audit-hash";
import { type AuditHead, parseHead, writeHead } from "./audit-head";
import { recordAudit } from "./record-audit";
import { verifyAudit } from "./verify-audit";

/** An organization with five rows, as they were written. */
async function addChain() {
  const organizationId = randomUUID();
  for (const subject of ["one", "two", "three", "four", "five"]) await record(organizationId, subject);
  const { number, hash } = await db.auditChain.findUniqueOrThrow({ where: { organizationId } });
  return { organizationId, head: { number, hash } };
}

function record(organizationId: string, subject: string): Promise<void> {
  return recordAudit(db, { actor: { id: null, name: "test" }, organizationId, action: "test.done", subject });
}

/** What somebody could do who owns the database and its triggers. */
async function tamper(statement: string): Promise<void> {
  const set = (state: string) =>
    ["AuditEvent", "AuditChain"].map((table) => `ALTER TABLE "${table}" ${state} TRIGGER USER`);
  await db.$transaction([...set("DISABLE"), statement, ...set("ENABLE")].map((sql) => db.$executeRawUnsafe(sql)));
}

/** Recomputes all hashes after a change, head and all, as somebody would who knows how they are made. */
async function forge(organizationId: string): Promise<AuditHead> {
  let last: AuditHead = { number: 0n, hash: "0".repeat(64) };
  for (const row of await db.auditEvent.findMany({ where: { organizationId }, orderBy: { number: "asc" } })) {
    const hash = hashOfRow({ ...row, previousHash: last.hash });
    await tamper(
      `UPDATE "AuditEvent" SET "previousHash" = '${last.hash}', "hash" = '${hash}' WHERE "organizationId" = '${organizationId}' AND "number" = ${row.number}`,
    );
    last = { number: row.number, hash };
  }
  await tamper(
    `UPDATE "AuditChain" SET "number" = ${last.number}, "hash" = '${last.hash}' WHERE "organizationId" = '${organizationId}'`,
  );
  return last;
}

test.each([
  [`UPDATE "AuditEvent" SET "subject" = 'york'`],
  [`UPDATE "AuditEvent" SET "action" = "action"`],
  [`DELETE FROM "AuditEvent"`],
  [`TRUNCATE "AuditEvent"`],
  [`UPDATE "AuditChain" SET "number" = 1`],
  [`INSERT INTO "AuditChain" VALUES ('forged', 9, 'x')`],
  [`DELETE FROM "AuditChain"`],
  [`TRUNCATE "AuditChain" CASCADE`],
])("the database refuses: %s", async (statement) => {
  const { organizationId } = await addChain();
  await expect(db.$executeRawUnsafe(statement)).rejects.toThrow(/The audit is only added to/);
  const asReplica = db.$transaction([
    db.$executeRawUnsafe("SET LOCAL session_replication_role = replica"),
    db.$executeRawUnsafe(statement),
  ]);
  await expect(asReplica).rejects.toThrow(/The audit is only added to/);
  expect(await verifyAudit(db, organizationId)).toMatchObject({ intact: true, rows: 5n });
});

test("a row that is put in by hand is chained like any other: number, time and hash are not its writer's to choose", async () => {
  const { organizationId } = await addChain();
  await db.$executeRaw`
    INSERT INTO "AuditEvent" ("organizationId", "number", "at", "actorName", "action", "subject", "detail", "previousHash", "hash")
    VALUES (${organizationId}, 2, '2001-01-01', 'x', 'x', 'x', '{}', 'x', 'x')`;
  const row = await db.auditEvent.findFirstOrThrow({ where: { organizationId }, orderBy: { number: "desc" } });
  expect(row.number).toBe(6n);
  expect(row.at.getFullYear()).toBeGreaterThan(2001);
  expect(await verifyAudit(db, organizationId)).toMatchObject({ intact: true, rows: 6n });
});

test.each([
  ["changed", `UPDATE "AuditEvent" SET "subject" = 'york' WHERE "number" = 3`, 3n, "content"],
  ["given another time", `UPDATE "AuditEvent" SET "at" = "at" - interval '1 hour' WHERE "number" = 3`, 3n, "content"],
  ["changed with its hash", `UPDATE "AuditEvent" SET "hash" = repeat('a', 64) WHERE "number" = 3`, 3n, "content"],
  ["removed", `DELETE FROM "AuditEvent" WHERE "number" = 3`, 3n, "missing"],
  ["removed from the end", `DELETE FROM "AuditEvent" WHERE "number" = 5`, 5n, "missing"],
])("a row that was %s is named", async (_how, statement, brokenAt, flaw) => {
  const { organizationId } = await addChain();
  await tamper(`${statement} AND "organizationId" = '${organizationId}'`);
  expect(await verifyAudit(db, organizationId)).toMatchObject({ intact: false, brokenAt, flaw });
});

test("two rows that changed places are named", async () => {
  const { organizationId } = await addChain();
  for (const [from, to] of [
    [2, 20],
    [3, 2],
    [20, 3],
  ])
    await tamper(
      `UPDATE "AuditEvent" SET "number" = ${to} WHERE "number" = ${from} AND "organizationId" = '${organizationId}'`,
    );
  expect(await verifyAudit(db, organizationId)).toMatchObject({ intact: false, brokenAt: 2n, flaw: "link" });
});

test("a row that was put in is named, also when it got a hash that fits it", async () => {
  const { organizationId } = await addChain();
  await tamper(
    `UPDATE "AuditEvent" SET "number" = "number" + 10 WHERE "number" > 2 AND "organizationId" = '${organizationId}'`,
  );
  const second = await db.auditEvent.findFirstOrThrow({ where: { organizationId, number: 2n } });
  const forged = { ...second, number: 3n, subject: "never happened", previousHash: second.hash };
  await tamper(
    `INSERT INTO "AuditEvent" ("organizationId","number","at","actorName","action","subject","detail","previousHash","hash","actorId")
     SELECT "organizationId", 3, "at", "actorName", "action", 'never happened', "detail", "hash", '${hashOfRow(forged)}', "actorId"
     FROM "AuditEvent" WHERE "number" = 2 AND "organizationId" = '${organizationId}'`,
  );
  await tamper(
    `UPDATE "AuditEvent" SET "number" = "number" - 9 WHERE "number" > 10 AND "organizationId" = '${organizationId}'`,
  );
  expect(await verifyAudit(db, organizationId)).toMatchObject({ intact: false, brokenAt: 4n, flaw: "link" });
});

test("a chain that was rewritten with all its hashes, or cut off with its head, does not fit the published head", async () => {
  const rewritten = await addChain();
  await tamper(
    `UPDATE "AuditEvent" SET "subject" = 'york' WHERE "number" = 2 AND "organizationId" = '${rewritten.organizationId}'`,
  );
  await forge(rewritten.organizationId);
  expect(await verifyAudit(db, rewritten.organizationId)).toMatchObject({ intact: true });
  expect(await verifyAudit(db, rewritten.organizationId, [rewritten.head])).toMatchObject({
    intact: false,
    brokenAt: 5n,
    flaw: "published",
  });

  const cut = await addChain();
  await tamper(`DELETE FROM "AuditEvent" WHERE "number" > 3 AND "organizationId" = '${cut.organizationId}'`);
  await forge(cut.organizationId);
  expect(await verifyAudit(db, cut.organizationId)).toMatchObject({ intact: true, rows: 3n });
  expect(await verifyAudit(db, cut.organizationId, [cut.head])).toMatchObject({
    intact: false,
    brokenAt: 4n,
    flaw: "missing",
  });
});

test("an older published head fits a chain that went on", async () => {
  const { organizationId, head } = await addChain();
  await record(organizationId, "six");
  expect(parseHead(writeHead(head))).toEqual(head);
  expect(await verifyAudit(db, organizationId, [head])).toMatchObject({ intact: true, rows: 6n });
});
