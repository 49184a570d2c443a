import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import type { TestProject } from "vitest/node";
import { openDataFolder } from "../start/data-folder.mjs";
import { migrate } from "../start/migrate.mjs";
import { ensureDatabase, startPostgres } from "../start/postgres.mjs";

export const TEMPLATE = "template_migrated";

declare module "vitest" {
  export interface ProvidedContext {
    databaseServerUrl: string;
  }
}

/** One Postgres for all database tests, with one migrated database that each file clones. Gone afterwards. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "underpass-test-"));
  // Postgres runs as another account where the tests run as root.
  fs.chmodSync(folder, 0o711);
  openDataFolder(folder);
  const postgres = await startPostgres(folder, { durable: false });
  await migrate(await ensureDatabase(postgres.url, TEMPLATE));
  project.provide("databaseServerUrl", postgres.url);
  return async () => {
    await postgres.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  };
}
