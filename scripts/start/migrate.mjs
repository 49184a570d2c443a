import { execFile } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { StartError, timed } from "./report.mjs";
import { ROOT } from "./settings.mjs";

/** Brings a database to the newest migration. Asks the database first: Prisma's CLI takes a second even when there is nothing to do. */
export async function migrate(url) {
  const pending = await countPending(url);
  if (pending === 0) return;
  await timed(`Migrating the database (${pending} to apply)`, () => deploy(url));
}

async function deploy(url) {
  const cli = path.join(ROOT, "node_modules/prisma/build/index.js");
  try {
    await promisify(execFile)(process.execPath, [cli, "migrate", "deploy"], {
      cwd: ROOT,
      env: { ...process.env, DATABASE_URL: url },
    });
  } catch (error) {
    throw new StartError(`The database cannot be migrated:\n${error.stderr || error.stdout || error.message}`);
  }
}

async function countPending(url) {
  const { default: pg } = await import("pg");
  const { parseUrl } = await import("../schema-engine/databases.mjs");
  const names = fs
    .readdirSync(path.join(ROOT, "prisma/migrations"), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
  const client = new pg.Client({ ...parseUrl(url), connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
  } catch (error) {
    // The URL holds a password, and pg's messages do not repeat it.
    throw new StartError(`DATABASE_URL: the database does not answer: ${error.message || error.code}`);
  }
  try {
    const table = await client.query("select to_regclass('_prisma_migrations') as name");
    if (table.rows[0].name === null) return names.length;
    const applied = await client.query("select migration_name from _prisma_migrations where finished_at is not null");
    const known = new Set(applied.rows.map((row) => row.migration_name));
    return names.filter((name) => !known.has(name)).length;
  } finally {
    await client.end();
  }
}
