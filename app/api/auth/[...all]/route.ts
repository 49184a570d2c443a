import { getAuth } from "@/lib/server/auth/auth";

/**
 * What other programs may ask of better-auth. All else that it has an address for (passwords, one-time codes, keys, the person) goes
 * through our own actions, which ask for rights and leave a row in the audit.
 */
const OPEN = ["/api/auth/sign-in/email", "/api/auth/sign-out", "/api/auth/get-session"];

async function handle(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  return OPEN.includes(pathname) ? (await getAuth()).handler(request) : new Response(null, { status: 404 });
}

export { handle as GET, handle as POST };
