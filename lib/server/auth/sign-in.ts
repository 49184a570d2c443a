import "server-only";
import { APIError } from "better-auth/api";
import { cookies, headers } from "next/headers";
import { DomainError } from "@/lib/errors";
import { db } from "../db/client";
import { auditSession } from "./audit-sign-in";
import { getAuth } from "./auth";
import { clearAttempts, signInKey } from "./rate-limit";
import { leaveTrace, wipeTrace } from "./session-trace";

/** What a right password came to: a session, or the question for a one-time code. */
export type SignedIn = "session" | "code-needed";

/** Begins a session and sets its cookie. The answer is the same for an unknown address and a wrong password. */
export async function signInWithPassword(email: string, password: string): Promise<SignedIn> {
  const result = await attempt(async () =>
    (await getAuth()).api.signInEmail({ body: { email, password }, headers: await headers() }),
  );
  await clearAttempts(signInKey(email));
  if ("twoFactorRedirect" in result) return "code-needed";
  await leaveTrace();
  return "session";
}

/** Begins a session with a one-time code of the app, or with a backup code, after the password was right. */
export async function signInWithCode(code: string): Promise<void> {
  const body = { code: code.replace(/\s/g, "") };
  const isOfApp = /^\d{6}$/.test(body.code);
  const userId = await waitingUserId();
  try {
    const { api } = await getAuth();
    const request = { body, headers: await headers() };
    await (isOfApp ? api.verifyTOTP(request) : api.verifyBackupCode(request));
  } catch (error) {
    if (!(error instanceof APIError)) throw error;
    if (userId !== null) await auditSession(userId, "session.sign-in-refused");
    throw codeError(error);
  }
  if (userId !== null) await auditSession(userId, "session.signed-in");
  await leaveTrace();
}

/** Ends the session of this request, if it has one, and removes its cookie. */
export async function endSession(): Promise<void> {
  await (await getAuth()).api.signOut({ headers: await headers() });
  await wipeTrace();
}

async function attempt<T>(signIn: () => Promise<T>): Promise<T> {
  try {
    return await signIn();
  } catch (error) {
    if (!(error instanceof APIError)) throw error;
    if (error.status === "TOO_MANY_REQUESTS") throw new DomainError("sign-in-limited", {}, { cause: error });
    if (error.status === "UNAUTHORIZED") throw new DomainError("sign-in-refused", {}, { cause: error });
    throw error;
  }
}

// Codes of better-auth's two-factor plugin 1.7.5. It allows five codes for a password, and ten wrong ones in a row.
const codeErrors: Record<string, string> = {
  INVALID_TWO_FACTOR_COOKIE: "code-expired",
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: "code-expired",
  ACCOUNT_TEMPORARILY_LOCKED: "code-limited",
};

function codeError(error: APIError): DomainError {
  return new DomainError(codeErrors[error.body?.code ?? ""] ?? "code-refused", {}, { cause: error });
}

/** Who gave the right password in this browser a moment ago. For the record only: better-auth checks the cookie itself. */
async function waitingUserId(): Promise<string | null> {
  const name = (await (await getAuth()).$context).createAuthCookie("two_factor").name;
  const identifier = (await cookies()).get(name)?.value.split(".")[0];
  const row = identifier === undefined ? null : await db.verification.findFirst({ where: { identifier } });
  return row?.value ?? null;
}
