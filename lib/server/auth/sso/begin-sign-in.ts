import "server-only";
import { createHash, randomUUID } from "node:crypto";
import {
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from "openid-client";
import { z } from "zod";
import { DomainError } from "@/lib/errors";
import { db } from "../../db/client";
import { openSecret } from "../../secrets/sealed-secret";
import { openProvider } from "./open-provider";
import { redirectUriOf } from "./providers";

/** How long somebody may take at the provider. */
export const SIGN_IN_SECONDS = 600;

/** What has been begun and waits for the provider's answer. */
const pending = z.object({ providerId: z.string(), nonce: z.string(), next: z.string() });
type Pending = z.infer<typeof pending>;

/** Where to send somebody, and what their browser keeps until they are back: neither is of use without the other. */
export interface Begun {
  url: URL;
  cookie: string;
}

/**
 * Begins to sign in with a provider (authorization code with PKCE, RFC 7636). The database keeps a hash of `state` and the nonce,
 * the browser `state` and the verifier, so a link sent to somebody else signs them in as nobody.
 */
export async function beginSignIn(slug: string, next: string): Promise<Begun> {
  const provider = await enabledProvider(slug);
  const config = await openClient(provider);
  const [state, nonce, verifier] = [randomState(), randomNonce(), randomPKCECodeVerifier()];
  const now = new Date();
  const value: Pending = { providerId: provider.id, nonce, next };
  await db.verification.create({
    data: {
      id: randomUUID(),
      identifier: identifierOf(state),
      value: JSON.stringify(value),
      expiresAt: new Date(now.getTime() + SIGN_IN_SECONDS * 1000),
      createdAt: now,
      updatedAt: now,
    },
  });
  const url = buildAuthorizationUrl(config, {
    redirect_uri: redirectUriOf(slug),
    scope: provider.scopes.join(" "),
    code_challenge: await calculatePKCECodeChallenge(verifier),
    code_challenge_method: "S256",
    state,
    nonce,
  });
  return { url, cookie: `${state}.${verifier}` };
}

/** What was begun in this browser. It is taken once: an answer that comes again finds nothing. */
export async function takeBegun(cookie: string | undefined): Promise<Pending & { state: string; verifier: string }> {
  const [state, verifier] = cookie?.split(".") ?? [];
  if (!state || !verifier) throw new DomainError("sso-expired");
  const row = await db.verification.findFirst({ where: { identifier: identifierOf(state) } });
  // Of two answers at once, one removes it.
  const taken = row ? await db.verification.deleteMany({ where: { id: row.id } }) : { count: 0 };
  if (!row || taken.count === 0 || row.expiresAt < new Date()) throw new DomainError("sso-expired");
  return { ...pending.parse(JSON.parse(row.value)), state, verifier };
}

/** The provider that people sign in with at this address. */
export async function enabledProvider(slug: string) {
  const provider = await db.ssoProvider.findUnique({ where: { slug } });
  if (!provider?.enabled) throw new DomainError("sso-provider-gone");
  return provider;
}

/** The provider with our client's secret. */
export async function openClient({
  issuer,
  clientId,
  secretId,
}: {
  issuer: string;
  clientId: string;
  secretId: string;
}) {
  return openProvider({ issuer, clientId, secret: await openSecret(db, { $secret: secretId }) });
}

function identifierOf(state: string): string {
  return `sso:${createHash("sha256").update(state).digest("hex")}`;
}
