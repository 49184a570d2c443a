import { openDataFolder } from "./data-folder.mjs";
import { ensureDatabase, startPostgres } from "./postgres.mjs";

/** The database of the settings for one command: DATABASE_URL, or the embedded one, which is started for it unless the console runs. */
export async function openDatabase({ databaseUrl, dataFolder }) {
  if (databaseUrl) return { url: databaseUrl, close: async () => {} };
  openDataFolder(dataFolder);
  const postgres = await startPostgres(dataFolder, { reuse: true });
  return { url: await ensureDatabase(postgres.url, "underpass"), close: postgres.stop };
}
