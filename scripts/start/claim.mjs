import fs from "node:fs";
import path from "node:path";
import { end, identify, isSame } from "./processes.mjs";
import { StartError, say } from "./report.mjs";

/**
 * Makes this start the only one of its data folder and ends what an earlier one left running when it was killed. Children
 * are added to the claim as they start, so that the next start finds them.
 */
export async function claimDataFolder(folder) {
  const file = path.join(folder, "processes.json");
  const earlier = read(file);
  if (earlier && isSame(earlier.launcher)) {
    throw new StartError(
      `Underpass already runs from ${folder} (process ${earlier.launcher.pid}). Stop it first, or set UNDERPASS_DATA to another folder.`,
    );
  }
  const left = (earlier?.children ?? []).filter(isSame);
  if (left.length > 0)
    say(`An earlier start was killed; ending what it left: ${left.map(({ name }) => name).join(", ")}`);
  await Promise.all(left.map((child) => end(child)));

  const launcher = identify(process.pid);
  const children = new Map();
  const write = () => {
    fs.writeFileSync(`${file}.new`, JSON.stringify({ launcher, children: [...children.values()] }), { mode: 0o600 });
    fs.renameSync(`${file}.new`, file);
  };
  write();
  return {
    /** Notes a child under its name; a restarted one takes the place of the dead one. */
    note(name, child) {
      children.set(name, { name, ...child });
      write();
    },
    async release() {
      fs.rmSync(file, { force: true });
    },
  };
}

function read(file) {
  try {
    return JSON.parse(fs.readFileSync(file, "utf8"));
  } catch (error) {
    if (error.code === "ENOENT" || error instanceof SyntaxError) return undefined;
    throw error;
  }
}
