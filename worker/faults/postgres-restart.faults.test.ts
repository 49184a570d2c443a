import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openDataFolder } from "@/scripts/start/data-folder.mjs";
import { migrate } from "@/scripts/start/migrate.mjs";
import { ensureDatabase, startPostgres } from "@/scripts/start/postgres.mjs";
import { attend, type FaultsBench, prepareFaults } from "./faults-bench";
import { runUndisturbed, type Undisturbed, whatDiffers } from "./kill-worker";
import { keepWorker } from "./worker-process";

type Postgres = Awaited<ReturnType<typeof startPostgres>>;

// A server of its own: the other files' databases must not fall with it.
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "underpass-restart-"));
let postgres: Postgres;
let bench: FaultsBench;
let undisturbed: Undisturbed;

beforeAll(async () => {
  fs.chmodSync(folder, 0o711);
  openDataFolder(folder);
  postgres = await startPostgres(folder, { durable: true });
  process.env.DATABASE_URL = await ensureDatabase(postgres.url, "restarted");
  await migrate(process.env.DATABASE_URL);
  bench = await prepareFaults();
  undisturbed = await runUndisturbed(bench);
}, 240_000);

afterAll(async () => {
  await bench?.close();
  await postgres?.stop();
  fs.rmSync(folder, { recursive: true, force: true });
});

test.each([0, 400, 800, 1200, 1600])(
  "a Postgres that dies %i ms into a run and comes back a second later loses nothing of it",
  async (afterMs) => {
    await bench.rewind();
    const worker = keepWorker();
    // A worker needs about a second to begin.
    await sleep(1200 + afterMs);
    process.kill(postgres.process.pid, "SIGKILL");
    await sleep(1000);
    postgres = await startPostgres(folder, { durable: true, port: postgres.port });
    const outcome = await attend(bench, { patienceMs: 120_000 }).catch((error: unknown) => error);
    await worker.stop();
    expect(await whatDiffers(bench, outcome, undisturbed)).toEqual([]);
  },
  240_000,
);
