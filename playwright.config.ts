import fs from "node:fs";
import { defineConfig } from "@playwright/test";
import { STORAGE_STATE } from "./e2e/support/paths";

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
  outputDir: "test-results",
  // One product, one sandbox: journeys change them, so they go one after the other.
  workers: 1,
  fullyParallel: false,
  forbidOnly: true,
  retries: 0,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  globalSetup: "./e2e/support/start-product.ts",
  reporter: process.env.UNDERPASS_TEST_REPORT
    ? [["list"], ["json", { outputFile: process.env.UNDERPASS_TEST_REPORT }]]
    : [["list"]],
  use: {
    storageState: STORAGE_STATE,
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
