import { spawn } from "node:child_process";
import fs from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { lastLines, openLog } from "./data-folder.mjs";
import { end, identify } from "./processes.mjs";
import { StartError, say } from "./report.mjs";
import { ROOT } from "./settings.mjs";

// A worker that keeps dying costs little; a run that waits for it costs a person their time.
const BACKOFF_MAX_MS = 8_000;
// One that lived this long did not fail at its start; the backoff begins anew.
const STEADY_AFTER_MS = 20_000;

/**
 * Keeps children running: one that ends is started again, later each time. An `essential` one must get as far as `settled`:
 * while that says no, its end is the end of all, through `onFatal`. Output goes to a file in the data folder: a pipe would break when the start itself is killed.
 */
export function createSupervisor({ dataFolder, claim, onFatal, showOutput, settled }) {
  const running = new Map();
  let stopping = false;

  function start({ name, args, env, essential = false }, failures = 0) {
    const log = openLog(dataFolder, name);
    const output = showOutput ? "inherit" : log.descriptor;
    const child = spawn(process.execPath, args, {
      cwd: ROOT,
      env,
      // A group of its own: Ctrl-C in the terminal reaches the start only, which ends its children in order.
      detached: true,
      stdio: ["ignore", output, output],
    });
    fs.closeSync(log.descriptor);
    const startedAt = Date.now();
    const identity = identify(child.pid);
    running.set(name, identity);
    claim.note(name, identity);

    child.on("exit", async (code, signal) => {
      running.delete(name);
      if (stopping) return;
      const how = signal ?? `exit code ${code}`;
      const words = showOutput ? "" : ` Its last words (${log.file}):\n${lastLines(log.file)}`;
      if (essential && !settled()) return onFatal(new StartError(`The ${name} process ended (${how}).${words}`));
      const failed = Date.now() - startedAt > STEADY_AFTER_MS ? 1 : failures + 1;
      const delayMs = Math.min(1000 * 2 ** (failed - 1), BACKOFF_MAX_MS);
      say(`The ${name} process ended (${how}) and is started again in ${delayMs / 1000} s.${failed > 1 ? "" : words}`);
      await sleep(delayMs);
      if (!stopping) start({ name, args, env, essential }, failed);
    });
  }

  return {
    start,
    /** Ends the children in the order of their names given; those not running are passed over. */
    async stop(...names) {
      stopping = true;
      await Promise.all(
        names
          .map((name) => running.get(name))
          .filter(Boolean)
          .map((child) => end(child, { patienceMs: 8000 })),
      );
    },
  };
}

/** Waits until an address answers HTTP, whatever it says. */
export async function waitForHttp(url, { name, withinMs = 60_000 }) {
  const deadline = Date.now() + withinMs;
  for (;;) {
    try {
      await fetch(url, { redirect: "manual", signal: AbortSignal.timeout(20_000) });
      return;
    } catch {
      if (Date.now() > deadline)
        throw new StartError(`The ${name} does not answer at ${url} after ${withinMs / 1000} s.`);
      await sleep(50);
    }
  }
}
