import "server-only";
import { headers } from "next/headers";
import { authorizationCodeGrant, type Configuration, fetchUserInfo } from "openid-client";
import { type Identity, readIdentity } from "@/lib/domain/sign-in/identity";
import { DomainError } from "@/lib/errors";
import { recordAudit } from "../../audit/record-audit";
import { db } from "../../db/client";
import { getAuth } from "../auth";
import { leaveTrace } from "../session-trace";
import { admitPerson } from "./admit-person";
import { enabledProvider, openClient, takeBegun } from "./begin-sign-in";
import { providerError } from "./open-provider";
import { redirectUriOf } from "./providers";

interface Answer {
  slug: string;
  /** The query that the provider sent the browser back with. */
  search: string;
  cookie: string | undefined;
}

/** How it ended, and the page that was asked for where that is known. */
export type SignInEnd = { next: string; error?: undefined } | { next?: string; error: unknown };

/** Takes a provider's answer and begins a session for whom it vouches. */
export async function finishSignIn({ slug, search, cookie }: Answer): Promise<SignInEnd> {
  let next: string | undefined;
  try {
    const begun = await takeBegun(cookie);
    next = begun.next;
    const provider = await enabledProvider(slug);
    if (provider.id !== begun.providerId) throw new DomainError("sso-expired");
    const userId = await recordingRefusals(provider, async () => {
      const url = new URL(search, redirectUriOf(slug));
      const identity = await askIdentity(await openClient(provider), { url, ...begun }, provider.groupsClaim);
      return admitPerson(provider.id, identity);
    });
    await (await getAuth()).api.beginVouchedSession({
      body: { userId, ssoProviderId: provider.id },
      headers: await headers(),
    });
    await leaveTrace();
    return { next };
  } catch (error) {
    return { next, error };
  }
}

interface Checks {
  url: URL;
  state: string;
  nonce: string;
  verifier: string;
}

/** Exchanges the code. Some providers list groups in the ID token, some only in their userinfo; the signed one has precedence. */
async function askIdentity(config: Configuration, checks: Checks, groupsClaim: string): Promise<Identity> {
  try {
    const tokens = await authorizationCodeGrant(config, checks.url, {
      expectedState: checks.state,
      expectedNonce: checks.nonce,
      pkceCodeVerifier: checks.verifier,
      idTokenExpected: true,
    });
    const claims = tokens.claims();
    if (!claims) throw new DomainError("sso-token-refused");
    const hasMore = config.serverMetadata().userinfo_endpoint !== undefined;
    const more = hasMore ? await fetchUserInfo(config, tokens.access_token, claims.sub) : {};
    return readIdentity({ ...more, ...claims }, groupsClaim);
  } catch (error) {
    throw providerError(error);
  }
}

interface Provider {
  name: string;
  organizationId: string;
}

/** A refusal is written down for the organization whose provider it is; who asked is not known to be anybody. */
async function recordingRefusals<T>({ name, organizationId }: Provider, attempt: () => Promise<T>): Promise<T> {
  try {
    return await attempt();
  } catch (error) {
    if (error instanceof DomainError) {
      await db.$transaction((tx) =>
        recordAudit(tx, {
          actor: { id: null, name: "" },
          organizationId,
          action: "session.sign-in-refused",
          subject: name,
          detail: { why: error.code },
        }),
      );
    }
    throw error;
  }
}
