/** Bounds of a pre-shared key's length (VpnTunnelOptionsSpecification.PreSharedKey). */
export const PSK_LENGTH_MIN = 8;
export const PSK_LENGTH_MAX = 64;

/** How many random bytes `generatePreSharedKey` wants: 32 characters and spare ones for leading zeros. */
export const PSK_RANDOM_BYTES = 48;

/** Why EC2 would refuse the key; the first reason that applies. */
export type PskProblem = "tooShort" | "tooLong" | "alphabet" | "leadingZero";

/** What is wrong with a pre-shared key, or null. The answer never contains the key. */
export function pskProblem(text: string): PskProblem | null {
  if (text.length < PSK_LENGTH_MIN) return "tooShort";
  if (text.length > PSK_LENGTH_MAX) return "tooLong";
  if (/[^0-9A-Za-z._]/.test(text)) return "alphabet";
  if (text.startsWith("0")) return "leadingZero";
  return null;
}

/**
 * A key of 32 characters (192 bits) out of PSK_RANDOM_BYTES bytes from a cryptographic source. The alphabet has exactly
 * 64 characters, so six bits pick one without bias; leading zeros are skipped rather than replaced for the same reason.
 */
export function generatePreSharedKey(random: Uint8Array): string {
  const text = Array.from(random, (byte) => ALPHABET.charAt(byte % 64)).join("");
  const key = text.replace(/^0+/, "").slice(0, GENERATED_LENGTH);
  if (key.length < GENERATED_LENGTH) throw new Error(`Too few random bytes for a pre-shared key: ${random.length}`);
  return key;
}

const GENERATED_LENGTH = 32;
const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz._";
