import "server-only";
import { createCipheriv, createDecipheriv, createHmac, randomBytes } from "node:crypto";
import { deriveKey } from "./derive-key";

const VERSION = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * AES-256-GCM: version byte, nonce, tag, ciphertext. `context` (the row's id and purpose) is authenticated with it, so that
 * a sealed value copied to another row does not open.
 */
export function encrypt(text: string, context: string): Buffer<ArrayBuffer> {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv("aes-256-gcm", deriveKey("sealed secrets"), nonce).setAAD(Buffer.from(context));
  const ciphertext = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return Buffer.concat([Buffer.of(VERSION), nonce, cipher.getAuthTag(), ciphertext]);
}

/** The text back; throws when the bytes, the context or UNDERPASS_SECRET are not those of `encrypt`. */
export function decrypt(sealed: Uint8Array, context: string): string {
  const bytes = Buffer.from(sealed);
  if (bytes[0] !== VERSION) throw new Error(`A sealed secret has the unknown version ${bytes[0]}`);
  const nonce = bytes.subarray(1, 1 + NONCE_BYTES);
  const tag = bytes.subarray(1 + NONCE_BYTES, 1 + NONCE_BYTES + TAG_BYTES);
  const decipher = createDecipheriv("aes-256-gcm", deriveKey("sealed secrets"), nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(context)).setAuthTag(tag);
  const ciphertext = bytes.subarray(1 + NONCE_BYTES + TAG_BYTES);
  return Buffer.concat([decipher.update(ciphertext), decipher.final()]).toString("utf8");
}

/**
 * 16 hexadecimal digits that are equal for equal texts and say nothing else without UNDERPASS_SECRET: a plain hash of a
 * pre-shared key could be tried out against a list of likely ones.
 */
export function fingerprintOf(text: string): string {
  return createHmac("sha256", deriveKey("fingerprints")).update(text).digest("hex").slice(0, 16);
}
