import { cookies } from "next/headers";
import { SIGN_IN_SECONDS } from "@/lib/server/auth/sso/begin-sign-in";
import { redirectUriOf } from "@/lib/server/auth/sso/providers";

const NAME = "underpass.sso";

/** Keeps in the browser what proves that it began to sign in; sent with the provider's answer only. */
export async function keepBegun(slug: string, value: string): Promise<void> {
  (await cookies()).set(NAME, value, { ...attributesOf(slug), maxAge: SIGN_IN_SECONDS });
}

/** What this browser kept, which is forgotten with it. */
export async function takeKept(slug: string): Promise<string | undefined> {
  const jar = await cookies();
  const value = jar.get(NAME)?.value;
  jar.set(NAME, "", { ...attributesOf(slug), maxAge: 0 });
  return value;
}

/** Lax, because the provider's answer is a link from its own site. */
function attributesOf(slug: string) {
  const { pathname, protocol } = new URL(redirectUriOf(slug));
  return { httpOnly: true, sameSite: "lax", secure: protocol === "https:", path: pathname } as const;
}
