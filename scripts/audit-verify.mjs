// npm run audit:verify -- [--organization <slug>] [--head <number>:<hash>]…: recomputes the audit's chains in DATABASE_URL, or in
// the embedded database, which is started for it unless the console runs. Ends with 1 where a row does not fit.
import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { openDatabase } from "./start/open-database.mjs";
import { ROOT, readSettings } from "./start/settings.mjs";

const settings = readSettings();
const database = await openDatabase(settings);
const args = ["--conditions=react-server", "--import", "tsx", "scripts/audit-verify.ts", ...process.argv.slice(2)];
const { status } = spawnSync(process.execPath, args, {
  cwd: ROOT,
  stdio: "inherit",
  env: {
    ...process.env,
    DATABASE_URL: database.url,
    UNDERPASS_URL: settings.publicUrl,
    // Nothing is opened or signed: what verifies needs no secret.
    UNDERPASS_SECRET: randomBytes(32).toString("hex"),
  },
});
await database.close();
process.exit(status ?? 1);
