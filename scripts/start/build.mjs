import crypto from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { run } from "./install.mjs";
import { timed } from "./report.mjs";
import { ROOT } from "./settings.mjs";

// What the web build is made of. The worker and the sandbox run from their sources.
const WEB_SOURCES = [
  "app",
  "components",
  "i18n",
  "lib",
  "messages",
  "public",
  "prisma/schema.prisma",
  "next.config.ts",
  "postcss.config.mjs",
  "tsconfig.json",
  "package-lock.json",
];
// As next.config.ts reads it; another folder lets two builds of one checkout stand side by side.
const BUILD = process.env.NEXT_DIST_DIR ?? ".next";
const GENERATED = "lib/server/db/generated";
const SCHEMA_SOURCES = ["prisma/schema.prisma", "node_modules/prisma/package.json"];

/** Generates the Prisma client unless it is of this schema. */
export async function ensureGenerated() {
  await unlessCurrent(`${GENERATED}/.made-from`, SCHEMA_SOURCES, () =>
    timed("Generating the database client", () =>
      run(process.execPath, "node_modules/prisma/build/index.js", "generate"),
    ),
  );
}

/** Builds the web part unless the build is of these very sources. */
export async function ensureBuilt() {
  await unlessCurrent(`${BUILD}/made-from`, WEB_SOURCES, () =>
    timed("Building the console (half a minute the first time)", () =>
      run(process.execPath, "node_modules/next/dist/bin/next", "build"),
    ),
  );
}

/** Runs `make` when the stamp differs from the sources; the stamp is written after it, so an interrupted one is made again. */
async function unlessCurrent(stamp, sources, make) {
  const file = path.join(ROOT, stamp);
  const hash = hashOf(sources);
  if (fs.existsSync(file) && fs.readFileSync(file, "utf8") === hash) return;
  await make();
  fs.writeFileSync(file, hash);
}

function hashOf(sources) {
  const hash = crypto.createHash("sha256");
  for (const file of sources.flatMap(filesIn)) {
    hash
      .update(`${file}\0`)
      .update(fs.readFileSync(path.join(ROOT, file)))
      .update("\0");
  }
  return hash.digest("hex");
}

function filesIn(source) {
  const target = path.join(ROOT, source);
  if (!fs.existsSync(target)) return [];
  if (fs.statSync(target).isFile()) return [source];
  return fs
    .readdirSync(target, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map((entry) => `${source}/${entry.name}`)
    .filter((name) => name !== GENERATED && !/\.test\.tsx?$/.test(name))
    .flatMap(filesIn);
}
