import { spawnSync } from "node:child_process";
import fs from "node:fs";
import { run } from "../start/install.mjs";
import { StartError, timed } from "../start/report.mjs";

const isRootOnDebian = process.getuid?.() === 0 && fs.existsSync("/usr/bin/apt-get");

/** A chromium: Debian's where it can be installed, otherwise Playwright's own download. */
export async function ensureBrowser() {
  if (fs.existsSync("/usr/bin/chromium") || (await hasPlaywrightBrowser())) return;
  if (isRootOnDebian) await installPackages("chromium", "fonts-noto-cjk");
  else {
    await timed("Downloading a browser", () =>
      run(process.execPath, "node_modules/@playwright/test/cli.js", "install", "chromium"),
    ).catch((error) => {
      throw new StartError(
        `The browser tests need chromium. Install it as /usr/bin/chromium, or let "npx playwright install chromium" download it.\n${error.message}`,
      );
    });
  }
}

/** Clients of EC2 that are not ours: the sandbox must answer them as well. */
export async function ensureIndependentClients() {
  const missing = [];
  if (spawnSync("aws", ["--version"]).status !== 0) missing.push("awscli");
  if (spawnSync("python3", ["-c", "import boto3"]).status !== 0) missing.push("python3-boto3");
  if (missing.length === 0) return;
  if (!isRootOnDebian) {
    throw new StartError(
      `The tests read back what was built with the AWS CLI and boto3, which are not here. Install ${missing.join(" and ")} and run npm test again.`,
    );
  }
  await installPackages(...missing);
}

async function installPackages(...names) {
  await timed(`Installing ${names.join(", ")} with apt-get`, async () => {
    await run("apt-get", "update", "-qq");
    await run("apt-get", "install", "-y", "-qq", "--no-install-recommends", ...names);
  });
}

async function hasPlaywrightBrowser() {
  const { chromium } = await import("@playwright/test");
  return fs.existsSync(chromium.executablePath());
}
