import { spawn } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { chromium, type FullConfig } from "@playwright/test";
import { freePort } from "../../scripts/start/postgres.mjs";
import { STORAGE_STATE } from "./paths";

const ROOT = path.resolve(import.meta.dirname, "../..");
const READY_WITHIN_MS = 240_000;
const EMAIL = "ada@example.com";
const PASSWORD = "journey-password";

/** Starts the product as a person does, on free ports and with an empty data folder, signs in once, and ends it afterwards. */
export default async function startProduct(config: FullConfig): Promise<() => Promise<void>> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "underpass-e2e-"));
  fs.chmodSync(folder, 0o711);
  const [port, sandboxPort] = [await freePort(), await freePairOfPorts()];
  const child = spawn(process.execPath, ["scripts/start.mjs"], {
    cwd: ROOT,
    env: {
      ...process.env,
      PORT: String(port),
      HOST: "127.0.0.1",
      SANDBOX_PORT: String(sandboxPort),
      UNDERPASS_DATA: folder,
      UNDERPASS_DEMO: "on",
      UNDERPASS_ADMIN_EMAIL: EMAIL,
      UNDERPASS_ADMIN_PASSWORD: PASSWORD,
      DATABASE_URL: "",
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const stop = async () => {
    if (child.exitCode === null) {
      child.kill("SIGTERM");
      await once(child, "exit");
    }
    fs.rmSync(folder, { recursive: true, force: true });
  };
  try {
    await untilReady(child.stdout);
    Object.assign(process.env, {
      E2E_BASE_URL: `http://127.0.0.1:${port}`,
      E2E_CONTROL_URL: `http://127.0.0.1:${sandboxPort + 1}`,
      E2E_EMAIL: EMAIL,
      E2E_PASSWORD: PASSWORD,
    });
    await signIn(config, `http://127.0.0.1:${port}`);
  } catch (error) {
    await stop();
    throw error;
  }
  return stop;
}

/** Reads what the start prints until it says that it is ready; shows all of it when it ends before. */
async function untilReady(output: NodeJS.ReadableStream): Promise<void> {
  let text = "";
  const timer = AbortSignal.timeout(READY_WITHIN_MS);
  await new Promise<void>((resolve, reject) => {
    output.on("data", (chunk) => {
      text += chunk;
      if (text.includes("Underpass is ready")) resolve();
    });
    output.on("end", () => reject(new Error(`The product did not start:\n${text}`)));
    timer.addEventListener("abort", () => reject(new Error(`The product was not ready in time:\n${text}`)));
  });
}

async function signIn(config: FullConfig, baseUrl: string): Promise<void> {
  const browser = await chromium.launch(config.projects[0]?.use.launchOptions);
  const page = await browser.newPage({ locale: "en-GB" });
  await page.goto(`${baseUrl}/sign-in`);
  await page.getByLabel("E-mail").fill(EMAIL);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL((url) => url.pathname !== "/sign-in");
  await page.context().storageState({ path: STORAGE_STATE });
  await browser.close();
}

/** The sandbox takes its port and the next one. */
async function freePairOfPorts(): Promise<number> {
  const first = await freePort();
  return first < 65_000 ? first : freePairOfPorts();
}
