// npm run bench: starts the product, measures, and prints one line of JSON for each figure. `-- --only name` measures only
// the figures whose group has that name. Ends with an error when a figure is over its limit.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { chromium } from "@playwright/test";
import { z } from "zod";
import config from "@/playwright.config";
import { SandboxControl } from "@/sandbox/control-client";
import { runProduct } from "../test/run-product";
import { signIn } from "../test/sign-in";
import { measureApplyFifty } from "./apply-fifty";
import { measureChangeLifecycle } from "./change-lifecycle";
import { measureDescribeCalls } from "./describe-calls";
import { measureDeviceFiles } from "./device-files";
import { type Bench, type Figure, rounded } from "./figure";
import { measureJavaScript } from "./javascript";
import { measurePageResponse } from "./page-response";
import { measureSandboxSpeed } from "./sandbox-speed";
import { measureSecondStart } from "./second-start";
import { measureTunnelToPixel } from "./tunnel-to-pixel";

// The order matters: the later ones replace the demo's world.
const groups: Record<string, (bench: Bench) => Promise<Figure[]>> = {
  "second-start": measureSecondStart,
  javascript: measureJavaScript,
  "tunnel-to-pixel": measureTunnelToPixel,
  "describe-calls": measureDescribeCalls,
  "device-files": measureDeviceFiles,
  "page-response": measurePageResponse,
  "sandbox-speed": measureSandboxSpeed,
  "apply-50": measureApplyFifty,
  "change-lifecycle": measureChangeLifecycle,
};

const storedSession = z.object({ cookies: z.array(z.object({ name: z.string(), value: z.string() })) });

/** Where it was measured, and how busy that was before: times of a busy machine say little. */
const machine: Figure = {
  name: "machine",
  value: os.availableParallelism(),
  unit: "cores",
  detail: {
    processor: os.cpus()[0]?.model ?? "unknown",
    node: process.version,
    loadBefore: rounded(os.loadavg()[0] ?? 0),
  },
};

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "underpass-bench-"));
// Postgres runs as another account where the bench runs as root.
fs.chmodSync(folder, 0o711);
try {
  process.exitCode = (await main()) ? 0 : 1;
} finally {
  fs.rmSync(folder, { recursive: true, force: true });
}

async function main(): Promise<boolean> {
  const chosen = chooseGroups();
  const session = path.join(folder, "signed-in.json");
  const data = path.join(folder, "data");
  fs.mkdirSync(data);
  fs.chmodSync(data, 0o711);
  let product = await runProduct(data);
  const browser = await chromium.launch(config.use?.launchOptions);
  const bench: Bench = {
    browser,
    session,
    product: () => product,
    control: () => new SandboxControl(product.controlUrl),
    get: (address) => get(product.baseUrl + address, session),
    restart: async () => {
      await product.stop();
      product = await runProduct(data);
      return product;
    },
  };
  let isWithinLimits = true;
  console.log(JSON.stringify(machine));
  try {
    await signIn(browser, product, session);
    for (const measure of chosen) {
      for (const { isOverLimit = false, ...figure } of await measure(bench)) {
        console.log(JSON.stringify({ ...figure, ...(isOverLimit && { overLimit: true }) }));
        isWithinLimits &&= !isOverLimit;
      }
    }
  } finally {
    await browser.close();
    await product.stop();
  }
  if (!isWithinLimits) console.error("A figure is over its limit.");
  return isWithinLimits;
}

function chooseGroups(): ((bench: Bench) => Promise<Figure[]>)[] {
  const { only } = parseArgs({ options: { only: { type: "string", multiple: true } } }).values;
  const unknown = only?.filter((name) => !(name in groups)) ?? [];
  if (unknown.length > 0)
    throw new Error(`No figure ${unknown.join(", ")}; there are: ${Object.keys(groups).join(", ")}`);
  return Object.entries(groups).flatMap(([name, measure]) => (!only || only.includes(name) ? [measure] : []));
}

/** Cookies do not know ports, so a session outlives the restarts. */
async function get(url: string, session: string): Promise<string> {
  const { cookies } = storedSession.parse(JSON.parse(fs.readFileSync(session, "utf8")));
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
  const response = await fetch(url, { headers: { cookie }, redirect: "manual" });
  const text = await response.text();
  if (response.status !== 200) throw new Error(`${url} answered ${response.status}`);
  return text;
}
