// npm run secrets:rotate: a new key for what is kept encrypted, held as the settings say, while the console goes on. In DATABASE_URL,
// or in the embedded database, which is started for it unless the console runs. Ends with 1 where something could not be moved.
import { spawnSync } from "node:child_process";
import { keptSecret, openDataFolder } from "./start/data-folder.mjs";
import { migrate } from "./start/migrate.mjs";
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
await migrate(url);
const args = ["--conditions=react-server", "--import", "tsx", "scripts/secrets-rotate.ts"];
const { status } = spawnSync(process.execPath, args, {
  cwd: ROOT,
  stdio: "inherit",
  env: {
    ...process.env,
    DATABASE_URL: url,
    UNDERPASS_URL: settings.publicUrl,
    UNDERPASS_SECRET: settings.secret ?? keptSecret(settings.dataFolder, "secret"),
  },
});
await stop();
process.exit(status ?? 1);
