// npm test: everything that must hold, in a fresh checkout. Installs what it needs, runs each check as a section with its
// time, and ends with one line. `npm test -- unit database` runs only those sections.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { ensureGenerated } from "./start/build.mjs";
import { ensureInstalled } from "./start/install.mjs";
import { StartError, say, seconds } from "./start/report.mjs";
import { ROOT } from "./start/settings.mjs";
import { countPlaywright, countVitest } from "./test/count.mjs";
import { ensureBrowser, ensureIndependentClients } from "./test/install-tools.mjs";
import { runStep } from "./test/run-step.mjs";

const bin = (name) => path.join(ROOT, "node_modules", name);
const reports = fs.mkdtempSync(path.join(os.tmpdir(), "underpass-reports-"));

/** A check is one command: it counts as one test, passed by its exit code. */
function check(name, ...args) {
  return { name, run: async () => ((await runStep(args)) === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }) };
}

function vitest(name, project, { files = [], env = {} } = {}) {
  const report = path.join(reports, `${project}.json`);
  const args = [bin("vitest/vitest.mjs"), "run", "--project", project, "--passWithNoTests", ...files];
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  return { name, run: async () => countVitest(report, await runStep([...args, ...reporters], env)) };
}

function playwright(name) {
  const report = path.join(reports, "browser.json");
  return {
    name,
    run: async () => {
      await ensureBrowser();
      const code = await runStep([bin("@playwright/test/cli.js"), "test"], { UNDERPASS_TEST_REPORT: report });
      return countPlaywright(report, code);
    },
  };
}

const LINTED_FOLDERS = ["app", "components", "i18n", "lib", "worker", "sandbox", "scripts", "e2e"];
const sections = [
  check("types", bin("typescript/bin/tsc"), "--noEmit", "-p", "."),
  check("lint", bin("@biomejs/biome/bin/biome"), "ci", "."),
  check(
    "import rules",
    bin("dependency-cruiser/bin/dependency-cruise.mjs"),
    "--config",
    ".dependency-cruiser.cjs",
    ...LINTED_FOLDERS,
  ),
  vitest("unit", "unit"),
  vitest("database", "db"),
  vitest("sandbox", "sandbox"),
  // What the daemons read and the first ping; `npm run test:ipsec` tries the rest.
  vitest("ipsec", "ipsec", { files: ["accepted", "write-up"], env: { UNDERPASS_IPSEC: "short" } }),
  playwright("browser"),
];

try {
  const failed = await main();
  process.exit(failed === 0 ? 0 : 1);
} catch (error) {
  say(error instanceof StartError ? `\n${error.message}` : `\n${error.stack}`);
  process.exit(1);
} finally {
  fs.rmSync(reports, { recursive: true, force: true });
}

async function main() {
  const wanted = process.argv.slice(2);
  const unknown = wanted.filter((name) => !sections.some((section) => section.name === name));
  if (unknown.length > 0) {
    throw new StartError(
      `There is no section ${unknown.join(", ")}. The sections are: ${sections.map(({ name }) => name).join(", ")}.`,
    );
  }
  const chosen = sections.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
  await ensureInstalled();
  await ensureGenerated();
  if (chosen.some(({ name }) => ["database", "sandbox", "browser"].includes(name))) await ensureIndependentClients();

  const results = [];
  for (const { name, run } of chosen) {
    say(`\n── ${name} ${"─".repeat(60 - name.length)}`);
    const startedAt = Date.now();
    results.push({ name, ...(await run()), took: seconds(Date.now() - startedAt) });
  }
  say(`\n── summary ${"─".repeat(53)}`);
  for (const { name, passed, failed, took } of results) {
    say(
      `${failed === 0 ? "ok  " : "FAIL"} ${name.padEnd(14)} ${String(passed).padStart(5)} passed ${String(failed).padStart(4)} failed  ${took}`,
    );
  }
  const total = (key) => results.reduce((sum, result) => sum + result[key], 0);
  const skipped = results.flatMap((result) => result.skipped ?? []);
  for (const name of skipped) say(`skipped: ${name}`);
  say(`${total("passed")} passed, ${total("failed")} failed${skipped.length > 0 ? `, ${skipped.length} skipped` : ""}`);
  return total("failed");
}
