// npm run db:migrate / db:generate / db -- <prisma arguments>: Prisma's CLI on DATABASE_URL, or on the embedded database,
// which is started for it unless the console runs.
import { spawnSync } from "node:child_process";
import path from "node:path";
import { openDataFolder } from "./start/data-folder.mjs";
import { ensureDatabase, startPostgres } from "./start/postgres.mjs";
import { ROOT, readSettings } from "./start/settings.mjs";

const settings = readSettings();
let url = settings.databaseUrl;
let stop = async () => {};
if (!url) {
  openDataFolder(settings.dataFolder);
  const postgres = await startPostgres(settings.dataFolder, { reuse: true });
  stop = postgres.stop;
  url = await ensureDatabase(postgres.url, "underpass");
}
const cli = path.join(ROOT, "node_modules/prisma/build/index.js");
const { status } = spawnSync(process.execPath, [cli, ...process.argv.slice(2)], {
  cwd: ROOT,
  stdio: "inherit",
  env: { ...process.env, DATABASE_URL: url },
});
await stop();
process.exit(status ?? 1);
