import "server-only";
import { type ChildProcess, spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";

const ROOT = path.resolve(import.meta.dirname, "../..");
const CRASH_POINTS = path.join(import.meta.dirname, "crash-points.mjs");

export interface WorkerProcess {
  child: ChildProcess;
  /** Resolves with the signal or the exit code that ended it. */
  ended: Promise<NodeJS.Signals | number | null>;
  /** Ends it the hard way, if it has not ended. */
  kill(): Promise<void>;
}

interface WorkerOptions {
  /** The boundary, from 1, at which it is killed; none: it lives. */
  crashAt?: number;
  /** A file that takes a line for each boundary it reaches. */
  crashLog?: string;
}

/** The worker as `npm start` starts it, on this test's database. */
export function startWorker({ crashAt = 0, crashLog }: WorkerOptions = {}): WorkerProcess {
  const preload = crashAt > 0 || crashLog ? ["--import", CRASH_POINTS] : [];
  const log = fs.openSync(path.join(os.tmpdir(), `underpass-faults-${process.pid}.log`), "a");
  const child = spawn(
    process.execPath,
    ["--conditions=react-server", "--import", "tsx", ...preload, "worker/main.ts"],
    {
      cwd: ROOT,
      env: { ...process.env, LOG_LEVEL: "info", CRASH_AT: String(crashAt), CRASH_LOG: crashLog ?? "" },
      stdio: ["ignore", log, log],
    },
  );
  fs.closeSync(log);
  const ended = new Promise<NodeJS.Signals | number | null>((resolve) => {
    child.once("exit", (code, signal) => resolve(signal ?? code));
  });
  return {
    child,
    ended,
    kill: async () => {
      child.kill("SIGKILL");
      await ended;
    },
  };
}

/** A worker that is started again whenever it ends by itself, as the console's supervisor does. */
export function keepWorker(): { stop(): Promise<void> } {
  let stopping = false;
  let current = startWorker();
  const keeping = (async () => {
    while (!stopping) {
      await current.ended;
      if (!stopping) current = startWorker();
    }
  })();
  return {
    stop: async () => {
      stopping = true;
      await current.kill();
      await keeping;
    },
  };
}
