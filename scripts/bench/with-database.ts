import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { openDataFolder } from "../start/data-folder.mjs";
import { migrate } from "../start/migrate.mjs";
import { ensureDatabase, startPostgres } from "../start/postgres.mjs";

/** Lends a migrated database on a Postgres of its own, as a kept installation has it, to processes of that environment. */
export async function withDatabase<T>(work: (env: NodeJS.ProcessEnv) => Promise<T>): Promise<T> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "underpass-figure-"));
  // Postgres runs as another account where the bench runs as root.
  fs.chmodSync(folder, 0o711);
  openDataFolder(folder);
  const postgres = await startPostgres(folder);
  try {
    const url = await ensureDatabase(postgres.url, "underpass");
    await migrate(url);
    return await work({
      ...process.env,
      DATABASE_URL: url,
      UNDERPASS_SECRET: "a secret for the bench only, 32 long",
      UNDERPASS_URL: "http://127.0.0.1:3000",
      LOG_LEVEL: "warn",
      NODE_ENV: "production",
    });
  } finally {
    await postgres.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  }
}
