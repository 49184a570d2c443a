import "server-only";
import { setInterval as every } from "node:timers/promises";
import { z } from "zod";
import { type Db, db } from "../db/client";
import { log } from "../log";

/** Longer than a job may take: the lock must not fall while its holder still works. */
const HELD_MS_MAX = 1_000_000;
/** The holder says so often that it is alive, */
const BEAT_MS = 1_500;
/**
 * and who was silent for so long is taken for gone. Together with the sweep that brings a successor (worker/main) this is the time
 * after which runs of a dead worker go on: less than 15 s. A worker that was merely slow loses its turn and nothing else.
 */
const SILENT_MS_MAX = 6_000;

interface Holding {
  /** Raised when the worker stops. */
  signal?: AbortSignal;
  silentMsMax?: number;
}

export interface Turn {
  /** Raised when the turn is lost or the worker stops. */
  signal: AbortSignal;
  /** Throws when the turn was lost. */
  confirmTurn(): Promise<void>;
}

/**
 * Does work as the only one, of all workers on all machines, that advances an environment. Returns null without doing it while
 * another one does, and when the turn was lost before the end.
 *
 * The turn is a lock of Postgres that belongs to a connection. It falls with it: a process that was killed loses it at once. One that
 * hangs, or whose machine has vanished, keeps the connection without using it, and whoever comes next ends that connection.
 * Who comes back to life learns too late what it lost, so a step moves only under the newest fencing token (leases.ts).
 */
export async function holdEnvironment<T>(
  environmentId: string,
  work: (turn: Turn) => Promise<T>,
  { signal, silentMsMax = SILENT_MS_MAX }: Holding = {},
): Promise<{ value: T } | null> {
  await endSilentHolder(environmentId, silentMsMax);
  const lost = new AbortController();
  const isHeld = async (tx: Db): Promise<{ value: T } | null> => {
    if (!(await takeTurn(tx, environmentId))) return null;
    const done = new AbortController();
    const beating = beat(tx, done.signal).catch((error: unknown) => {
      log.warn({ environmentId, error }, "This worker lost an environment to another");
      lost.abort();
    });
    try {
      return {
        value: await work({
          signal: AbortSignal.any([...(signal ? [signal] : []), lost.signal]),
          confirmTurn: () => stayAlive(tx),
        }),
      };
    } finally {
      done.abort();
      await beating;
    }
  };
  try {
    return await db.$transaction(isHeld, { timeout: HELD_MS_MAX, maxWait: 10_000 });
  } catch (error) {
    // The transaction ended with its connection; whatever the work came to, somebody else goes on with it.
    if (lost.signal.aborted) return null;
    throw error;
  }
}

const turn = z.tuple([z.object({ isTaken: z.boolean() })]);

async function takeTurn(tx: Db, environmentId: string): Promise<boolean> {
  const [{ isTaken }] = turn.parse(
    await tx.$queryRaw`
      SELECT pg_try_advisory_xact_lock(hashtextextended(${lockName(environmentId)}, 0)) AS "isTaken"`,
  );
  return isTaken;
}

/** Shows on the very connection that holds the lock that somebody is there: Postgres notes when it was last used. */
async function beat(tx: Db, until: AbortSignal): Promise<void> {
  try {
    for await (const _ of every(BEAT_MS, null, { signal: until })) await stayAlive(tx);
  } catch (error) {
    if (!until.aborted) throw error;
  }
}

async function stayAlive(tx: Db): Promise<void> {
  await tx.$queryRaw`SELECT 1 AS "alive"`;
}

/** Ends the connection of a holder that was silent for too long, and its turn with it. */
async function endSilentHolder(environmentId: string, silentMsMax: number): Promise<void> {
  const ended = await db.$queryRaw<unknown[]>`
    SELECT pg_terminate_backend(holder."pid", 1000)
    FROM pg_locks AS held JOIN pg_stat_activity AS holder ON holder."pid" = held."pid"
    WHERE held."locktype" = 'advisory' AND held."granted" AND held."objsubid" = 1
      AND held."database" = holder."datid" AND holder."datname" = current_database()
      -- A lock of 64 bits is shown in two halves (PostgreSQL manual, pg_locks).
      AND (held."classid"::bigint << 32 | held."objid"::bigint) = hashtextextended(${lockName(environmentId)}, 0)
      AND holder."state_change" < clock_timestamp() - ${silentMsMax} * interval '1 millisecond'`;
  if (ended.length > 0) log.warn({ environmentId }, "Took an environment from a worker that does not answer");
}

function lockName(environmentId: string): string {
  return `runs ${environmentId}`;
}
