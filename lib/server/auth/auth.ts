import "server-only";
import { apiKey } from "@better-auth/api-key";
import { betterAuth } from "better-auth";
import { prismaAdapter } from "better-auth/adapters/prisma";
import { APIError, createAuthMiddleware, getSessionFromCtx, isAPIError } from "better-auth/api";
import { nextCookies } from "better-auth/next-js";
import { twoFactor } from "better-auth/plugins/two-factor";
import { z } from "zod";
import { db } from "../db/client";
import { env } from "../env";
import { log } from "../log";
import { lastingKey } from "../secrets/sealing-keys";
import { auditRefusal, auditSession } from "./audit-sign-in";
import { KEY_LIMIT } from "./key-limit";
import { PASSWORD_LENGTH_MAX, PASSWORD_LENGTH_MIN } from "./password-length";
import { placeKey, signInKey, takeAttempt } from "./rate-limit";
import { vouchedSession } from "./vouched-session";

export const COOKIE_PREFIX = "underpass";

const SESSION_SECONDS = 7 * 24 * 3600;

const SIGN_IN_LIMIT = { attemptsMax: 10, windowSeconds: 300 };

// The address that a request comes from can be chosen by whoever sends it, and many people may share one behind a proxy, so this
// one only slows down who tries many e-mail addresses from one place.
const PLACE_LIMIT = { attemptsMax: 100, windowSeconds: 300 };

/** A key is no session: it opens no page and makes no other key. The prefix lets scanners for leaked secrets know it. */
const apiKeys = {
  defaultPrefix: "underpass_",
  enableMetadata: true,
  requireName: true,
  enableSessionForAPIKeys: false,
  startingCharactersConfig: { shouldStore: true, charactersLength: 14 },
  keyExpiration: { maxExpiresIn: 365 },
  rateLimit: { enabled: true, timeWindow: KEY_LIMIT.windowSeconds * 1000, maxRequests: KEY_LIMIT.requestsMax },
};

let auth: ReturnType<typeof open> | undefined;

/** better-auth on our tables. Made with the first call: it needs settings and a key that a build does not have. */
export function getAuth(): ReturnType<typeof open> {
  auth ??= open().catch((error: unknown) => {
    log.error({ error }, "The key that signs sessions cannot be opened");
    // The database or KMS did not answer: the next request tries again.
    auth = undefined;
    throw error;
  });
  return auth;
}

/** Its key is one of its own, so that people stay signed in, and codes valid, when UNDERPASS_SECRET changes. */
async function open() {
  return create((await lastingKey(db, "sessions")).toString("base64url"));
}

function create(secret: string) {
  return betterAuth({
    baseURL: env().UNDERPASS_URL,
    // The console is opened by localhost, by 127.0.0.1, by a host name; a cross-site request has the wrong one of them anyway.
    trustedOrigins: (request) => (request ? sameHost(request) : []),
    secret,
    database: prismaAdapter(db, { provider: "postgresql", transaction: true }),
    telemetry: { enabled: false },
    logger: { disabled: true },
    emailAndPassword: {
      enabled: true,
      // People are added by an admin.
      disableSignUp: true,
      minPasswordLength: PASSWORD_LENGTH_MIN,
      maxPasswordLength: PASSWORD_LENGTH_MAX,
    },
    session: {
      expiresIn: SESSION_SECONDS,
      // To the hour, so that "last used" says something.
      updateAge: 3600,
      additionalFields: { ssoProviderId: { type: "string", required: false, input: false } },
    },
    rateLimit: { enabled: true, storage: "database", window: 60, max: 120 },
    advanced: { cookiePrefix: COOKIE_PREFIX, useSecureCookies: env().UNDERPASS_URL.startsWith("https:") },
    // Ours for every way to a session, the HTTP endpoints as well as the forms' actions.
    hooks: {
      before: createAuthMiddleware(async (context) => {
        await limitSignIn(context);
        if (context.path !== "/sign-out") return;
        const session = await getSessionFromCtx(context);
        if (session) await auditSession(session.user.id, "session.signed-out");
      }),
      after: createAuthMiddleware(async ({ path, body, context }) => {
        if (path !== "/sign-in/email") return;
        // With one-time codes this is not a session yet: signInWithCode writes down what comes of it.
        if (context.newSession?.user.twoFactorEnabled === true) return;
        if (context.newSession) await auditSession(context.newSession.user.id, "session.signed-in");
        else if (isAPIError(context.returned)) auditRefusal(addressIn(body) ?? "", "session.sign-in-refused");
      }),
    },
    // Must stand last: it passes on the cookies that the others set.
    plugins: [
      twoFactor({ issuer: "Underpass" }),
      apiKey(apiKeys, { schema: { apikey: { modelName: "apiKey" } } }),
      vouchedSession(),
      nextCookies(),
    ],
  });
}

async function limitSignIn(context: { path?: string; body?: unknown; headers?: Headers }): Promise<void> {
  if (context.path !== "/sign-in/email") return;
  const address = addressIn(context.body);
  if (address === undefined) return;
  const byPlace = await takeAttempt(placeKey("sign-in", context.headers), PLACE_LIMIT);
  if (byPlace.isFirstRefused) log.warn("Sign-ins from one place are refused for being too many");
  const byAddress = byPlace.isAllowed ? await takeAttempt(signInKey(address), SIGN_IN_LIMIT) : byPlace;
  if (byAddress !== byPlace && byAddress.isFirstRefused) auditRefusal(address, "session.sign-in-limited");
  if (!byAddress.isAllowed) throw new APIError("TOO_MANY_REQUESTS");
}

function addressIn(body: unknown): string | undefined {
  return z.object({ email: z.string() }).safeParse(body).data?.email;
}

function sameHost(request: Request): string[] {
  const host = request.headers.get("host");
  return host ? [`http://${host}`, `https://${host}`] : [];
}
