import crypto from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { StartError } from "./report.mjs";

/** Creates the folder that holds all that a start keeps. Others may pass through it (Postgres's account must) but not list it. */
export function openDataFolder(folder) {
  try {
    makeFolder(path.join(folder, "logs"));
  } catch (error) {
    throw new StartError(`UNDERPASS_DATA: the folder ${folder} cannot be written (${error.code}).`);
  }
}

/** One folder after the other: Node's own `recursive` never returns where a parent takes none, as below /proc. */
function makeFolder(folder) {
  if (fs.existsSync(folder)) return;
  const parent = path.dirname(folder);
  if (parent !== folder) makeFolder(parent);
  try {
    fs.mkdirSync(folder, { mode: 0o711 });
  } catch (error) {
    // A second start may have made it at this moment.
    if (error.code !== "EEXIST") throw error;
  }
}

/** A random value that is made once and kept in the data folder, readable by its owner only. */
export function keptSecret(folder, name, make = () => crypto.randomBytes(32).toString("base64url")) {
  const file = path.join(folder, name);
  if (fs.existsSync(file)) return fs.readFileSync(file, "utf8").trim();
  const value = make();
  // Written aside and renamed: a start that is killed meanwhile leaves no half a secret.
  fs.writeFileSync(`${file}.new`, `${value}\n`, { mode: 0o600 });
  fs.renameSync(`${file}.new`, file);
  return value;
}

/** A password that can be read aloud and typed: 20 letters and digits in groups, without the ones that look alike (97 bits). */
export function readablePassword() {
  const alphabet = "abcdefghjkmnpqrstuvwxyz23456789";
  const letters = Array.from({ length: 20 }, () => alphabet[crypto.randomInt(alphabet.length)]);
  return letters.join("").replace(/(.{5})(?=.)/g, "$1-");
}

/** Opens a child's log file for appending; one that has grown past 10 MB becomes `.1`. */
export function openLog(folder, name) {
  const file = path.join(folder, "logs", `${name}.log`);
  if (fs.existsSync(file) && fs.statSync(file).size > 10_000_000) fs.renameSync(file, `${file}.1`);
  return { file, descriptor: fs.openSync(file, "a", 0o600) };
}

/** The end of a log, for a message about a child that died. */
export function lastLines(file, count = 12) {
  return fs.readFileSync(file, "utf8").trimEnd().split("\n").slice(-count).join("\n");
}
