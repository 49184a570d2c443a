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
  const running = await startSandbox(start);
  if (importFrom) await importWorld(running.controlUrl, importFrom);
  const stop = () => running.close().then(() => process.exit(0));
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
  console.log(`Sandbox is ready: ${running.url} (control ${running.controlUrl})`);
}

/** Copies a network from a real endpoint, read with the credentials of the default chain. */
async function importWorld(controlUrl: string, { endpoint, region }: { endpoint: string; region: string }) {
  const { readEndpoint } = await import("./read-endpoint");
  const answers = await readEndpoint({ endpoint, region });
  const { resources, skipped } = await new SandboxControl(controlUrl).copyWorld({ region, answers });
  console.log(`Copied ${resources} resources from ${endpoint}`);
  for (const { id, reason } of skipped) console.log(`Left out ${id}: ${reason}`);
}
