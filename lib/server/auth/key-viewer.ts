import "server-only";
import { z } from "zod";
import { db } from "../db/client";
import { keyMetadata } from "./api-keys";
import { getAuth } from "./auth";
import { findViewerOf } from "./find-viewer";
import { KEY_LIMIT } from "./key-limit";
import { placeKey, takeAttempt } from "./rate-limit";
import type { Viewer } from "./viewer-of";

// A key has 64 random letters: nobody guesses one, this only keeps a broken client from being a load.
const UNKNOWN_KEY_LIMIT = { attemptsMax: 60, windowSeconds: 60 };

/** Whom a request with a key acts for. */
export type KeyAnswer =
  | { as: "viewer"; viewer: Viewer }
  /** No key, or none that counts (any more). */
  | { as: "nobody" }
  | { as: "limited"; waitSeconds: number };

/** The key of `Authorization: Bearer …`; null for a request without one. */
export function bearerOf(headers: Headers): string | null {
  return /^Bearer +(\S+) *$/i.exec(headers.get("authorization") ?? "")?.[1] ?? null;
}

/**
 * Whom a key acts for, with what that person may do at this moment: what was taken from them was taken from their keys. The name
 * says that it was a key, in every list and in the audit.
 */
export async function viewerOfKey(headers: Headers): Promise<KeyAnswer> {
  const key = bearerOf(headers);
  if (key === null) return { as: "nobody" };
  const { valid, error, key: found } = await (await getAuth()).api.verifyApiKey({ body: { key } });
  if (!valid || !found) {
    if (error?.code === "RATE_LIMITED") return { as: "limited", waitSeconds: waitOf(error) };
    const unknown = await takeAttempt(placeKey("api-key", headers), UNKNOWN_KEY_LIMIT);
    return unknown.isAllowed ? { as: "nobody" } : { as: "limited", waitSeconds: unknown.waitSeconds };
  }
  const { organizationId, ssoProviderId } = keyMetadata.parse(found.metadata);
  if (ssoProviderId !== null && !(await isEnabled(ssoProviderId))) return { as: "nobody" };
  const viewer = await findViewerOf(found.referenceId, organizationId);
  return viewer ? { as: "viewer", viewer: { ...viewer, name: `${viewer.name} (${found.name})` } } : { as: "nobody" };
}

async function isEnabled(providerId: string): Promise<boolean> {
  const provider = await db.ssoProvider.findUnique({ where: { id: providerId }, select: { enabled: true } });
  return provider?.enabled === true;
}

const limitDetails = z.object({ details: z.object({ tryAgainIn: z.number() }) });

function waitOf(error: unknown): number {
  const waitMs = limitDetails.safeParse(error).data?.details.tryAgainIn ?? KEY_LIMIT.windowSeconds * 1000;
  return Math.max(1, Math.ceil(waitMs / 1000));
}
