import { execFileSync } from "node:child_process";
import fs from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

/** A process by its id and the time it began, so that an id which the system has given away again is not mistaken for it. */
export function identify(pid) {
  return { pid, started: startOf(pid) };
}

/** True while that very process lives. */
export function isSame({ pid, started }) {
  return started !== undefined && startOf(pid) === started;
}

/** The command line of a process; "" when there is none. */
export function commandLineOf(pid) {
  if (fs.existsSync("/proc/self/cmdline")) return readOrEmpty(`/proc/${pid}/cmdline`).replaceAll("\0", " ");
  return runPs(pid, "command=");
}

/** Asks a process, with its group, to end; after `patienceMs` it is killed. Returns when it is gone. */
export async function end(process_, { signal = "SIGTERM", patienceMs = 5000 } = {}) {
  if (!isSame(process_)) return;
  kill(process_.pid, signal);
  if (await isGoneWithin(process_, patienceMs)) return;
  kill(process_.pid, "SIGKILL");
  await isGoneWithin(process_, 5000);
}

/** Looks every 50 ms. */
export async function isGoneWithin(process_, timeoutMs) {
  const deadline = Date.now() + timeoutMs;
  while (isSame(process_)) {
    if (Date.now() > deadline) return false;
    await sleep(50);
  }
  return true;
}

/** Children lead a group of their own; what they started ends with them. */
function kill(pid, signal) {
  for (const target of [-pid, pid]) {
    try {
      process.kill(target, signal);
      return;
    } catch (error) {
      if (error.code !== "ESRCH") throw error;
    }
  }
}

function startOf(pid) {
  if (!fs.existsSync("/proc/self/stat")) return runPs(pid, "lstart=") || undefined;
  // Field 22 of proc(5); the command's name before it may hold spaces, so count from its closing bracket. A zombie is gone.
  const fields = readOrEmpty(`/proc/${pid}/stat`).split(") ").at(-1)?.split(" ") ?? [];
  return fields[0] === "Z" ? undefined : fields[19];
}

function readOrEmpty(file) {
  try {
    return fs.readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

function runPs(pid, column) {
  try {
    return execFileSync("ps", ["-o", column, "-p", String(pid)], { encoding: "utf8" }).trim();
  } catch {
    return "";
  }
}
