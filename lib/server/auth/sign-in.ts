import "server-only";
import { APIError } from "better-auth/api";
import { headers } from "next/headers";
import { DomainError } from "@/lib/errors";
import { getAuth } from "./auth";
import { clearAttempts, signInKey } from "./rate-limit";
import { leaveTrace, wipeTrace } from "./session-trace";

/** Begins a session and sets its cookie. The answer is the same for an unknown address and a wrong password. */
export async function signInWithPassword(email: string, password: string): Promise<void> {
  try {
    await (await getAuth()).api.signInEmail({ body: { email, password }, headers: await headers() });
  } catch (error) {
    if (!(error instanceof APIError)) throw error;
    if (error.status === "TOO_MANY_REQUESTS") throw new DomainError("sign-in-limited", {}, { cause: error });
    if (error.status === "UNAUTHORIZED") throw new DomainError("sign-in-refused", {}, { cause: error });
    throw error;
  }
  await clearAttempts(signInKey(email));
  await leaveTrace();
}

/** Ends the session of this request, if it has one, and removes its cookie. */
export async function endSession(): Promise<void> {
  await (await getAuth()).api.signOut({ headers: await headers() });
  await wipeTrace();
}
