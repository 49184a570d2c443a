import { safeNext } from "@/app/sign-in/safe-next";
import { beginSignIn } from "@/lib/server/auth/sso/begin-sign-in";
import { limitProviderSignIn } from "@/lib/server/auth/sso/limit-sign-in";
import { redirectUriOf } from "@/lib/server/auth/sso/providers";
import { leadTo, leadToProblem } from "../../lead-to";
import { keepBegun } from "../../sign-in-cookie";

/** Leads to the provider's own sign-in: `?next=` is the page to come back to. */
export async function GET(request: Request, { params }: { params: Promise<{ slug: string }> }): Promise<Response> {
  const { slug } = await params;
  const query = new URL(request.url).searchParams;
  const next = safeNext(query.get("next") ?? undefined);
  const home = new URL(redirectUriOf(slug)).origin;
  // The provider comes back to the console's own address, so what the browser keeps must be kept for that one. Once only: behind a
  // proxy the host that is seen here may be another one always.
  if (request.headers.get("host") !== new URL(home).host && !query.has("moved"))
    return leadTo(`${home}/api/sso/${encodeURIComponent(slug)}/start?${new URLSearchParams({ next, moved: "1" })}`);
  try {
    await limitProviderSignIn();
    const { url, cookie } = await beginSignIn(slug, next);
    await keepBegun(slug, cookie);
    return leadTo(url.href);
  } catch (error) {
    return leadToProblem(slug, error, next);
  }
}
