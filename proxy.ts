import { type NextRequest, NextResponse } from "next/server";
import { ENVIRONMENT_COOKIE } from "./app/(console)/environment-cookie";
import { PATH_HEADER } from "./lib/server/auth/path-header";

// Addresses that are not an environment's.
const OTHERS = ["", "sign-in", "settings", "hand-over"];

// No route has this shape, so the page for unknown addresses shows, without asking for a session.
const NOWHERE = "/_/_/_/_/_/_";

/**
 * Tells each page its own address, so that signing in can lead back to it, and remembers the environment for the front page.
 * Whether the session is valid and the environment the viewer's is the page's to ask.
 */
export function proxy(request: NextRequest): NextResponse {
  const { pathname, search } = request.nextUrl;
  // Next answers such an address with a bare 500; nothing can be there, so that is what is said.
  if (!isDecodable(pathname)) return NextResponse.rewrite(new URL(NOWHERE, request.nextUrl));
  const headers = new Headers(request.headers);
  headers.set(PATH_HEADER, `${pathname}${search}`);
  const response = NextResponse.next({ request: { headers } });
  const [, first = ""] = pathname.split("/");
  // Not on an action: its answer would make Next read the page again because of the cookie, and lead away from a form that is
  // being filled in once the session has ended.
  const isVisit = request.method === "GET";
  if (isVisit && !OTHERS.includes(first) && request.cookies.get(ENVIRONMENT_COOKIE)?.value !== first) {
    response.cookies.set(ENVIRONMENT_COOKIE, first, { sameSite: "lax", httpOnly: true, maxAge: 365 * 24 * 3600 });
  }
  return response;
}

function isDecodable(pathname: string): boolean {
  try {
    decodeURIComponent(pathname);
    return true;
  } catch {
    return false;
  }
}

export const config = { matcher: ["/((?!_next/|api/|.*\\.).*)"] };
