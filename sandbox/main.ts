import { parseArgs } from "node:util";
import { SandboxControl } from "./control-client";
import { readCredentialSettings } from "./credentials";
import { type StartOptions, startSandbox } from "./server";
import { isWorldName } from "./worlds/fill-world";

const usage = `Usage: npm run sandbox -- [--port 4566] [--control-port 4567] [--host 127.0.0.1]
  [--world empty|demo|lab|scale:N] [--clock real|stepped] [--speed 1] [--seed text]
  [--state-file path] [--throttling off|ec2]
  [--import-from https://ec2.eu-west-1.amazonaws.com --region eu-west-1] [--credentials path]`;

const importOptions = {
  "import-from": { type: "string" },
  region: { type: "string", default: "ap-northeast-2" },
} as const;

try {
  const running = await startSandbox(readOptions());
  await importWorld(running.controlUrl);
  const stop = () => running.close().then(() => process.exit(0));
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
  console.log(`Sandbox is ready: ${running.url} (control ${running.controlUrl})`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}

function readOptions(): StartOptions {
  const { values } = parseArgs({
    options: {
      port: { type: "string", default: "4566" },
      "control-port": { type: "string", default: "4567" },
      host: { type: "string", default: "127.0.0.1" },
      world: { type: "string", default: "empty" },
      clock: { type: "string", default: "real" },
      speed: { type: "string", default: "1" },
      seed: { type: "string", default: "underpass" },
      "state-file": { type: "string" },
      throttling: { type: "string", default: "off" },
      ...importOptions,
      credentials: { type: "string" },
    },
  });
  const { world, clock, host, seed, throttling } = values;
  if (!isWorldName(world)) throw new Error(`--world ${world}: unknown\n${usage}`);
  if (clock !== "real" && clock !== "stepped") throw new Error(`--clock ${clock}: unknown\n${usage}`);
  if (throttling !== "off" && throttling !== "ec2") throw new Error(`--throttling ${throttling}: unknown\n${usage}`);
  const stateFile = values["state-file"];
  const port = readNumber("--port", values.port, 65_535);
  const controlPort = readNumber("--control-port", values["control-port"], 65_535);
  return {
    port,
    controlPort,
    host,
    world,
    clock,
    speed: readNumber("--speed", values.speed, 100_000),
    seed,
    stateFile,
    throttling,
    credentials: readCredentialSettings({ file: values.credentials, variable: process.env.SANDBOX_CREDENTIALS }),
  };
}

function readNumber(flag: string, text: string, max: number): number {
  const number = Number(text);
  if (text.trim() === "" || !Number.isFinite(number) || number < 0 || number > max)
    throw new Error(`${flag} ${text}: not a number from 0 to ${max}\n${usage}`);
  return number;
}

/** Copies a network from a real endpoint, read with the credentials of the default chain. */
async function importWorld(controlUrl: string): Promise<void> {
  const { region, "import-from": endpoint } = parseArgs({ options: importOptions, strict: false }).values;
  if (typeof endpoint !== "string" || typeof region !== "string") return;
  const { readEndpoint } = await import("./read-endpoint");
  const answers = await readEndpoint({ endpoint, region });
  const { resources, skipped } = await new SandboxControl(controlUrl).copyWorld({ region, answers });
  console.log(`Copied ${resources} resources from ${endpoint}`);
  for (const { id, reason } of skipped) console.log(`Left out ${id}: ${reason}`);
}
