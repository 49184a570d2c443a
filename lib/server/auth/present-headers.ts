import "server-only";
import { cookies, headers } from "next/headers";
import { getAuth } from "./auth";

/**
 * The request's headers with the session as it is now: where an action renews it, the page that Next draws in the same request
 * would still ask with the one that ended, and lead to sign in.
 */
export async function presentHeaders(): Promise<Headers> {
  const present = new Headers(await headers());
  const { name } = (await (await getAuth()).$context).authCookies.sessionToken;
  const value = (await cookies()).get(name)?.value;
  if (value !== undefined) present.set("cookie", `${name}=${encodeURIComponent(value)}`);
  return present;
}
