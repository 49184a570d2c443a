import type { Host, World } from "./world";

/** Waits until both tunnels have an IPsec SA at the customer gateway, and tells what was negotiated. */
export async function bothInstalled(world: World, { timeoutMs = 20_000 } = {}): Promise<string> {
  return world.until("cgw", LIST, /-1: #.*INSTALLED[\s\S]*-2: #.*INSTALLED|-2: #.*INSTALLED[\s\S]*-1: #.*INSTALLED/, {
    timeoutMs,
  });
}

export async function isInstalled(world: World, host: Host): Promise<boolean> {
  return (await world.run(host, LIST)).output.includes("INSTALLED");
}

const LIST = "swanctl --list-sas";
