import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { chromium, type FullConfig } from "@playwright/test";
import { type RunningProduct, runProduct } from "../../scripts/test/run-product";
import { signIn } from "../../scripts/test/sign-in";
import { STORAGE_STATE } from "./paths";

/** Starts the product with an empty data folder, signs in once, and ends it afterwards. */
export default async function startProduct(config: FullConfig): Promise<() => Promise<void>> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "underpass-e2e-"));
  fs.chmodSync(folder, 0o711);
  const removeFolder = () => fs.rmSync(folder, { recursive: true, force: true });
  const product = await runProduct(folder).catch((error) => {
    removeFolder();
    throw error;
  });
  const stop = async () => {
    await product.stop();
    removeFolder();
  };
  try {
    Object.assign(process.env, {
      E2E_BASE_URL: product.baseUrl,
      E2E_EC2_URL: product.ec2Url,
      E2E_DATA_FOLDER: folder,
      E2E_CONTROL_URL: product.controlUrl,
      E2E_EMAIL: product.email,
      E2E_PASSWORD: product.password,
    });
    await keepSession(config, product);
  } catch (error) {
    await stop();
    throw error;
  }
  return stop;
}

async function keepSession(config: FullConfig, product: RunningProduct): Promise<void> {
  const browser = await chromium.launch(config.projects[0]?.use.launchOptions);
  await signIn(browser, product, STORAGE_STATE);
  await browser.close();
}
