import "server-only";
import { db } from "../db/client";

const DAY_MS = 24 * 3600 * 1000;

/** Removes sessions and confirmations whose time is over, and attempts to sign in that no longer count. */
export async function forgetExpired(): Promise<void> {
  const now = new Date();
  await db.session.deleteMany({ where: { expiresAt: { lt: now } } });
  await db.verification.deleteMany({ where: { expiresAt: { lt: now } } });
  await db.rateLimit.deleteMany({ where: { lastRequest: { lt: now.getTime() - DAY_MS } } });
}
