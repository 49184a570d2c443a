import "server-only";
import { z } from "zod";
import type { Db } from "../db/client";

/** Channel of Postgres on which every process hears that something changed. */
export const LIVE_CHANNEL = "underpass_live";

/**
 * That something of an environment changed, and what; never the thing itself.
 * network: resources, tunnels or why they cannot be read · reading: AWS was asked and nothing differs · change: a change, its
 * plan, reviews or run · settings: the environment itself.
 */
export const liveHint = z.object({
  environmentId: z.uuid(),
  what: z.enum(["network", "reading", "change", "settings"]),
});

export type LiveHint = z.infer<typeof liveHint>;

/** Tells every open page; heard when the transaction commits. */
export async function announce(tx: Db, hint: LiveHint): Promise<void> {
  await tx.$executeRaw`SELECT pg_notify(${LIVE_CHANNEL}, ${JSON.stringify(hint)})`;
}
