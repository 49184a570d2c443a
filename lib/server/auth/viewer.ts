import "server-only";
import { headers } from "next/headers";
import { forbidden, redirect } from "next/navigation";
import { cache } from "react";
import type { Right } from "@/lib/domain/changes/rights";
import { db } from "../db/client";
import { getAuth } from "./auth";
import { findViewer, findViewerOf } from "./find-viewer";
import { PATH_HEADER } from "./path-header";
import { presentHeaders } from "./present-headers";
import { recordRefusedPage } from "./refused-page";
import { hasTrace } from "./session-trace";
import type { Viewer } from "./viewer-of";

export type { Viewer };

/** The viewer of this request, or null without a valid session or membership. Asked once per request. */
export const getViewer = cache(async (): Promise<Viewer | null> => {
  // The request comes first: a build has none, and Next turns back here before anything asks for settings.
  const present = await presentHeaders();
  const found = await (await getAuth()).api.getSession({ headers: present });
  if (!found) return null;
  const session = await db.session.findUnique({
    where: { id: found.session.id },
    select: { activeOrganizationId: true, provider: { select: { organizationId: true, enabled: true } } },
  });
  const { provider = null } = session ?? {};
  if (!provider) return findViewer(found.user.id, session?.activeOrganizationId ?? null);
  // A provider speaks for its own organization, as long as that lets it.
  return provider.enabled ? findViewerOf(found.user.id, provider.organizationId) : null;
});

/** The viewer of this page; without one it goes to sign in, which says when a session has ended, and comes back here afterwards. */
export async function requireViewer(): Promise<Viewer> {
  const viewer = await getViewer();
  if (viewer) return viewer;
  const requestHeaders = await headers();
  const query = new URLSearchParams({ next: requestHeaders.get(PATH_HEADER) ?? "/" });
  if (hasTrace(requestHeaders)) query.set("ended", "1");
  redirect(`/sign-in?${query}`);
}

/** The viewer of this page, who must have the right; for others the page says why it does not open (403), and it is on record. */
export async function requireRight(right: Right): Promise<Viewer> {
  const viewer = await requireViewer();
  if (!viewer.can(right)) {
    const path = (await headers()).get(PATH_HEADER) ?? "";
    await recordRefusedPage(viewer, { right, page: path.split("?")[0] ?? path });
    forbidden();
  }
  return viewer;
}
