import "server-only";
import { randomUUID } from "node:crypto";
import { z } from "zod";
import { db } from "../db/client";

interface Limit {
  attemptsMax: number;
  windowSeconds: number;
}

const rows = z.array(z.object({ count: z.number(), since: z.coerce.number() }));

/** What became of an attempt that was counted. */
export interface Attempt {
  isAllowed: boolean;
  /** True for the one attempt of its window that is refused first: it is worth a word, the thousandth is not. */
  isFirstRefused: boolean;
  /** Until the window ends. */
  waitSeconds: number;
}

/**
 * Counts one attempt under a key and says whether it is still allowed. One statement, so that attempts at the same moment
 * are all counted; the window begins with the first attempt and an attempt refused does not lengthen it.
 */
export async function takeAttempt(key: string, { attemptsMax, windowSeconds }: Limit): Promise<Attempt> {
  const now = Date.now();
  const windowStart = now - windowSeconds * 1000;
  const result = await db.$queryRaw`
    INSERT INTO "RateLimit" AS held ("id", "key", "count", "lastRequest") VALUES (${randomUUID()}, ${key}, 1, ${now})
    ON CONFLICT ("key") DO UPDATE SET
      "count" = CASE WHEN held."lastRequest" < ${windowStart} THEN 1 ELSE held."count" + 1 END,
      "lastRequest" = CASE WHEN held."lastRequest" < ${windowStart} THEN ${now} ELSE held."lastRequest" END
    RETURNING "count", "lastRequest" AS "since"`;
  const [row] = rows.parse(result);
  if (!row) throw new Error("The rate limit returned no row");
  return {
    isAllowed: row.count <= attemptsMax,
    isFirstRefused: row.count === attemptsMax + 1,
    waitSeconds: Math.max(1, Math.ceil((row.since + windowSeconds * 1000 - now) / 1000)),
  };
}

/** The key of the attempts to sign in with an e-mail address. */
export function signInKey(email: string): string {
  return `sign-in:${email.trim().toLowerCase()}`;
}

/** The key of attempts at something from one network address. */
export function placeKey(what: string, headers: Headers | undefined): string {
  return `${what}:from ${placeOf(headers)}`;
}

/** The network address of a request: the last one of X-Forwarded-For, which the nearest proxy wrote, or Next where there is none. */
export function placeOf(headers: Headers | undefined): string {
  return headers?.get("x-forwarded-for")?.split(",").at(-1)?.trim().slice(0, 64) || "unknown";
}

/** Forgets the attempts under a key, once one of them was right. */
export async function clearAttempts(key: string): Promise<void> {
  await db.rateLimit.deleteMany({ where: { key } });
}
