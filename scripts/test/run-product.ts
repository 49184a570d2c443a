import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { freePort } from "../start/postgres.mjs";

const ROOT = path.resolve(import.meta.dirname, "../..");
const READY_WITHIN_MS = 240_000;
const EMAIL = "ada@example.com";
const PASSWORD = "journey-password";

export interface RunningProduct {
  baseUrl: string;
  /** Where the sandbox answers as EC2 and STS. */
  ec2Url: string;
  controlUrl: string;
  email: string;
  password: string;
  /** From the command to "Underpass is ready". */
  startedInMs: number;
  stop(): Promise<void>;
}

/**
 * Starts the product as a person does, with the demo, on free ports and in a data folder of the caller's, who removes it
 * after `stop()`. The folder must be reachable for the account that Postgres runs as.
 */
export async function runProduct(dataFolder: string): Promise<RunningProduct> {
  const [port, sandboxPort] = [await freePort(), await freePairOfPorts()];
  const startedAt = performance.now();
  const child = spawn(process.execPath, ["scripts/start.mjs"], {
    cwd: ROOT,
    env: {
      ...process.env,
      PORT: String(port),
      HOST: "127.0.0.1",
      SANDBOX_PORT: String(sandboxPort),
      UNDERPASS_DATA: dataFolder,
      UNDERPASS_DEMO: "on",
      UNDERPASS_URL: "",
      UNDERPASS_ADMIN_EMAIL: EMAIL,
      UNDERPASS_ADMIN_PASSWORD: PASSWORD,
      DATABASE_URL: "",
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill("SIGTERM");
    await once(child, "exit");
  };
  try {
    await untilReady(child.stdout);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    baseUrl: `http://127.0.0.1:${port}`,
    ec2Url: `http://127.0.0.1:${sandboxPort}`,
    controlUrl: `http://127.0.0.1:${sandboxPort + 1}`,
    email: EMAIL,
    password: PASSWORD,
    startedInMs: performance.now() - startedAt,
    stop,
  };
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

/** The sandbox takes its port and the next one. */
async function freePairOfPorts(): Promise<number> {
  const first = await freePort();
  return first < 65_000 ? first : freePairOfPorts();
}
