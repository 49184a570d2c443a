import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, expect, test } from "vitest";
import { openDataFolder } from "./data-folder.mjs";

const made = fs.mkdtempSync(path.join(os.tmpdir(), "underpass-folder-"));

afterEach(() => fs.rmSync(made, { recursive: true, force: true }));

test("a folder where none can be made is refused at once, by its name", () => {
  expect(() => openDataFolder("/proc/underpass")).toThrow(
    "UNDERPASS_DATA: the folder /proc/underpass cannot be written",
  );
  expect(() => openDataFolder("/dev/null/underpass")).toThrow("UNDERPASS_DATA: the folder /dev/null/underpass");
});

test("a folder is made with all above it, and may be there already", () => {
  const folder = path.join(made, "a", "b");
  openDataFolder(folder);
  openDataFolder(folder);
  expect(fs.statSync(path.join(folder, "logs")).isDirectory()).toBe(true);
});
