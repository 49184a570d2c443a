import "server-only";
import { PrismaPg } from "@prisma/adapter-pg";
import type { SqlDriverAdapterFactory } from "@prisma/driver-adapter-utils";
import { env } from "../env";
import { log } from "../log";
import { type Prisma, PrismaClient } from "./generated/client";
import { oneQueryAtATime } from "./one-query-at-a-time";

const CONNECTIONS_MAX = 10;

/** What a use case runs in: the client itself, or the transaction it is called from. */
export type Db = Prisma.TransactionClient;

// Next bundles this file several times into one process, and reloads it in development; the pool must stay one.
const holder: typeof globalThis & { underpassDb?: PrismaClient } = globalThis;

/** The database of this process. Connects with the first query; after a restart of Postgres the next query connects anew. */
export const db: PrismaClient = holder.underpassDb ?? new PrismaClient({ adapter: lateAdapter() });
holder.underpassDb = db;

/** Reads DATABASE_URL with the first query: at build time this file is imported without one. */
function lateAdapter(): SqlDriverAdapterFactory {
  return {
    provider: "postgres",
    adapterName: "@prisma/adapter-pg",
    connect: async () =>
      oneQueryAtATime(
        await new PrismaPg(
          { connectionString: env().DATABASE_URL, max: CONNECTIONS_MAX, connectionTimeoutMillis: 5000 },
          { onPoolError: (error) => log.warn({ error }, "A database connection was lost") },
        ).connect(),
      ),
  };
}
