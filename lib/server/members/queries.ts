import "server-only";
import { parseRole, type Role } from "@/lib/domain/changes/rights";
import type { Viewer } from "../auth/viewer";
import { db } from "../db/client";

/** A person of the organization. */
export interface MemberRow {
  userId: string;
  name: string;
  email: string;
  role: Role;
  addedAt: Date;
  isViewer: boolean;
}

/** Everybody of the viewer's organization, by name. */
export async function listMembers(viewer: Viewer): Promise<MemberRow[]> {
  const members = await db.member.findMany({
    where: { organizationId: viewer.organizationId },
    select: { userId: true, role: true, createdAt: true, user: { select: { name: true, email: true } } },
    orderBy: { user: { name: "asc" } },
  });
  return members.map(({ userId, role, createdAt, user }) => ({
    ...user,
    userId,
    role: parseRole(role),
    addedAt: createdAt,
    isViewer: userId === viewer.userId,
  }));
}
