import { execFile, spawn } from "node:child_process";
import fs from "node:fs";
import net from "node:net";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { keptSecret, lastLines, openLog } from "./data-folder.mjs";
import { findPostgresHome } from "./postgres-home.mjs";
import { commandLineOf, end, identify } from "./processes.mjs";
import { StartError } from "./report.mjs";

const USER = "underpass";
const READY_WITHIN_MS = 30_000;

/**
 * Starts the embedded Postgres of a data folder on a free loopback port. Returns `{ url, process, stop }`, `url` without a
 * database at its end. One that runs already is used with `reuse` and stopped first without it: after a kill -9 of the
 * start it lives on, with settings that nobody knows.
 *
 * @param {string} dataFolder
 * @param {{ reuse?: boolean, port?: number, durable?: boolean }} [options]
 */
export async function startPostgres(dataFolder, { reuse = false, port, durable = true } = {}) {
  const home = await findPostgresHome(dataFolder);
  const cluster = path.join(home.folder, "postgres");
  const password = keptSecret(dataFolder, "postgres-password");
  const urlOf = (listeningPort) => `postgresql://${USER}:${password}@127.0.0.1:${listeningPort}`;

  const running = findRunning(cluster);
  if (running && reuse) {
    await waitUntilReady(urlOf(running.port));
    return { url: urlOf(running.port), process: running.process, stop: async () => {} };
  }
  if (running) await stopPostgres(running.process);
  if (!fs.existsSync(cluster)) await createCluster({ home, cluster, password });

  const log = openLog(dataFolder, "postgres");
  const chosenPort = port ?? (await freePort());
  // Detached: Ctrl-C in the terminal must reach the start only, which stops what uses the database first.
  const child = spawn(home.programs.postgres, ["-D", cluster, ...serverFlags(chosenPort, durable)], {
    ...home.account,
    cwd: cluster,
    detached: true,
    stdio: ["ignore", log.descriptor, log.descriptor],
  });
  fs.closeSync(log.descriptor);
  const died = new Promise((_, reject) => {
    child.once("error", (error) => reject(new StartError(`Postgres cannot be started: ${error.message}`)));
    child.once("exit", () => reject(new StartError("Postgres ended at once.")));
  });
  died.catch(() => {});
  try {
    await Promise.race([waitUntilReady(urlOf(chosenPort)), died]);
  } catch (error) {
    throw new StartError(`${error.message} Its last words (${log.file}):\n${lastLines(log.file)}`, { cause: error });
  }
  child.unref();
  const server = identify(child.pid);
  return { url: urlOf(chosenPort), port: chosenPort, process: server, child, stop: () => stopPostgres(server) };
}

/** Creates the database unless it exists; returns its URL. */
export async function ensureDatabase(serverUrl, name) {
  const { createDatabase } = await import("../schema-engine/databases.mjs");
  const url = `${serverUrl}/${name}`;
  await createDatabase(url);
  return url;
}

/** A port that is free at this moment. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

function serverFlags(port, durable) {
  const settings = {
    port,
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    max_connections: 200,
    // A test's database may be lost with the machine; waiting for the disk is most of its time.
    ...(durable ? {} : { fsync: "off", synchronous_commit: "off", full_page_writes: "off" }),
  };
  return Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
}

/** SIGINT is Postgres's "fast" shutdown: it ends the sessions, then writes everything out. */
async function stopPostgres(server) {
  await end(server, { signal: "SIGINT", patienceMs: 20_000 });
}

/** Reads postmaster.pid: process id in its first line, port in its fourth. Removes one that a dead server left. */
function findRunning(cluster) {
  const file = path.join(cluster, "postmaster.pid");
  if (!fs.existsSync(file)) return undefined;
  const lines = fs.readFileSync(file, "utf8").split("\n");
  const pid = Number(lines[0]);
  if (commandLineOf(pid).includes(cluster)) return { process: identify(pid), port: Number(lines[3]) };
  // Its id may belong to another program by now, which would keep Postgres from starting.
  fs.rmSync(file);
  return undefined;
}

/** initdb into a folder aside, renamed when complete: a start that is killed meanwhile leaves no half a cluster. */
async function createCluster({ home, cluster, password }) {
  const unfinished = `${cluster}.new`;
  fs.rmSync(unfinished, { recursive: true, force: true });
  fs.mkdirSync(unfinished, { mode: 0o700 });
  const passwordFile = `${cluster}.password`;
  fs.writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (home.account.uid !== undefined) {
    for (const target of [unfinished, passwordFile]) fs.chownSync(target, home.account.uid, home.account.gid);
  }
  const flags = [
    `--pgdata=${unfinished}`,
    `--username=${USER}`,
    `--pwfile=${passwordFile}`,
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    "--no-locale",
  ];
  try {
    await promisify(execFile)(home.programs.initdb, flags, { ...home.account, cwd: unfinished });
    fs.renameSync(unfinished, cluster);
  } catch (error) {
    throw new StartError(`The embedded database cannot be created in ${cluster}:\n${error.stderr ?? error.message}`);
  } finally {
    fs.rmSync(passwordFile, { force: true });
  }
}

async function waitUntilReady(url) {
  const { canConnect } = await import("../schema-engine/databases.mjs");
  const deadline = Date.now() + READY_WITHIN_MS;
  for (;;) {
    try {
      return await canConnect(`${url}/postgres`);
    } catch (error) {
      // 57P03: it is starting up or shutting down.
      if (!["ECONNREFUSED", "57P03", "ECONNRESET"].includes(error.code)) throw error;
      if (Date.now() > deadline) throw new StartError(`Postgres does not answer: ${error.message}`, { cause: error });
      await sleep(50);
    }
  }
}
