import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, inject } from "vitest";
import { TEMPLATE } from "./database-server";

const server = inject("databaseServerUrl");
const name = `test_${randomUUID().replaceAll("-", "")}`;

process.env.DATABASE_URL = `${server}/${name}`;
process.env.UNDERPASS_SECRET = "a secret for tests only, 32 long";
process.env.UNDERPASS_URL = "http://127.0.0.1:3000";
process.env.LOG_LEVEL ??= "silent";

beforeAll(() => onServer(`CREATE DATABASE ${name} TEMPLATE ${TEMPLATE}`));

afterAll(async () => {
  const { db } = await import("@/lib/server/db/client");
  await db.$disconnect();
  await onServer(`DROP DATABASE ${name} WITH (FORCE)`);
});

async function onServer(statement: string): Promise<void> {
  const client = new pg.Client(`${server}/postgres`);
  await client.connect();
  // Two files at once cannot clone one template, so they take turns.
  await client.query("SELECT pg_advisory_lock(1)");
  await client.query(statement);
  await client.end();
}
