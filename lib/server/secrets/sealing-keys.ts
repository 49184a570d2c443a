import "server-only";
import { randomBytes, randomUUID } from "node:crypto";
import { type Db, db } from "../db/client";
import { deriveKey, knownSecrets } from "./derive-key";
import { type KeyPurpose, unwrapKey, wrapKey } from "./key-holder";

const KEY_BYTES = 32;

/**
 * How long an unwrapped key stays in the memory of a process. A key that KMS disables is of use to us no longer than this; a KMS
 * that does not answer is not noticed for as long.
 */
const KEPT_MS = 5 * 60_000;

export interface DataKey {
  id: string;
  key: Buffer;
}

/**
 * The key that secrets are sealed with now. Its row stays locked against being retired until the caller's transaction ends, so
 * that a rotation never finds a secret under the old key after it has looked.
 */
export async function presentKey(tx: Db): Promise<DataKey> {
  // A key that was retired while we waited for its lock is not in the answer; the next look finds the one that followed.
  for (let looks = 0; looks < 5; looks += 1) {
    const [row] = await tx.$queryRaw<{ id: string }[]>`
      SELECT "id" FROM "SealingKey" WHERE "purpose" = 'secrets' AND "retiredAt" IS NULL
      ORDER BY "createdAt" DESC LIMIT 1 FOR SHARE`;
    const key = row && (await keyById(tx, row.id));
    if (key) return { id: row.id, key };
    await ensureKey("secrets");
  }
  throw new Error("There is no key to seal with, although one was made");
}

/** The key of that id; null where it has been destroyed. */
export async function keyById(tx: Db, id: string): Promise<Buffer | null> {
  const kept = unwrapped.get(id);
  if (kept) return kept;
  const row = await tx.sealingKey.findUnique({ where: { id } });
  return row && keep(id, unwrapKey(row));
}

/** A key that is never replaced: fingerprints stay comparable with it, and sessions valid. Rotation only wraps it anew. */
export async function lastingKey(tx: Db, purpose: LastingPurpose): Promise<Buffer> {
  const id = lastingIds.get(purpose) ?? (await findLasting(tx, purpose));
  lastingIds.set(purpose, id);
  const key = await keyById(tx, id);
  if (!key) throw new Error(`The key of ${purpose} is gone`);
  return key;
}

type LastingPurpose = Exclude<KeyPurpose, "secrets">;

/** Asked for once: whoever seals a hundred keys in a transaction does not look a hundred times. */
const lastingIds = new Map<LastingPurpose, string>();

async function findLasting(tx: Db, purpose: LastingPurpose): Promise<string> {
  await ensureKey(purpose);
  const { id } = await tx.sealingKey.findFirstOrThrow({ where: { purpose, retiredAt: null }, select: { id: true } });
  return id;
}

/** Makes a key and wraps it as the settings say; storing it is the caller's. */
export function newKey(purpose: KeyPurpose, key: Uint8Array = randomBytes(KEY_BYTES)) {
  return wrapKey({ id: randomUUID(), purpose }, key);
}

/** Two processes that need the first key at once agree on one. */
export async function lockKeys(tx: Db): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('underpass sealing keys'))`;
}

/** What this process has unwrapped; two callers of one key wait for one answer. */
const unwrapped = new Map<string, Promise<Buffer>>();

function keep(id: string, opening: Promise<Buffer>): Promise<Buffer> {
  unwrapped.set(id, opening);
  const forget = () => unwrapped.delete(id);
  opening.catch(forget);
  setTimeout(forget, KEPT_MS).unref();
  return opening;
}

/** Forgets every unwrapped key, as time does, and which keys there are. */
export function forgetKeys(): void {
  unwrapped.clear();
  lastingIds.clear();
}

/** Not in the caller's transaction: what it seals refers to a key that is there whether it goes through or not. */
async function ensureKey(purpose: KeyPurpose): Promise<void> {
  const where = { purpose, retiredAt: null };
  if (await db.sealingKey.findFirst({ where, select: { id: true } })) return;
  const made = await newKey(purpose, await firstKeyOf(purpose));
  await db.$transaction(async (tx) => {
    await lockKeys(tx);
    const other = await tx.sealingKey.findFirst({ where, select: { id: true } });
    if (!other) await tx.sealingKey.create({ data: made });
  });
}

/** Where fingerprints and sessions were made before there were kept keys, the first such key is the one that made them. */
async function firstKeyOf(purpose: KeyPurpose): Promise<Buffer | undefined> {
  const oldest = knownSecrets().at(-1);
  switch (purpose) {
    case "secrets":
      return undefined;
    case "fingerprints":
      return (await db.sealedSecret.findFirst({ select: { id: true } }))
        ? deriveKey("fingerprints", oldest)
        : undefined;
    case "sessions":
      return (await db.session.findFirst({ select: { id: true } })) ? deriveKey("session cookies", oldest) : undefined;
    default: {
      const impossible: never = purpose;
      throw new Error(`Unknown purpose of a key: ${impossible}`);
    }
  }
}
