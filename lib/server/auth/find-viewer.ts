import "server-only";
import { db } from "../db/client";
import { listMemberships } from "./membership";
import { makeViewer, type Viewer } from "./viewer-of";

/**
 * What a person is in the organization they chose; where they chose none, or are no member of it any more, in the one they
 * belong to longest. Null for who belongs to none. A caller to whom only the chosen one will do compares `organizationId`.
 */
export async function findViewer(userId: string, organizationId: string | null): Promise<Viewer | null> {
  const memberships = await listMemberships(db, { userId });
  const membership = memberships.find((one) => one.organizationId === organizationId) ?? memberships[0];
  return membership ? makeViewer(membership, membership) : null;
}

/**
 * What a person is in this organization and no other, for a session that its provider vouched for and for an API key. The
 * installation is no organization's, so neither of them administers it.
 */
export async function findViewerOf(userId: string, organizationId: string): Promise<Viewer | null> {
  const [membership] = await listMemberships(db, { userId, organizationId });
  return membership ? makeViewer(membership, { ...membership, isInstallationAdmin: false }) : null;
}
