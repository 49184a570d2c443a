import "server-only";
import { hkdfSync } from "node:crypto";
import { env } from "../env";

const KEY_BYTES = 32;

/** `key wrapping` seals data keys, `name` tells one UNDERPASS_SECRET from another; the others are what stood before there were data keys. */
type DerivedPurpose = "key wrapping" | "name" | "session cookies" | "sealed secrets" | "fingerprints";

/**
 * A 256-bit key for one purpose out of a UNDERPASS_SECRET (HKDF-SHA-256). Purposes never share a key; changing a purpose's
 * name makes what was written under it unreadable.
 */
export function deriveKey(purpose: DerivedPurpose, secret: string = env().UNDERPASS_SECRET): Buffer {
  return Buffer.from(hkdfSync("sha256", secret, "", `underpass ${purpose} v1`, KEY_BYTES));
}

/** The secrets that may open something: the one that is set, and the one before it where that is given. */
export function knownSecrets(): [present: string, ...previous: string[]] {
  const { UNDERPASS_SECRET, UNDERPASS_SECRET_PREVIOUS } = env();
  return UNDERPASS_SECRET_PREVIOUS ? [UNDERPASS_SECRET, UNDERPASS_SECRET_PREVIOUS] : [UNDERPASS_SECRET];
}

/** 16 hexadecimal digits by which a secret is found again, and which say nothing about it. */
export function nameOfSecret(secret: string): string {
  return deriveKey("name", secret).toString("hex").slice(0, 16);
}
