// npm start and npm run dev: everything that Underpass needs, in a fresh checkout with Node and nothing else.
// `--dev` serves the sources with reloading instead of a build. Until the packages are installed, only Node's own modules
// may be imported here; scripts/start/ imports the rest late.

import { ensureBuilt, ensureGenerated } from "./start/build.mjs";
import { claimDataFolder } from "./start/claim.mjs";
import { keptSecret, openDataFolder, readablePassword } from "./start/data-folder.mjs";
import { endWithNpm } from "./start/end-with-npm.mjs";
import { ensureInstalled } from "./start/install.mjs";
import { refuseBusyPorts } from "./start/ports.mjs";
import { StartError, say, seconds } from "./start/report.mjs";
import { readSettings } from "./start/settings.mjs";

const isDev = process.argv.includes("--dev");
const startedAt = Date.now();
let stopping = false;
let stop = async () => {};

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => finish(0));
endWithNpm(() => finish(0));

try {
  await main();
} catch (error) {
  if (!stopping) await finish(1, error);
}

async function main() {
  const settings = readSettings();
  openDataFolder(settings.dataFolder);
  const claim = await claimDataFolder(settings.dataFolder);
  stop = claim.release;
  await refuseBusyPorts(settings);
  await ensureInstalled();
  await ensureGenerated();
  if (!isDev) await ensureBuilt();

  const secret = settings.secret ?? keptSecret(settings.dataFolder, "secret");
  const admin = {
    email: settings.adminEmail ?? "admin@example.com",
    password: settings.adminPassword ?? keptSecret(settings.dataFolder, "first-admin-password", readablePassword),
  };
  const { startServices } = await import("./start/services.mjs");
  const services = startServices({ settings, secret, admin, claim, isDev, onFatal: (error) => finish(1, error) });
  stop = async () => {
    await services.stop();
    await claim.release();
  };
  await services.ready();
  if (!stopping) sayReady(settings, admin);
}

function sayReady(settings, admin) {
  say("");
  say(`Underpass is ready: ${settings.publicUrl}`);
  say(`  Sign in as    ${admin.email}`);
  say(
    `  Password      ${settings.adminPassword ? "the one in UNDERPASS_ADMIN_PASSWORD" : admin.password} (until it is changed there)`,
  );
  if (settings.demo)
    say(`  Sandbox       http://127.0.0.1:${settings.sandboxPort} answers as EC2; nothing here reaches AWS`);
  say(`  Data and logs ${settings.dataFolder}`);
  say(`  Started in ${seconds(Date.now() - startedAt)}. Ctrl-C stops all of it.`);
}

/** Stops everything once; the second Ctrl-C does not wait. */
async function finish(code, error) {
  if (stopping) process.exit(code || 1);
  stopping = true;
  if (error) say(error instanceof StartError ? `\n${error.message}` : `\n${error.stack}`);
  else say("\nStopping …");
  await stop().catch((failure) => say(`Stopping failed: ${failure.message}`));
  process.exit(code);
}
