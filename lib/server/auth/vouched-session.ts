import "server-only";
import type { BetterAuthPlugin } from "better-auth";
import { createAuthEndpoint } from "better-auth/api";
import { setSessionCookie } from "better-auth/cookies";
import { z } from "zod";

const body = z.object({ userId: z.string(), ssoProviderId: z.string() });

/**
 * Sessions for people whom a provider vouched for, made like those of better-auth's own ways to sign in, so that cookies, expiry and
 * ending are the same. Without an address: only code of this server can call it.
 */
export function vouchedSession() {
  return {
    id: "vouched-session",
    endpoints: {
      beginVouchedSession: createAuthEndpoint.serverOnly({ method: "POST", body }, async (call) => {
        const { userId, ssoProviderId } = call.body;
        const { internalAdapter } = call.context;
        const user = await internalAdapter.findUserById(userId);
        if (!user) throw new Error("A session was asked for a person who does not exist");
        const session = await internalAdapter.createSession(userId, false, { ssoProviderId });
        await setSessionCookie(call, { session, user });
      }),
    },
  } satisfies BetterAuthPlugin;
}
