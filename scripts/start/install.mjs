import { spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { StartError, timed } from "./report.mjs";
import { ROOT } from "./settings.mjs";

/** Runs `npm ci` unless node_modules holds what package-lock.json asks for. */
export async function ensureInstalled() {
  const missing = countMissing();
  if (missing === 0) return;
  await timed(`Installing packages (${missing} missing or of another version)`, () => run(...npm(), "ci"));
}

/**
 * Compares with the list that npm keeps of what it installed. Packages that npm left out for this platform are not missing;
 * an interrupted installation leaves no list.
 */
function countMissing() {
  const wanted = JSON.parse(fs.readFileSync(path.join(ROOT, "package-lock.json"), "utf8")).packages;
  const list = path.join(ROOT, "node_modules/.package-lock.json");
  const installed = fs.existsSync(list) ? JSON.parse(fs.readFileSync(list, "utf8")).packages : {};
  return Object.entries(wanted).filter(([folder, entry]) => {
    if (folder === "" || entry.link) return false;
    const found = installed[folder];
    return found ? found.version !== entry.version : !entry.optional && !entry.devOptional && !entry.peer;
  }).length;
}

/** npm started us and said where it is; without it, the one in the path. */
function npm() {
  const { npm_execpath: script } = process.env;
  if (script?.endsWith(".js")) return [process.execPath, script];
  return [process.platform === "win32" ? "npm.cmd" : "npm"];
}

/** Runs a command of the checkout with its output shown; throws when it fails. */
export function run(command, ...args) {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, NEXT_TELEMETRY_DISABLED: "1", npm_config_include: "dev" };
    const child = spawn(command, args, { cwd: ROOT, stdio: ["ignore", "inherit", "inherit"], env });
    child.on("error", (error) => reject(new StartError(`${command} cannot be run: ${error.message}`)));
    child.on("exit", (code, signal) => {
      if (code === 0) resolve();
      else
        reject(
          new StartError(
            `"${path.basename(command)} ${args.join(" ")}" failed (${signal ?? `exit code ${code}`}). What it said stands above.`,
          ),
        );
    });
  });
}
