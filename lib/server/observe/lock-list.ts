import "server-only";
import type { Ec2Action } from "@/lib/domain/ec2-calls";
import type { Db } from "../db/client";

/**
 * Until the transaction ends nobody else records this list, or writes many of its resources at once: two who lock the same rows in
 * different order would stop each other. Whoever wants several takes them in order of their names.
 */
export async function lockList(tx: Db, environmentId: string, action: Ec2Action): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`observe ${environmentId} ${action}`}, 0))`;
}
