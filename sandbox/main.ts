import { existsSync } from "node:fs";
import { type Command, readCommandLine } from "./command-line";
import { SandboxControl } from "./control-client";
import { startSandbox } from "./server";

try {
  const command = readCommandLine(process.argv.slice(2), process.env);
  if ("help" in command) console.log(command.help);
  else await start(command);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}

/** Runs until it is interrupted. The line it prints when it answers is what scripts wait for. */
async function start({ start, importFrom }: Exclude<Command, { help: string }>): Promise<void> {
  // What a state file keeps has gone on since it was copied, and is not copied over.
  const isNew = start.stateFile === undefined || !existsSync(start.stateFile);
  const copied = importFrom && isNew ? await readWorld(importFrom) : undefined;
  const running = await startSandbox(start);
  if (copied) await copyWorld(running.controlUrl, copied);
  const stop = () => running.close().then(() => process.exit(0));
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
  console.log(`Sandbox is ready: ${running.url} (control ${running.controlUrl})`);
}

type Source = { endpoint: string; region: string };

/** Reads a network from a real endpoint with the credentials of the default chain, before there is anything to keep. */
async function readWorld({ endpoint, region }: Source) {
  const { readEndpoint } = await import("./read-endpoint");
  return { endpoint, region, answers: await readEndpoint({ endpoint, region }) };
}

async function copyWorld(controlUrl: string, { endpoint, region, answers }: Awaited<ReturnType<typeof readWorld>>) {
  const { resources, skipped } = await new SandboxControl(controlUrl).copyWorld({ region, answers });
  console.log(`Copied ${resources} resources from ${endpoint}`);
  for (const { id, reason } of skipped) console.log(`Left out ${id}: ${reason}`);
}
