import "server-only";
import { DomainError } from "@/lib/errors";
import { recordAudit } from "../audit/record-audit";
import { type Db, db } from "../db/client";
import type { SealingKey } from "../db/generated/client";
import { log } from "../log";
import { encrypt } from "./cipher";
import { unwrapKey, type WrappedKey, wrapKey } from "./key-holder";
import { contextOf, openRow } from "./sealed-secret";
import { lockKeys, newKey, presentKey } from "./sealing-keys";

/** Who seals at that moment is waited for, and decisions take up to 20 s. */
const PATIENCE = { timeout: 30_000, maxWait: 10_000 };
/** Small, so that a transaction is short and a crash loses little. */
const BATCH_ROWS = 50;

/** Who asked for a rotation; `organizationId` is theirs. Elsewhere only that it happened is on record. */
export interface Rotator {
  userId: string | null;
  name: string;
  organizationId: string | null;
}

/**
 * Makes a new key, held as the settings say, and retires the one before: from now on every process seals with the new one. Keys
 * that last are wrapped anew. What is sealed already stays readable and is moved by `resealSecrets`. Two rotations at once
 * follow each other.
 */
export async function beginRotation(by: Rotator): Promise<void> {
  const next = await newKey("secrets");
  const rewrapped = await rewrapLasting();
  await db.$transaction(async (tx) => {
    await lockKeys(tx);
    // Waits for those who seal with the old key at this moment.
    await tx.sealingKey.updateMany({
      where: { purpose: "secrets", retiredAt: null },
      data: { retiredAt: new Date() },
    });
    await tx.sealingKey.create({ data: next });
    for (const { id, holder, holderKey, wrapped } of rewrapped)
      await tx.sealingKey.update({ where: { id }, data: { holder, holderKey, wrapped } });
    await recordEverywhere(tx, { by, action: "sealing-key.rotated", key: next });
  }, PATIENCE);
}

async function rewrapLasting(): Promise<WrappedKey[]> {
  const lasting = await db.sealingKey.findMany({ where: { purpose: { not: "secrets" } } });
  return Promise.all(
    lasting.map(async (row) => wrapKey({ id: row.id, purpose: purposeOf(row) }, await unwrapKey(row))),
  );
}

function purposeOf({ purpose }: SealingKey): "fingerprints" | "sessions" {
  if (purpose === "fingerprints" || purpose === "sessions") return purpose;
  throw new Error(`A sealing key has the unknown purpose ${purpose}`);
}

export interface Resealed {
  moved: number;
  /** Rows that none of the keys and secrets we have opens. They are left as they are, and so is their key. */
  unopened: number;
  destroyedKeys: number;
}

/**
 * Seals everything that is not under the present key anew, in batches, while the console goes on; then destroys the keys that
 * nothing needs any more. It may be cut off anywhere, and run twice at once: what is moved stays moved.
 */
export async function resealSecrets({
  signal,
}: {
  signal?: Pick<AbortSignal, "throwIfAborted">;
} = {}): Promise<Resealed> {
  let after = "00000000-0000-0000-0000-000000000000";
  let [moved, unopened] = [0, 0];
  for (;;) {
    signal?.throwIfAborted();
    const batch = await db.$transaction((tx) => resealBatch(tx, after), PATIENCE);
    if (batch.last === undefined) break;
    after = batch.last;
    moved += batch.moved;
    unopened += batch.unopened;
  }
  return { moved, unopened, destroyedKeys: await destroyUnused() };
}

/** For the worker. */
export async function resealAsJob(_payload: object, signal: AbortSignal): Promise<void> {
  await resealSecrets({ signal });
}

interface Row {
  id: string;
  purpose: string;
  sealed: Uint8Array;
  sealingKeyId: string | null;
}

async function resealBatch(tx: Db, after: string) {
  const present = await presentKey(tx);
  const rows = await tx.$queryRaw<Row[]>`
    SELECT "id", "purpose", "sealed", "sealingKeyId" FROM "SealedSecret"
    WHERE "sealed" IS NOT NULL AND "id" > ${after}::uuid
      AND "sealingKeyId" IS DISTINCT FROM ${present.id}::uuid
    ORDER BY "id" LIMIT ${BATCH_ROWS} FOR UPDATE`;
  let moved = 0;
  for (const row of rows) {
    const text = await openOrNull(tx, row);
    if (text === null) continue;
    const sealed = encrypt(present.key, text, contextOf(row));
    await tx.sealedSecret.update({ where: { id: row.id }, data: { sealed, sealingKeyId: present.id } });
    moved += 1;
  }
  return { last: rows.at(-1)?.id, moved, unopened: rows.length - moved };
}

/** One damaged row must not keep all the others under the old key. A KMS that does not answer is no damage: then all of them wait. */
async function openOrNull(tx: Db, row: Row): Promise<string | null> {
  try {
    return await openRow(tx, row);
  } catch (error) {
    if (error instanceof DomainError && error.code === "kms-unreachable") throw error;
    log.error(
      { error, secretId: row.id, purpose: row.purpose },
      "A sealed secret cannot be opened and was left as it is",
    );
    return null;
  }
}

async function destroyUnused(): Promise<number> {
  return db.$transaction(async (tx) => {
    const destroyed = await tx.$queryRaw<Pick<SealingKey, "id" | "holder" | "holderKey">[]>`
      DELETE FROM "SealingKey" k WHERE k."purpose" = 'secrets' AND k."retiredAt" IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM "SealedSecret" s WHERE s."sealingKeyId" = k."id")
      RETURNING "id"::text, "holder", "holderKey"`;
    for (const key of destroyed)
      await recordEverywhere(tx, {
        by: { userId: null, name: "Underpass", organizationId: null },
        action: "sealing-key.destroyed",
        key,
      });
    return destroyed.length;
  }, PATIENCE);
}

/** One key seals the secrets of all organizations, and each has a record of its own. None learns the name of another's member. */
async function recordEverywhere(
  tx: Db,
  { by, action, key }: { by: Rotator; action: string; key: Pick<SealingKey, "id" | "holder" | "holderKey"> },
): Promise<void> {
  const organizations = await tx.organization.findMany({ select: { id: true }, orderBy: { id: "asc" } });
  for (const { id: organizationId } of organizations) {
    const isOwn = organizationId === by.organizationId;
    await recordAudit(tx, {
      actor: isOwn || by.organizationId === null ? { id: by.userId, name: by.name } : { id: null, name: "Underpass" },
      organizationId,
      action,
      subject: key.id,
      // Which key of AWS it is concerns those who run the installation.
      detail: { holder: key.holder, ...(isOwn ? { heldBy: key.holderKey } : {}) },
    });
  }
}
