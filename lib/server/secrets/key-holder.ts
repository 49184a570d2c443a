import "server-only";
import { DomainError } from "@/lib/errors";
import { decryptWithKms, encryptWithKms, type KmsKey } from "../aws/kms";
import { env } from "../env";
import { decrypt, encrypt } from "./cipher";
import { deriveKey, knownSecrets, nameOfSecret } from "./derive-key";

/** secrets: seals them · fingerprints, sessions: is kept for good, since what it made has to stay comparable and valid. */
export type KeyPurpose = "secrets" | "fingerprints" | "sessions";

/** A data key as its row has it. */
export interface WrappedKey {
  id: string;
  purpose: string;
  /** secret | kms */
  holder: string;
  /** ARN of the KMS key, or the name of the UNDERPASS_SECRET that wrapped it. */
  holderKey: string;
  wrapped: Uint8Array<ArrayBuffer>;
}

/** Wraps a data key with what the settings say: a key of AWS KMS, or one derived from UNDERPASS_SECRET. */
export async function wrapKey(
  { id, purpose }: Pick<WrappedKey, "id" | "purpose">,
  key: Uint8Array,
): Promise<WrappedKey> {
  const kms = kmsSettings();
  if (!kms) {
    const [present] = knownSecrets();
    const wrapped = encrypt(deriveKey("key wrapping", present), key, contextText(id, purpose));
    return { id, purpose, holder: "secret", holderKey: nameOfSecret(present), wrapped };
  }
  const { keyArn, ciphertext } = await encryptWithKms(kms, key, kmsContext(id, purpose));
  return { id, purpose, holder: "kms", holderKey: keyArn, wrapped: Buffer.from(ciphertext) };
}

/** The data key back. Throws `sealing-key-foreign` where its UNDERPASS_SECRET is none of those that are set. */
export async function unwrapKey({ id, purpose, holder, holderKey, wrapped }: WrappedKey): Promise<Buffer> {
  switch (holder) {
    case "secret": {
      const secret = knownSecrets().find((one) => nameOfSecret(one) === holderKey);
      if (secret === undefined) throw new DomainError("sealing-key-foreign");
      return decrypt(deriveKey("key wrapping", secret), wrapped, contextText(id, purpose));
    }
    case "kms":
      return Buffer.from(await decryptWithKms(kmsKeyOf(holderKey), wrapped, kmsContext(id, purpose)));
    default:
      throw new Error(`A sealing key is held by the unknown ${holder}`);
  }
}

/** Whether a key is wrapped as a new one would be. An alias may have come to stand for another key since; then it is not known. */
export function isHeldAsSet({ holder, holderKey }: Pick<WrappedKey, "holder" | "holderKey">): boolean {
  const kms = kmsSettings();
  if (!kms) return holder === "secret" && holderKey === nameOfSecret(knownSecrets()[0]);
  if (holder !== "kms") return false;
  return kms.keyId.includes("alias/") || holderKey === kms.keyId || holderKey.endsWith(`:key/${kms.keyId}`);
}

/** The KMS key that the settings name; null: keys are held by UNDERPASS_SECRET. */
export function kmsSettings(): KmsKey | null {
  const { UNDERPASS_KMS_KEY_ID: keyId, UNDERPASS_KMS_REGION, UNDERPASS_KMS_ENDPOINT: endpointUrl } = env();
  if (!keyId) return null;
  const region = UNDERPASS_KMS_REGION ?? regionIn(keyId);
  if (!region) throw new Error("UNDERPASS_KMS_KEY_ID is not an ARN, so UNDERPASS_KMS_REGION has to be set");
  return { keyId, region, endpointUrl };
}

/** A key that was wrapped earlier is found by its ARN, also when the settings name another one by now, or none. */
function kmsKeyOf(arn: string): KmsKey {
  const region = regionIn(arn);
  if (!region) throw new Error(`A sealing key is held by KMS under ${arn}, which names no Region`);
  return { keyId: arn, region, endpointUrl: env().UNDERPASS_KMS_ENDPOINT };
}

/** arn:aws:kms:<region>:<account>:key/<id> */
function regionIn(keyId: string): string | undefined {
  return keyId.startsWith("arn:") ? keyId.split(":")[3] || undefined : undefined;
}

function contextText(id: string, purpose: string): string {
  return `${id} ${purpose}`;
}

function kmsContext(id: string, purpose: string): Record<string, string> {
  return { application: "underpass", purpose, keyId: id };
}
