import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { expect, test, vi } from "vitest";
import { db } from "../db/client";
import { holdEnvironment } from "./hold-environment";

const ENVIRONMENT = "0199c0de-0000-7000-8000-000000000001";

/** A worker of another process that has the environment: its connection, and how to let go of it. */
async function anotherWorker() {
  const client = new pg.Client(process.env.DATABASE_URL);
  const lost = new Promise<void>((resolve) => void client.on("error", () => resolve()));
  await client.connect();
  await client.query("BEGIN");
  await client.query("SELECT pg_try_advisory_xact_lock(hashtextextended($1, 0))", [`runs ${ENVIRONMENT}`]);
  return { client, lost };
}

const SILENT_MS_MAX = 800;
const take = () => holdEnvironment(ENVIRONMENT, async () => "mine", { silentMsMax: SILENT_MS_MAX });

test("one worker at a time has an environment, and the next one has it as soon as the first is done", async () => {
  let isInside = false;
  const work = async () => {
    expect(isInside).toBe(false);
    isInside = true;
    await sleep(30);
    isInside = false;
  };
  const asked = await Promise.all([1, 2, 3].map(() => holdEnvironment(ENVIRONMENT, work)));
  expect(asked.filter((held) => held !== null)).toHaveLength(1);
  expect(await take()).toEqual({ value: "mine" });
});

test("a worker whose process ended loses it at once", async () => {
  const { client } = await anotherWorker();
  expect(await take()).toBeNull();
  await client.end();
  await vi.waitFor(async () => expect(await take()).toEqual({ value: "mine" }));
});

test("a worker that hangs loses it once it was silent for too long, and one that is alive keeps it", async () => {
  const { client, lost } = await anotherWorker();
  const heldSince = Date.now();
  const beating = setInterval(() => void client.query("SELECT 1").catch(() => {}), 100);
  await sleep(SILENT_MS_MAX + 500);
  expect(await take()).toBeNull();
  clearInterval(beating);
  await vi.waitFor(async () => expect(await take()).toEqual({ value: "mine" }), {
    timeout: SILENT_MS_MAX + 5000,
    interval: 200,
  });
  expect(Date.now() - heldSince).toBeGreaterThan(2 * SILENT_MS_MAX);
  await lost;
});

test("a worker that lost it is told, and what it came to counts for nothing", async () => {
  const held = holdEnvironment(ENVIRONMENT, async ({ signal, confirmTurn }) => {
    await confirmTurn();
    await db.$queryRaw`
      SELECT pg_terminate_backend("pid") FROM pg_locks WHERE "locktype" = 'advisory' AND "objsubid" = 1
        AND ("classid"::bigint << 32 | "objid"::bigint) = hashtextextended(${`runs ${ENVIRONMENT}`}, 0)`;
    await vi.waitFor(() => expect(signal.aborted).toBe(true), { timeout: 5000 });
    await expect(confirmTurn()).rejects.toThrow();
    return "too late";
  });
  expect(await held).toBeNull();
});
