import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { deserialize, serialize } from "node:v8";
import { ControlError } from "./control-error";
import { type Timer, World } from "./world";

/** Grows when rows change shape; a file of another version is not read. */
const version = 8;

type SavedWorld = {
  place: World["place"];
  nowMs: number;
  randomState: number;
  timers: Timer[];
  rows: unknown[][];
  stores: World["stores"];
};

/** What worlds share. */
type Surroundings = Pick<World, "outsideAddresses" | "elsewhere">;

/** Writes all worlds to a file that only its owner can read: it holds pre-shared keys. Readers see the old file or the new one. */
export function saveWorlds(file: string, worlds: Iterable<World>): void {
  const next = `${file}.next`;
  writeFileSync(next, encodeWorlds(worlds), { mode: 0o600 });
  renameSync(next, file);
}

/** The worlds of a file; undefined when there is none or another version wrote it. */
export function loadWorlds(file: string, around: Surroundings): World[] | undefined {
  const bytes = readIfThere(file);
  return bytes && decodeWorlds(bytes, around);
}

/** All worlds as bytes, pre-shared keys included. */
export function encodeWorlds(worlds: Iterable<World>): Buffer {
  const saved = [...worlds].map((world): SavedWorld => {
    const { place, nowMs, random, timers, stores } = world;
    return { place, nowMs, randomState: random.state, timers, rows: world.tables.map((table) => table.all()), stores };
  });
  return serialize({ version, saved });
}

/** The worlds that `encodeWorlds` made into bytes; undefined when another version did. Throws for bytes of any other kind. */
export function decodeWorlds(bytes: Uint8Array, around: Surroundings): World[] | undefined {
  const content = readBytes(bytes);
  if (typeof content !== "object" || content === null || !("version" in content) || !("saved" in content))
    throw new ControlError("These are not the worlds of a sandbox");
  if (content.version !== version) return undefined;
  return (content.saved as SavedWorld[]).map((one) => restore(one, around));
}

function restore(saved: SavedWorld, { outsideAddresses, elsewhere }: Surroundings): World {
  const world = new World(saved.place, outsideAddresses, { seed: "", nowMs: saved.nowMs }, elsewhere);
  world.random.state = saved.randomState;
  world.timers.push(...saved.timers);
  for (const [index, table] of world.tables.entries()) table.restore(saved.rows[index] ?? []);
  for (const [name, store] of Object.entries(world.stores))
    for (const [key, value] of saved.stores[name] ?? []) store.set(key, value);
  for (const connection of world.vpnConnections.values())
    for (const tunnel of connection.tunnels) outsideAddresses.reserve(tunnel.outsideAddress);
  return world;
}

function readBytes(bytes: Uint8Array): unknown {
  try {
    return deserialize(bytes);
  } catch {
    return undefined;
  }
}

function readIfThere(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}
