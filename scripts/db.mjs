// npm run db:migrate / db:generate / db -- <prisma arguments>: Prisma's CLI on DATABASE_URL, or on the embedded database,
// which is started for it unless the console runs.
import { spawnSync } from "node:child_process";
import path from "node:path";
import { openDatabase } from "./start/open-database.mjs";
import { ROOT, readSettings } from "./start/settings.mjs";

const settings = readSettings();
const database = await openDatabase(settings);
const cli = path.join(ROOT, "node_modules/prisma/build/index.js");
const { status } = spawnSync(process.execPath, [cli, ...process.argv.slice(2)], {
  cwd: ROOT,
  stdio: "inherit",
  env: { ...process.env, DATABASE_URL: database.url },
});
await database.close();
process.exit(status ?? 1);
