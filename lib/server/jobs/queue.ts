import "server-only";
import { PgBoss } from "pg-boss";
import { env } from "../env";
import { log } from "../log";

/** Opens pg-boss. The worker keeps its tables and its clock; the web only puts jobs in. */
export async function openQueue(role: "worker" | "sender"): Promise<PgBoss> {
  const isWorker = role === "worker";
  const boss = new PgBoss({
    connectionString: env().DATABASE_URL,
    application_name: `underpass ${role}`,
    max: isWorker ? 6 : 2,
    migrate: isWorker,
    createSchema: isWorker,
    supervise: isWorker,
    schedule: isWorker,
    useListenNotify: isWorker,
  });
  boss.on("error", (error) => log.warn({ error }, "The job queue reports an error"));
  await boss.start();
  return boss;
}
