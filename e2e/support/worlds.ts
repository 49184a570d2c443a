import type { APIRequestContext } from "@playwright/test";
import type { SandboxControl } from "../../sandbox/control-client";
import { expect } from "./test";

/** How many connections each world has. */
const CONNECTIONS = { demo: 6, "scale:100": 100 };

interface Console {
  sandbox: SandboxControl;
  request: APIRequestContext;
}

/** Gives the sandbox that world, and waits until the console has read it: who comes next finds what AWS has. */
export async function enterWorld(world: keyof typeof CONNECTIONS, { sandbox, request }: Console): Promise<void> {
  await sandbox.reset(world);
  const connections = async () => {
    const [, ...rows] = (await (await request.get("/seoul-demo/connections.csv")).text()).trimEnd().split("\n");
    return rows.length;
  };
  await expect.poll(connections, { timeout: 60_000 }).toBe(CONNECTIONS[world]);
}
