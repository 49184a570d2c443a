import "server-only";
import { randomUUID } from "node:crypto";
import { DomainError } from "@/lib/errors";
import type { Db } from "../db/client";
import type { SealedSecret } from "../db/generated/client";
import { decrypt, encrypt, fingerprintOf } from "./cipher";
import { deriveKey, knownSecrets } from "./derive-key";
import { keyById, lastingKey, presentKey } from "./sealing-keys";
import { Secret } from "./secret";

type Purpose = "preshared-key" | "aws-credentials" | "webhook" | "single-sign-on";

interface NewSecret {
  purpose: Purpose;
  /** Null for what belongs to no environment (yet). */
  environmentId: string | null;
  secret: Secret;
}

/** What specs, plans and settings hold in place of a secret. */
export interface SecretReference {
  $secret: string;
}

/** Encrypts a secret into a row and returns what may stand in its place. In a transaction: a rotation waits for its end. */
export async function sealSecret(tx: Db, { purpose, environmentId, secret }: NewSecret): Promise<SecretReference> {
  const id = randomUUID();
  const text = secret.reveal();
  const fingerprint = await fingerprintSecret(tx, secret);
  const { id: sealingKeyId, key } = await presentKey(tx);
  const sealed = encrypt(key, text, contextOf({ id, purpose }));
  await tx.sealedSecret.create({ data: { id, purpose, environmentId, sealed, sealingKeyId, fingerprint } });
  return { $secret: id };
}

/** Decrypts it. A key is gone once the step that needed it is done. */
export async function openSecret(tx: Db, { $secret: id }: SecretReference): Promise<Secret> {
  // A rotation may seal the row anew and destroy the old key between our two looks.
  for (let looks = 0; looks < 3; looks += 1) {
    const row = await tx.sealedSecret.findUnique({ where: { id } });
    if (!row?.sealed) throw new DomainError("secret-destroyed");
    const text = await openRow(tx, { ...row, sealed: row.sealed });
    if (text !== null) return new Secret(text);
  }
  throw new Error(`The key of the sealed secret ${id} is gone`);
}

/** Removes the encrypted text for good; the fingerprint stays. Doing it twice changes nothing. */
export function destroySecret(tx: Db, { $secret: id }: SecretReference): Promise<void> {
  return destroySecrets(tx, [id]);
}

/** As `destroySecret`, for many at once. */
export async function destroySecrets(tx: Db, ids: readonly string[]): Promise<void> {
  await tx.sealedSecret.updateMany({
    where: { id: { in: [...ids] }, destroyedAt: null },
    data: { sealed: null, sealingKeyId: null, destroyedAt: new Date() },
  });
}

/** The keyed fingerprint of a text that was never sealed, for instance of a key that EC2 reports. */
export async function fingerprintSecret(tx: Db, secret: Secret): Promise<string> {
  return fingerprintOf(await lastingKey(tx, "fingerprints"), secret.reveal());
}

/** The fingerprint kept with a reference; it outlives the secret. */
export async function fingerprintOfReference(tx: Db, { $secret: id }: SecretReference): Promise<string> {
  const row = await tx.sealedSecret.findUniqueOrThrow({ where: { id }, select: { fingerprint: true } });
  return row.fingerprint;
}

type SealedRow = Pick<SealedSecret, "id" | "purpose" | "sealingKeyId"> & { sealed: Uint8Array };

/** The text of a row; null where its key has been destroyed since the row was read. */
export async function openRow(tx: Db, row: SealedRow): Promise<string | null> {
  if (row.sealingKeyId === null) return openDerived(row);
  const key = await keyById(tx, row.sealingKeyId);
  return key && decrypt(key, row.sealed, contextOf(row)).toString("utf8");
}

/** Rows from before there were data keys are sealed with a key derived from UNDERPASS_SECRET; rotation moves them. */
function openDerived(row: SealedRow): string {
  for (const secret of knownSecrets()) {
    try {
      return decrypt(deriveKey("sealed secrets", secret), row.sealed, contextOf(row)).toString("utf8");
    } catch {
      // Of another secret, or another row: the tag tells, and the next secret is tried.
    }
  }
  throw new DomainError("sealing-key-foreign");
}

/** Authenticated with what is sealed. */
export function contextOf({ id, purpose }: Pick<SealedRow, "id" | "purpose">): string {
  return `${id} ${purpose}`;
}
