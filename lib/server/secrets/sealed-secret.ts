import "server-only";
import { randomUUID } from "node:crypto";
import { DomainError } from "@/lib/errors";
import type { Db } from "../db/client";
import { decrypt, encrypt, fingerprintOf } from "./cipher";
import { Secret } from "./secret";

type Purpose = "preshared-key" | "aws-credentials" | "webhook";

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

/** Encrypts a secret into a row and returns what may stand in its place. */
export async function sealSecret(tx: Db, { purpose, environmentId, secret }: NewSecret): Promise<SecretReference> {
  const id = randomUUID();
  const text = secret.reveal();
  const sealed = encrypt(text, `${id} ${purpose}`);
  await tx.sealedSecret.create({ data: { id, purpose, environmentId, sealed, fingerprint: fingerprintOf(text) } });
  return { $secret: id };
}

/** Decrypts it. A key is gone once the step that needed it is done. */
export async function openSecret(tx: Db, { $secret: id }: SecretReference): Promise<Secret> {
  const row = await tx.sealedSecret.findUnique({ where: { id } });
  if (!row?.sealed) throw new DomainError("secret-destroyed");
  return new Secret(decrypt(row.sealed, `${row.id} ${row.purpose}`));
}

/** Removes the encrypted text for good; the fingerprint stays. Doing it twice changes nothing. */
export async function destroySecret(tx: Db, { $secret: id }: SecretReference): Promise<void> {
  await tx.sealedSecret.updateMany({
    where: { id, destroyedAt: null },
    data: { sealed: null, destroyedAt: new Date() },
  });
}

/** The keyed fingerprint of a text that was never sealed, for instance of a key that EC2 reports. */
export function fingerprintSecret(secret: Secret): string {
  return fingerprintOf(secret.reveal());
}

/** The fingerprint kept with a reference; it outlives the secret. */
export async function fingerprintOfReference(tx: Db, { $secret: id }: SecretReference): Promise<string> {
  const row = await tx.sealedSecret.findUniqueOrThrow({ where: { id }, select: { fingerprint: true } });
  return row.fingerprint;
}
