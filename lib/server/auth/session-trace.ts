import "server-only";
import { getSessionCookie } from "better-auth/cookies";
import { cookies } from "next/headers";
import { env } from "../env";
import { COOKIE_PREFIX } from "./auth";

const NAME = "signed_in";
const SECONDS = 365 * 24 * 3600;

/**
 * Notes in the browser that somebody is signed in. A browser drops the session's cookie the moment it expires, and nothing
 * would tell an ended session from a first visit; this one says nothing else and stays until they sign out.
 */
export async function leaveTrace(): Promise<void> {
  await set("1", SECONDS);
}

export async function wipeTrace(): Promise<void> {
  await set("", 0);
}

/** True when a session was begun in this browser and nobody signed out. */
export function hasTrace(headers: Headers): boolean {
  return [NAME, "session_token"].some(
    (cookieName) => getSessionCookie(headers, { cookiePrefix: COOKIE_PREFIX, cookieName }) !== null,
  );
}

async function set(value: string, maxAge: number): Promise<void> {
  const secure = env().UNDERPASS_URL.startsWith("https:");
  (await cookies()).set(`${COOKIE_PREFIX}.${NAME}`, value, { httpOnly: true, sameSite: "lax", secure, maxAge });
}
