import "server-only";
import type { PgBoss } from "pg-boss";
import { afterAll, beforeAll } from "vitest";
import { openQueue } from "./queue";
import { lendQueue } from "./send-job";

/** Lets what a file's tests call send jobs to its own database. Nobody works them off: tests advance runs themselves. */
export function lendTestQueue(): void {
  let queue: PgBoss | undefined;
  beforeAll(async () => {
    queue = await openQueue("worker");
    await queue.createQueue("advance-runs");
    lendQueue(queue);
  });
  afterAll(() => queue?.stop({ graceful: false }));
}
