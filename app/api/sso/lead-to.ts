import { toActionError } from "@/lib/server/action-error";

/** An answer that leads the browser on, to a page of this console or to a provider. */
export function leadTo(address: string): Response {
  return new Response(null, { status: 303, headers: { Location: address, "Cache-Control": "no-store" } });
}

/** Back to the sign-in page, which says what went wrong. */
export function leadToProblem(slug: string, error: unknown, next: string): Response {
  return leadTo(`/sign-in?${new URLSearchParams({ sso: slug, problem: toActionError(error).code, next })}`);
}
