import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import type { Browser } from "@playwright/test";
import { type RunningProduct, runProduct } from "../../scripts/test/run-product";
import { signIn } from "../../scripts/test/sign-in";

export interface Product extends RunningProduct {
  /** Its logs are in `logs` under it. */
  dataFolder: string;
  /** The session that the first sign-in left, shared by all journeys that are not about signing in. */
  session: string;
}

let running: Product | undefined;

/** The product of this worker, which runs while its tests do. */
export function product(): Product {
  if (!running) throw new Error("The product runs only while tests do: ask for it inside of one");
  return running;
}

/** Starts a product with the demo in an empty data folder and signs in once; ends and removes it after `use`. */
export async function withProduct(browser: Browser, use: (product: Product) => Promise<void>): Promise<void> {
  const dataFolder = fs.mkdtempSync(path.join(os.tmpdir(), "underpass-e2e-"));
  // Postgres may run as another account, which must reach its folder.
  fs.chmodSync(dataFolder, 0o711);
  try {
    const started = await runProduct(dataFolder);
    try {
      const session = path.join(dataFolder, "signed-in.json");
      await signIn(browser, started, session);
      running = { ...started, dataFolder, session };
      await use(running);
    } finally {
      running = undefined;
      await started.stop();
    }
  } finally {
    fs.rmSync(dataFolder, { recursive: true, force: true });
  }
}
