import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { deserialize, serialize } from "node:v8";
import { type Timer, World } from "./world";

/** Grows when rows change shape; a file of another version is not read. */
const version = 5;

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
  const saved = [...worlds].map((world): SavedWorld => {
    const { place, nowMs, random, timers, stores } = world;
    return { place, nowMs, randomState: random.state, timers, rows: world.tables.map((table) => table.all()), stores };
  });
  const next = `${file}.next`;
  writeFileSync(next, serialize({ version, saved }), { mode: 0o600 });
  renameSync(next, file);
}

/** The worlds of a file; undefined when there is none or another version wrote it. */
export function loadWorlds(file: string, around: Surroundings): World[] | undefined {
  const saved = readSaved(file);
  return saved?.map((one) => restore(one, around));
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

function readSaved(file: string): SavedWorld[] | undefined {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
  const content: unknown = deserialize(bytes);
  if (typeof content !== "object" || content === null || !("version" in content) || !("saved" in content))
    throw new Error(`${file} is not a saved sandbox`);
  return content.version === version ? (content.saved as SavedWorld[]) : undefined;
}
