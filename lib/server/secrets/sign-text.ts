import "server-only";
import { createHmac } from "node:crypto";
import type { Secret } from "./secret";

/** HMAC-SHA256 of a text in hexadecimal digits, for a receiver who has the same secret. */
export function signText(secret: Secret, text: string): string {
  return createHmac("sha256", secret.reveal()).update(text).digest("hex");
}
