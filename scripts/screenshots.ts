// npm run screenshots: the pictures of the README, taken from the demo as it starts.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { chromium } from "@playwright/test";
import config from "@/playwright.config";
import { runProduct } from "./test/run-product";
import { signIn } from "./test/sign-in";

const IMAGES = path.resolve(import.meta.dirname, "../docs/images");
const MAP = "/seoul-demo/topology";

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "underpass-screenshots-"));
// Postgres runs as another account where this runs as root.
fs.chmodSync(folder, 0o711);
const session = path.join(folder, "signed-in.json");
const product = await runProduct(folder);
const browser = await chromium.launch(config.use?.launchOptions);
try {
  await signIn(browser, product, session);
  fs.mkdirSync(IMAGES, { recursive: true });
  for (const colorScheme of ["light", "dark"] as const) {
    const page = await browser.newPage({
      storageState: session,
      colorScheme,
      viewport: { width: 1440, height: 900 },
      reducedMotion: "reduce",
    });
    await page.goto(product.baseUrl + MAP);
    // The first reading of the sandbox may still be under way.
    await page.locator('[data-topology-id^="vpn-connection/"]').first().waitFor();
    await page.screenshot({ path: path.join(IMAGES, `topology-${colorScheme}.png`) });
    await page.close();
  }
} finally {
  await browser.close();
  await product.stop();
  fs.rmSync(folder, { recursive: true, force: true });
}
