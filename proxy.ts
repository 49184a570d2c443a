import { type NextRequest, NextResponse } from "next/server";
import { PATH_HEADER } from "./lib/server/auth/path-header";

/** Tells each page its own address, so that signing in can lead back to it. Whether the session is valid is the page's to ask. */
export function proxy(request: NextRequest): NextResponse {
  const headers = new Headers(request.headers);
  headers.set(PATH_HEADER, `${request.nextUrl.pathname}${request.nextUrl.search}`);
  return NextResponse.next({ request: { headers } });
}

export const config = { matcher: ["/((?!_next/|api/|.*\\.).*)"] };
