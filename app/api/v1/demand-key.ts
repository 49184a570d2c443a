import type { Right } from "@/lib/domain/changes/rights";
import { DomainError } from "@/lib/errors";
import { bearerOf, viewerOfKey } from "@/lib/server/auth/key-viewer";
import { recordRefusedPage } from "@/lib/server/auth/refused-page";
import { requireRight, type Viewer } from "@/lib/server/auth/viewer";
import { answerError } from "./problem";

/** Whom the request's key acts for, who must have the right; throws what `answerError` says. */
export async function demandKey(request: Request, right: Right): Promise<Viewer> {
  const caller = await viewerOfKey(request.headers);
  if (caller.as === "limited") throw new DomainError("api-key-limited", { seconds: caller.waitSeconds });
  if (caller.as === "nobody") throw new DomainError("api-key-refused");
  const { viewer } = caller;
  if (viewer.can(right)) return viewer;
  await recordRefusedPage(viewer, { right, page: new URL(request.url).pathname });
  throw new DomainError("not-allowed");
}

/**
 * Who asks for a file: by key where the request has one, and by session like a page where it has none. A refused key is an answer,
 * not a way to the sign-in page.
 */
export async function downloadViewer(request: Request, right: Right): Promise<Viewer | Response> {
  if (bearerOf(request.headers) === null) return requireRight(right);
  try {
    return await demandKey(request, right);
  } catch (error) {
    return answerError(error);
  }
}
