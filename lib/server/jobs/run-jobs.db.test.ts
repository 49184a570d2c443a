import type { PgBoss } from "pg-boss";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { z } from "zod";

// Jobs of this test alone, in place of the catalogue's.
vi.mock("./catalog", () => {
  const jobs = {
    hop: {
      payload: z.object({ id: z.string() }),
      key: ({ id }: { id: string }) => id,
      expireInSeconds: 60,
      concurrency: 4,
    },
  };
  return { jobs, jobNames: ["hop"], jobOf: () => jobs.hop, keyOf: (_: string, { id }: { id: string }) => id };
});

const done: string[] = [];
const atWork = new Map<string, number>();
let mostAtWork = 0;
let release = () => {};
let gate = Promise.resolve();
let boss: PgBoss;
const stopping = new AbortController();
let send: (id: string, options?: object) => Promise<void>;

beforeAll(async () => {
  const { openQueue } = await import("./queue");
  const { runJobs } = await import("./run-jobs");
  const { lendQueue, sendJob } = await import("./send-job");
  boss = await openQueue("worker");
  lendQueue(boss);
  send = (id, options) => Reflect.apply(sendJob, undefined, ["hop", { id }, options]);
  await Reflect.apply(runJobs, undefined, [boss, { hop }, stopping.signal]);
});

afterAll(() => boss.stop({ graceful: false, close: true }));

async function hop({ id }: { id: string }, signal: AbortSignal): Promise<void> {
  atWork.set(id, (atWork.get(id) ?? 0) + 1);
  mostAtWork = Math.max(mostAtWork, atWork.get(id) ?? 0);
  await gate;
  atWork.set(id, (atWork.get(id) ?? 0) - 1);
  done.push(signal.aborted ? `${id} aborted` : id);
  if (id === "bad") throw new Error("no");
}

function closeGate(): void {
  gate = new Promise((resolve) => {
    release = resolve;
  });
}

test("hints that come while a job of the same key runs become one more job, never two at once", async () => {
  closeGate();
  await send("a");
  await vi.waitFor(() => expect(atWork.get("a")).toBe(1), 5000);
  for (let count = 0; count < 5; count++) await send("a");
  await send("b");
  await vi.waitFor(() => expect(atWork.get("b")).toBe(1), 5000);
  expect(atWork.get("a")).toBe(1);
  release();
  await vi.waitFor(() => expect(done.sort()).toEqual(["a", "a", "b"]), 10_000);
  expect(mostAtWork).toBe(1);
});

test("a job that fails does not keep the next one of its key from running", async () => {
  done.length = 0;
  await send("bad");
  await vi.waitFor(() => expect(done).toEqual(["bad"]), 5000);
  await vi.waitFor(async () => {
    await send("bad");
    expect(done.length).toBeGreaterThan(1);
  }, 10_000);
});

test("a job for later neither delays one for now nor is lost by it, and a later wish replaces its time", async () => {
  const timesDone = () => done.filter((id) => id === "c").length;
  await send("c", { afterSeconds: 3600 });
  await send("c");
  await vi.waitFor(() => expect(timesDone()).toBe(1), 5000);
  await send("c", { afterSeconds: 1 });
  await vi.waitFor(() => expect(timesDone()).toBe(2), 8000);
});
