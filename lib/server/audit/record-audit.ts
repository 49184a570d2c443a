import "server-only";
import { createHash } from "node:crypto";
import type { Db } from "../db/client";
import type { Prisma } from "../db/generated/client";

/** What happened, by whom, to what. `detail` holds names, values and fingerprints, never a secret. */
export interface AuditEntry {
  /** `id` is null where no person did it. The name stays readable after the person has gone. */
  actor: { id: string | null; name: string };
  organizationId: string;
  environmentId?: string;
  /** Dotted: "change.approved", "configuration.downloaded". */
  action: string;
  /** The name of what it was done to, as people knew it then. */
  subject: string;
  detail?: Prisma.InputJsonObject;
}

const GENESIS = "0".repeat(64);

/**
 * Appends to the audit in the caller's transaction: both stand or neither. Each row carries the hash of the one before; the
 * lock, held until the transaction ends, gives the rows one order, so call it late in a long transaction.
 */
export async function recordAudit(tx: Db, entry: AuditEntry): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('underpass audit'))`;
  const last = await tx.auditEvent.findFirst({ orderBy: { sequence: "desc" }, select: { hash: true } });
  const facts = {
    at: new Date(),
    organizationId: entry.organizationId,
    environmentId: entry.environmentId ?? null,
    actorId: entry.actor.id,
    actorName: entry.actor.name,
    action: entry.action,
    subject: entry.subject,
    detail: entry.detail ?? {},
    previousHash: last?.hash ?? GENESIS,
  };
  await tx.auditEvent.create({ data: { ...facts, hash: hashOf(facts) } });
}

/** Recomputes the whole chain and names the first row that was changed, or follows a row that is missing. */
export async function verifyAudit(tx: Db): Promise<{ intact: boolean; rows: number; brokenAt?: bigint }> {
  let previousHash = GENESIS;
  let after: bigint | undefined;
  let rows = 0;
  for (;;) {
    const page = await tx.auditEvent.findMany({
      where: after === undefined ? {} : { sequence: { gt: after } },
      orderBy: { sequence: "asc" },
      take: 1000,
    });
    for (const { sequence, hash, ...facts } of page) {
      if (facts.previousHash !== previousHash || hashOf(facts) !== hash)
        return { intact: false, rows, brokenAt: sequence };
      previousHash = hash;
      after = sequence;
      rows += 1;
    }
    if (page.length < 1000) return { intact: true, rows };
  }
}

function hashOf(facts: object): string {
  return createHash("sha256").update(canonicalJson(facts)).digest("hex");
}

/** JSON with sorted keys: Postgres keeps JSON's content, not its order. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    part !== null && typeof part === "object" && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
