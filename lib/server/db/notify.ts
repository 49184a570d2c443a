import "server-only";
import pg from "pg";
import { env } from "../env";
import { log } from "../log";

type Listener = (payload: string) => void;

const RECONNECT_MIN_MS = 250;
const RECONNECT_MAX_MS = 10_000;

/** The one connection of this process that listens. It connects with the first listener and stays. */
interface Ear {
  channels: Map<string, Set<Listener>>;
  client: pg.Client | null;
  isStarted: boolean;
}

// Next bundles this file several times into one process.
const holder: typeof globalThis & { underpassEar?: Ear } = globalThis;
const ear: Ear = holder.underpassEar ?? { channels: new Map(), client: null, isStarted: false };
holder.underpassEar = ear;

/**
 * Calls `onMessage` with every payload sent to a channel by NOTIFY from now on; the function returned ends it. What was sent
 * while the database was away is lost: after reconnecting each listener gets an empty payload, which says "look again".
 */
export function listen(channel: string, onMessage: Listener): () => void {
  const listeners = ear.channels.get(channel) ?? new Set();
  const isNew = listeners.size === 0;
  listeners.add(onMessage);
  ear.channels.set(channel, listeners);
  if (!ear.isStarted) {
    ear.isStarted = true;
    void connect(RECONNECT_MIN_MS);
  } else if (isNew) {
    // A failure here ends the connection, and reconnecting listens to all channels.
    ear.client?.query(`LISTEN ${pg.escapeIdentifier(channel)}`).catch(() => {});
  }
  return () => {
    listeners.delete(onMessage);
  };
}

async function connect(delayMs: number): Promise<void> {
  const client = new pg.Client({
    connectionString: env().DATABASE_URL,
    keepAlive: true,
    application_name: "underpass listen",
  });
  let hasEnded = false;
  const onEnd = (error?: unknown) => {
    if (hasEnded) return;
    hasEnded = true;
    if (error) log.warn({ error }, "The connection that listens for changes was lost");
    ear.client = null;
    client.end().catch(() => {});
    setTimeout(() => void connect(Math.min(delayMs * 2, RECONNECT_MAX_MS)), delayMs).unref();
  };
  client.on("error", onEnd);
  client.on("end", () => onEnd());
  client.on("notification", ({ channel, payload }) => tell(channel, payload ?? ""));
  try {
    await client.connect();
    for (const channel of ear.channels.keys()) await client.query(`LISTEN ${pg.escapeIdentifier(channel)}`);
    ear.client = client;
    delayMs = RECONNECT_MIN_MS;
    for (const channel of ear.channels.keys()) tell(channel, "");
  } catch (error) {
    onEnd(error);
  }
}

function tell(channel: string, payload: string): void {
  for (const listener of ear.channels.get(channel) ?? []) listener(payload);
}
