import "server-only";
import { createHash } from "node:crypto";
import type { AuditEvent } from "../db/generated/client";

/** What the first row of a chain follows. */
export const GENESIS = "0".repeat(64);

/**
 * SHA-256 of everything a row says, with its number and the hash before it, in the canonical form of RFC 8785. The database
 * computes the same when it writes the row (`audit_hash` of the migration); here it is computed a second time to verify.
 */
export function hashOfRow({ hash: _, number, at, ...facts }: AuditEvent): string {
  const text = canonicalJson({ ...facts, number: Number(number), at: at.toISOString() });
  return createHash("sha256").update(text).digest("hex");
}

/** JSON with its members in the order of their names. Takes whole numbers only: others Postgres writes in a way of its own. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => {
    if (typeof part === "number" && !Number.isSafeInteger(part)) throw new Error(`${part} cannot be audited`);
    return isObject(part) ? Object.fromEntries(Object.entries(part).sort(byName)) : part;
  });
}

function isObject(value: unknown): value is object {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}

/** As bytes, which is what collation "C" compares. */
function byName([a]: [string, unknown], [b]: [string, unknown]): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
