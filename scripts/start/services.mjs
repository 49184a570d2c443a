import { execFile } from "node:child_process";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { migrate } from "./migrate.mjs";
import { ensureDatabase, startPostgres } from "./postgres.mjs";
import { StartError, say } from "./report.mjs";
import { ROOT } from "./settings.mjs";
import { createSupervisor, waitForHttp } from "./supervise.mjs";

const TSX = ["--conditions=react-server", "--import", "tsx"];

// In development the first page is compiled when it is first asked for, on a busy machine for minutes. A console that dies
// meanwhile says so itself.
const COMPILING_MS_MAX = 900_000;

/**
 * Starts database, sandbox, web and worker. `ready()` resolves when the console answers and its first admin exists;
 * `stop()` ends all in the reverse order and may be called at any time.
 */
export function startServices({ settings, secret, admin, claim, isDev, onFatal }) {
  let stopping = false;
  let isReady = false;
  const supervisor = createSupervisor({
    dataFolder: settings.dataFolder,
    claim,
    onFatal,
    showOutput: isDev,
    settled: () => isReady,
  });
  let postgres;

  async function ready() {
    if (settings.demo) supervisor.start(sandboxProcess(settings));
    const databaseUrl = settings.databaseUrl ?? (await startEmbedded());
    await migrate(databaseUrl);

    const env = environmentOf({ settings, databaseUrl, secret, isDev });
    supervisor.start(webProcess(settings, env, isDev));
    await bootstrap(settings, env, admin);
    supervisor.start({ name: "worker", args: [...TSX, "worker/main.ts"], env });
    if (settings.demo) await waitForHttp(`http://127.0.0.1:${settings.sandboxPort}/`, { name: "sandbox" });
    await waitForHttp(`${localUrl(settings)}/sign-in`, {
      name: "console",
      withinMs: isDev ? COMPILING_MS_MAX : undefined,
    });
    isReady = true;
  }

  async function startEmbedded() {
    postgres = await startPostgres(settings.dataFolder);
    claim.note("database", postgres.process);
    watchDatabase();
    return ensureDatabase(postgres.url, "underpass");
  }

  /** The port stays the same, so that those who use the database find it again. */
  function watchDatabase() {
    postgres.child.on("exit", async () => {
      if (stopping) return;
      say("The database ended and is started again.");
      await sleep(500);
      if (stopping) return;
      try {
        postgres = await startPostgres(settings.dataFolder, { port: postgres.port });
        claim.note("database", postgres.process);
        watchDatabase();
      } catch (error) {
        onFatal(error);
      }
    });
  }

  async function stop() {
    stopping = true;
    await supervisor.stop("web", "worker");
    await supervisor.stop("sandbox");
    await postgres?.stop();
  }

  return { ready, stop };
}

/** What web and worker get: everything of ours but the first admin's password, which only the bootstrap needs. */
function environmentOf({ settings, databaseUrl, secret, isDev }) {
  const { UNDERPASS_ADMIN_PASSWORD: _, ...inherited } = process.env;
  return {
    ...inherited,
    NODE_ENV: isDev ? "development" : "production",
    NEXT_TELEMETRY_DISABLED: "1",
    DATABASE_URL: databaseUrl,
    UNDERPASS_SECRET: secret,
    UNDERPASS_URL: settings.publicUrl,
  };
}

function webProcess({ port, host }, env, isDev) {
  const args = ["node_modules/next/dist/bin/next", isDev ? "dev" : "start", "--port", String(port), "--hostname", host];
  return { name: "web", args, env, essential: true };
}

/** Its state is kept as the database's is: what was built in it yesterday is still there. */
function sandboxProcess({ sandboxPort, sandboxControlPort, dataFolder }) {
  const ports = ["--port", String(sandboxPort), "--control-port", String(sandboxControlPort)];
  const state = ["--state-file", path.join(dataFolder, "sandbox.state")];
  return {
    name: "sandbox",
    args: ["sandbox/start.mjs", ...ports, ...state, "--world", "demo"],
    env: process.env,
  };
}

/** Looks whether the database's keys open, and creates what an empty one lacks: the organization, the first admin, the demo environment. */
async function bootstrap(settings, env, admin) {
  const demo = settings.demo
    ? {
        UNDERPASS_DEMO_URL: `http://127.0.0.1:${settings.sandboxPort}`,
        UNDERPASS_DEMO_CONTROL_URL: `http://127.0.0.1:${settings.sandboxControlPort}`,
      }
    : {};
  try {
    await promisify(execFile)(process.execPath, [...TSX, "scripts/bootstrap.ts"], {
      cwd: ROOT,
      env: { ...env, ...demo, UNDERPASS_ADMIN_EMAIL: admin.email, UNDERPASS_ADMIN_PASSWORD: admin.password },
    });
  } catch (error) {
    throw new StartError(`The database cannot be used:\n${error.stderr || error.stdout || error.message}`);
  }
}

/** Where this machine reaches the console, whatever its public address is. */
function localUrl({ host, port }) {
  const address = { "0.0.0.0": "127.0.0.1", "::": "[::1]" }[host] ?? (host.includes(":") ? `[${host}]` : host);
  return `http://${address}:${port}`;
}
