import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { ApiError } from "../../protocol/errors";
import type { World } from "../../world";
import { type KmsKey, keyOfId } from "./keys";

export type EncryptionContext = Record<string, string> | undefined;

const version = 1;
const idBytes = 16;
const nonceBytes = 12;
const tagBytes = 16;
/** version, key's id, number of the material, nonce, tag */
const headBytes = 1 + idBytes + 2 + nonceBytes + tagBytes;

/** AES-256-GCM under the key's newest material, the context authenticated with it. The form of the blob is ours: AWS says nothing of its own. */
export function encrypt(key: KmsKey, plain: Uint8Array, context: EncryptionContext): Uint8Array {
  const index = key.materials.length - 1;
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv("aes-256-gcm", materialOf(key, index), nonce).setAAD(canonical(context));
  const ciphertext = Buffer.concat([cipher.update(plain), cipher.final()]);
  const number = Buffer.alloc(2);
  number.writeUInt16BE(index);
  const id = Buffer.from(key.id.replaceAll("-", ""), "hex");
  return Buffer.concat([Buffer.of(version), id, number, nonce, cipher.getAuthTag(), ciphertext]);
}

/** The key that a blob names, also one that is disabled. Whether it fits shows with `decrypt`. */
export function keyOfBlob(world: World, blob: Uint8Array): KmsKey {
  const bytes = Buffer.from(blob);
  if (bytes.length < headBytes || bytes[0] !== version) throw invalidCiphertext();
  const hex = bytes.subarray(1, 1 + idBytes).toString("hex");
  const key = keyOfId(world, hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5"));
  if (key) return key;
  throw new ApiError(
    "AccessDeniedException",
    "The ciphertext refers to a customer master key that does not exist, does not exist in this region, or you are not allowed to access.",
  );
}

export function decrypt(key: KmsKey, blob: Uint8Array, context: EncryptionContext): Uint8Array {
  const bytes = Buffer.from(blob);
  const index = bytes.readUInt16BE(1 + idBytes);
  if (index >= key.materials.length) throw invalidCiphertext();
  const [nonceAt, tagAt] = [1 + idBytes + 2, headBytes - tagBytes];
  const decipher = createDecipheriv("aes-256-gcm", materialOf(key, index), bytes.subarray(nonceAt, tagAt), {
    authTagLength: tagBytes,
  });
  decipher.setAAD(canonical(context)).setAuthTag(bytes.subarray(tagAt, headBytes));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(headBytes)), decipher.final()]);
  } catch {
    throw invalidCiphertext();
  }
}

function materialOf({ id, materials }: KmsKey, index: number): Uint8Array {
  const material = materials[index];
  if (!material) throw new Error(`The key ${id} has no material ${index}`);
  return material;
}

/** The order of pairs does not matter, every letter does (KMS developer guide, "Encryption context"). */
function canonical(context: EncryptionContext = {}): Buffer {
  return Buffer.from(JSON.stringify(Object.entries(context).sort(([a], [b]) => (a < b ? -1 : 1))));
}

/** KMS says no more than the code: not whether the blob, the key or the context is wrong. */
function invalidCiphertext(): ApiError {
  return new ApiError("InvalidCiphertextException", "");
}
