import "server-only";
import { randomUUID } from "node:crypto";
import { z } from "zod";
import { db } from "../db/client";

interface Limit {
  attemptsMax: number;
  windowSeconds: number;
}

const rows = z.array(z.object({ count: z.number() }));

/**
 * Counts one attempt under a key and says whether it is still allowed. One statement, so that attempts at the same moment
 * are all counted; the window begins with the first attempt and an attempt refused does not lengthen it.
 */
export async function takeAttempt(key: string, { attemptsMax, windowSeconds }: Limit): Promise<boolean> {
  const now = Date.now();
  const windowStart = now - windowSeconds * 1000;
  const result = await db.$queryRaw`
    INSERT INTO "RateLimit" AS held ("id", "key", "count", "lastRequest") VALUES (${randomUUID()}, ${key}, 1, ${now})
    ON CONFLICT ("key") DO UPDATE SET
      "count" = CASE WHEN held."lastRequest" < ${windowStart} THEN 1 ELSE held."count" + 1 END,
      "lastRequest" = CASE WHEN held."lastRequest" < ${windowStart} THEN ${now} ELSE held."lastRequest" END
    RETURNING "count"`;
  const [row] = rows.parse(result);
  if (!row) throw new Error("The rate limit returned no row");
  return row.count <= attemptsMax;
}

/** The key of the attempts to sign in with an e-mail address. */
export function signInKey(email: string): string {
  return `sign-in:${email.trim().toLowerCase()}`;
}

/** Forgets the attempts under a key, once one of them was right. */
export async function clearAttempts(key: string): Promise<void> {
  await db.rateLimit.deleteMany({ where: { key } });
}
