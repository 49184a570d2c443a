import "server-only";
import { DomainError } from "@/lib/errors";
import { recordAuditOf } from "../audit/record-audit";
import { type Db, db } from "../db/client";
import { getAuth } from "./auth";
import { endSessionsHere } from "./end-sessions-here";
import { presentHeaders } from "./present-headers";
import type { Viewer } from "./viewer-of";

/** A browser somebody is signed in with. */
export interface SessionRow {
  id: string;
  userAgent: string | null;
  /** The network address it signed in from, as far as it is known. */
  ipAddress: string | null;
  signedInAt: Date;
  /** To the hour: a session writes down more seldom that it is used. */
  usedAt: Date;
  /** The provider that vouched; null after a password. */
  provider: string | null;
  isThisOne: boolean;
}

/** The viewer's sessions that have not ended, the newest first. */
export async function listSessions(viewer: Viewer): Promise<SessionRow[]> {
  const current = await currentSessionId();
  const rows = await db.session.findMany({
    where: { userId: viewer.userId, expiresAt: { gt: new Date() } },
    include: { provider: { select: { name: true } } },
    orderBy: { createdAt: "desc" },
  });
  return rows.map(({ id, userAgent, ipAddress, createdAt, updatedAt, provider }) => ({
    id,
    userAgent,
    ipAddress: ipAddress || null,
    signedInAt: createdAt,
    usedAt: updatedAt,
    provider: provider?.name ?? null,
    isThisOne: id === current,
  }));
}

/** Ends one of the viewer's sessions. One that has ended already is as it should be. */
export async function endSessionOf(viewer: Viewer, id: string): Promise<void> {
  await db.$transaction(async (tx) => {
    await tx.session.deleteMany({ where: { id, userId: viewer.userId } });
    await recordAuditOf(viewer, tx, { action: "session.ended", subject: viewer.name });
  });
}

/** Ends all sessions of the viewer but the one that asks. */
export async function endOtherSessions(viewer: Viewer): Promise<void> {
  const current = await currentSessionId();
  await db.$transaction(async (tx) => {
    await tx.session.deleteMany({ where: { userId: viewer.userId, NOT: { id: current ?? "" } } });
    await recordAuditOf(viewer, tx, { action: "session.others-ended", subject: viewer.name });
  });
}

/** Signs a member out of this organization on every device, for an admin: a device was lost, or somebody else may have the password. */
export async function endMemberSessions(viewer: Viewer, userId: string): Promise<{ ended: number }> {
  return db.$transaction(async (tx) => {
    const name = await memberName(tx, viewer, userId);
    const ended = await endSessionsHere(tx, { organizationId: viewer.organizationId, userId });
    await recordAuditOf(viewer, tx, { action: "member.sessions-ended", subject: name, detail: { ended } });
    return { ended };
  });
}

/** The name of a member whom an admin does something about; throws for anybody else. */
export async function memberName(tx: Db, viewer: Viewer, userId: string): Promise<string> {
  if (!viewer.can("administer")) throw new DomainError("not-allowed");
  const member = await tx.member.findUnique({
    where: { organizationId_userId: { organizationId: viewer.organizationId, userId } },
    select: { name: true, user: { select: { name: true } } },
  });
  if (!member) throw new DomainError("member-gone");
  return member.name ?? member.user.name;
}

async function currentSessionId(): Promise<string | null> {
  const current = await (await getAuth()).api.getSession({ headers: await presentHeaders() });
  return current?.session.id ?? null;
}
