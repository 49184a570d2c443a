import "server-only";
import { APIError } from "better-auth/api";
import { headers } from "next/headers";
import { DomainError } from "@/lib/errors";
import { recordAuditOf } from "../audit/record-audit";
import { db } from "../db/client";
import { getAuth } from "./auth";
import type { Viewer } from "./viewer-of";

/** A browser somebody is signed in with. */
export interface SessionRow {
  id: string;
  userAgent: string | null;
  signedInAt: Date;
  isThisOne: boolean;
}

/** Replaces the viewer's own password and ends their other sessions: whoever knew the old one is out. */
export async function changePassword(
  viewer: Viewer,
  { current, next }: { current: string; next: string },
): Promise<void> {
  try {
    await (await getAuth()).api.changePassword({
      body: { currentPassword: current, newPassword: next, revokeOtherSessions: true },
      headers: await headers(),
    });
  } catch (error) {
    if (error instanceof APIError && error.status === "BAD_REQUEST")
      throw new DomainError("wrong-password", {}, { cause: error });
    throw error;
  }
  await recordAuditOf(viewer, db, { action: "member.password-changed", subject: viewer.name });
}

/** Ends all sessions of the viewer but the one that asks. */
export async function endOtherSessions(viewer: Viewer): Promise<void> {
  await (await getAuth()).api.revokeOtherSessions({ headers: await headers() });
  await recordAuditOf(viewer, db, { action: "session.others-ended", subject: viewer.name });
}

/** The viewer's sessions that have not ended, the newest first. */
export async function listSessions(viewer: Viewer): Promise<SessionRow[]> {
  const current = await (await getAuth()).api.getSession({ headers: await headers() });
  const rows = await db.session.findMany({
    where: { userId: viewer.userId, expiresAt: { gt: new Date() } },
    select: { id: true, userAgent: true, createdAt: true },
    orderBy: { createdAt: "desc" },
  });
  return rows.map(({ id, userAgent, createdAt }) => ({
    id,
    userAgent,
    signedInAt: createdAt,
    isThisOne: id === current?.session.id,
  }));
}
