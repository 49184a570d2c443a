import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";

/*
 * `npm run sandbox`. Node takes two thirds of a second to load some three hundred small files one by one through tsx; esbuild makes
 * one of them in a tenth. So it is made at each start and never stale, while Node reads the biggest package there is.
 */

const ROOT = path.resolve(import.meta.dirname, "..");
/** Below node_modules, so that packages are found from there. */
const OUT = path.join(ROOT, "node_modules/.cache/underpass-sandbox");

const require = createRequire(import.meta.url);
/** The esbuild that tsx runs on. */
const esbuild = createRequire(require.resolve("tsx"))("esbuild");

const building = esbuild.build({
  absWorkingDir: ROOT,
  entryPoints: ["sandbox/main.ts"],
  outdir: OUT,
  outExtension: { ".js": ".mjs" },
  write: false,
  bundle: true,
  splitting: true,
  packages: "external",
  platform: "node",
  target: "node20",
  format: "esm",
  sourcemap: "inline",
  sourcesContent: false,
});
require("@aws-sdk/client-ec2");
const { outputFiles } = await building;
await esbuild.stop();
fs.mkdirSync(OUT, { recursive: true });
for (const { path: file, contents } of outputFiles) writeWhole(file, contents);
process.setSourceMapsEnabled(true);
await import(pathToFileURL(path.join(OUT, "main.mjs")).href);

/** Others may be starting: each finds a whole file, its own or one as new. */
function writeWhole(file, contents) {
  const next = `${file}.${process.pid}`;
  fs.writeFileSync(next, contents);
  fs.renameSync(next, file);
}
