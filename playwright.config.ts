import fs from "node:fs";
import { defineConfig } from "@playwright/test";

// Debian's chromium where there is one; otherwise the browser that `npx playwright install chromium` brought.
const SYSTEM_CHROMIUM = "/usr/bin/chromium";
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export default defineConfig({
  testDir: "e2e",
  // e2e/ipsec has real daemons and no browser; vitest runs it.
  testMatch: "**/*.spec.ts",
  outputDir: "test-results",
  // Journeys change their product and wait much: each worker has a product of its own, and the files of a worker go one after
  // the other.
  workers: 2,
  fullyParallel: false,
  forbidOnly: true,
  retries: 0,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  globalSetup: "./e2e/support/build-product.ts",
  reporter: process.env.UNDERPASS_TEST_REPORT
    ? [["list"], ["json", { outputFile: process.env.UNDERPASS_TEST_REPORT }]]
    : [["list"]],
  use: {
    locale: "en-GB",
    timezoneId: "Europe/London",
    trace: "retain-on-failure",
    actionTimeout: 15_000,
    launchOptions: {
      executablePath: fs.existsSync(SYSTEM_CHROMIUM) ? SYSTEM_CHROMIUM : undefined,
      args: FLAGS,
    },
  },
});
