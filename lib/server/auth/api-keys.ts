import "server-only";
import { headers } from "next/headers";
import { z } from "zod";
import { DomainError } from "@/lib/errors";
import { recordAuditOf } from "../audit/record-audit";
import { db } from "../db/client";
import { getAuth } from "./auth";
import type { Viewer } from "./viewer-of";

/** A key as its page shows it: never the key itself, which is only kept as a hash. */
export interface KeyRow {
  id: string;
  name: string;
  /** Its first characters, to tell it by. */
  start: string;
  ownerName: string;
  isOwn: boolean;
  createdAt: Date;
  expiresAt: Date | null;
  usedAt: Date | null;
}

/** What a key is bound to. */
export const keyMetadata = z.object({
  organizationId: z.string(),
  /** The provider of the session it was made in: without that one it counts no more. */
  ssoProviderId: z.string().nullable(),
});

const DAY_SECONDS = 24 * 3600;

/** Makes a key that acts as the viewer in this organization. The answer is the only time that anybody sees it. */
export async function createKey(
  viewer: Viewer,
  { name, days }: { name: string; days: number },
): Promise<{ key: string }> {
  const { organizationId, userId } = viewer;
  const metadata: z.infer<typeof keyMetadata> = { organizationId, ssoProviderId: await providerOfSession() };
  // Before the key: a record of one that was never made is better than a key without a record.
  await recordAuditOf(viewer, db, { action: "api-key.created", subject: name, detail: { days } });
  const { key } = await (await getAuth()).api.createApiKey({
    body: { name, userId, expiresIn: days * DAY_SECONDS, metadata },
  });
  return { key };
}

/** The viewer's keys in this organization; for an admin everybody's. The newest first. */
export async function listKeys(viewer: Viewer): Promise<KeyRow[]> {
  const rows = await db.apiKey.findMany({
    where: { ...whereBound(viewer), ...(!viewer.can("administer") && { referenceId: viewer.userId }) },
    include: { owner: ownerIn(viewer) },
    orderBy: { createdAt: "desc" },
  });
  return rows.map(({ id, name, start, referenceId, owner, createdAt, expiresAt, lastRequest }) => ({
    ...{ id, createdAt, expiresAt, usedAt: lastRequest },
    name: name ?? "",
    start: start ?? "",
    ownerName: nameOf(owner),
    isOwn: referenceId === viewer.userId,
  }));
}

/** Ends a key at once: one's own, or as an admin anybody's in the organization. */
export async function revokeKey(viewer: Viewer, id: string): Promise<void> {
  await db.$transaction(async (tx) => {
    const key = await tx.apiKey.findFirst({
      where: { id, ...whereBound(viewer) },
      include: { owner: ownerIn(viewer) },
    });
    if (!key || (key.owner.id !== viewer.userId && !viewer.can("administer"))) throw new DomainError("api-key-gone");
    await tx.apiKey.deleteMany({ where: { id } });
    await recordAuditOf(viewer, tx, {
      action: "api-key.revoked",
      subject: key.name ?? "",
      detail: { owner: nameOf(key.owner) },
    });
  });
}

/** With what this organization calls them. */
function ownerIn({ organizationId }: Viewer) {
  return { select: { id: true, name: true, memberships: { where: { organizationId }, select: { name: true } } } };
}

function nameOf({ name, memberships }: { name: string; memberships: { name: string | null }[] }): string {
  return memberships[0]?.name ?? name;
}

/** The metadata is JSON in a text column. */
function whereBound({ organizationId }: Viewer) {
  return { metadata: { contains: JSON.stringify(organizationId) } };
}

async function providerOfSession(): Promise<string | null> {
  const current = await (await getAuth()).api.getSession({ headers: await headers() });
  const session = current && (await db.session.findUnique({ where: { id: current.session.id } }));
  return session?.ssoProviderId ?? null;
}
