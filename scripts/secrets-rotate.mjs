// npm run secrets:rotate: a new key for what is kept encrypted, held as the settings say, while the console goes on. In DATABASE_URL,
// or in the embedded database, which is started for it unless the console runs. Ends with 1 where something could not be moved.
import { spawnSync } from "node:child_process";
import { keptSecret } from "./start/data-folder.mjs";
import { migrate } from "./start/migrate.mjs";
import { openDatabase } from "./start/open-database.mjs";
import { ROOT, readSettings } from "./start/settings.mjs";

const settings = readSettings();
const database = await openDatabase(settings);
await migrate(database.url);
const args = ["--conditions=react-server", "--import", "tsx", "scripts/secrets-rotate.ts"];
const { status } = spawnSync(process.execPath, args, {
  cwd: ROOT,
  stdio: "inherit",
  env: {
    ...process.env,
    DATABASE_URL: database.url,
    UNDERPASS_URL: settings.publicUrl,
    UNDERPASS_SECRET: settings.secret ?? keptSecret(settings.dataFolder, "secret"),
  },
});
await database.close();
process.exit(status ?? 1);
