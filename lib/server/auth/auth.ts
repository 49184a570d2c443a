import "server-only";
import { betterAuth } from "better-auth";
import { prismaAdapter } from "better-auth/adapters/prisma";
import { APIError, createAuthMiddleware } from "better-auth/api";
import { nextCookies } from "better-auth/next-js";
import { z } from "zod";
import { db } from "../db/client";
import { env } from "../env";
import { deriveKey } from "../secrets/derive-key";
import { PASSWORD_LENGTH_MAX, PASSWORD_LENGTH_MIN } from "./password-length";
import { signInKey, takeAttempt } from "./rate-limit";

export const COOKIE_PREFIX = "underpass";

const SESSION_SECONDS = 7 * 24 * 3600;

// By e-mail address, because the address a request comes from can be chosen by whoever sends it.
const SIGN_IN_LIMIT = { attemptsMax: 10, windowSeconds: 300 };

let auth: ReturnType<typeof create> | undefined;

/** better-auth on our tables. Made with the first call: it needs settings that a build does not have. */
export function getAuth(): ReturnType<typeof create> {
  auth ??= create();
  return auth;
}

function create() {
  return betterAuth({
    baseURL: env().UNDERPASS_URL,
    // The console is opened by localhost, by 127.0.0.1, by a host name; a cross-site request has the wrong one of them anyway.
    trustedOrigins: (request) => (request ? sameHost(request) : []),
    secret: deriveKey("session cookies").toString("base64url"),
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
    session: { expiresIn: SESSION_SECONDS, updateAge: 24 * 3600 },
    rateLimit: { enabled: true, storage: "database", window: 60, max: 120 },
    advanced: { cookiePrefix: COOKIE_PREFIX, useSecureCookies: env().UNDERPASS_URL.startsWith("https:") },
    hooks: { before: createAuthMiddleware(limitSignIn) },
    // Must stand last: it passes on the cookies that the others set.
    plugins: [nextCookies()],
  });
}

/** Ours for every way to a password, the HTTP endpoint as well as the form's action. */
async function limitSignIn(context: { path?: string; body?: unknown }): Promise<void> {
  if (context.path !== "/sign-in/email") return;
  const body = z.object({ email: z.string() }).safeParse(context.body);
  if (!body.success) return;
  const allowed = await takeAttempt(signInKey(body.data.email), SIGN_IN_LIMIT);
  if (!allowed) throw new APIError("TOO_MANY_REQUESTS");
}

function sameHost(request: Request): string[] {
  const host = request.headers.get("host");
  return host ? [`http://${host}`, `https://${host}`] : [];
}
