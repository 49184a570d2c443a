/**
 * What a link of a hand-over gives. page: parameters, checks, the file without keys and the word that the device is configured, as often as
 * one likes · file: the file with its keys, once · keys: the keys alone, once.
 */
export const LINK_GIFTS = ["page", "file", "keys"] as const;
export type LinkGift = (typeof LINK_GIFTS)[number];

export const LINK_HOURS = [1, 8, 24, 72, 168] as const;

export type LinkState = "open" | "used" | "expired" | "revoked";

interface LinkFacts {
  expiresAt: Date;
  usedAt: Date | null;
  revokedAt: Date | null;
}

/** How a link stands. That one is revoked says more than what became of it before or after. */
export function linkState({ expiresAt, usedAt, revokedAt }: LinkFacts, now: Date): LinkState {
  if (revokedAt !== null) return "revoked";
  if (usedAt !== null) return "used";
  return expiresAt <= now ? "expired" : "open";
}

/** Whether keys come out of it. */
export function givesKeys(gift: LinkGift): boolean {
  return gift !== "page";
}
