import "server-only";
import { hkdfSync } from "node:crypto";
import { env } from "../env";

const KEY_BYTES = 32;

/**
 * A 256-bit key for one purpose out of UNDERPASS_SECRET (HKDF-SHA-256). Purposes never share a key; changing a purpose's
 * name makes what was written under it unreadable.
 */
export function deriveKey(purpose: "session cookies" | "sealed secrets" | "fingerprints"): Buffer {
  return Buffer.from(hkdfSync("sha256", env().UNDERPASS_SECRET, "", `underpass ${purpose} v1`, KEY_BYTES));
}
