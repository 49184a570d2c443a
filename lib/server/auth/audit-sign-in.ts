import "server-only";
import { recordAudit } from "../audit/record-audit";
import { db } from "../db/client";
import { log } from "../log";

type SignInAction = "session.signed-in" | "session.sign-in-refused" | "session.signed-out";

/** Writes down who came or left. */
export async function auditSession(userId: string, action: SignInAction): Promise<void> {
  const member = await db.member.findFirst({
    where: { userId },
    orderBy: { createdAt: "asc" },
    select: { organizationId: true, user: { select: { id: true, name: true } } },
  });
  if (!member) return;
  const { organizationId, user } = member;
  // Who gave a wrong password is not known to be that person.
  const actor = action === "session.sign-in-refused" ? { id: null, name: "" } : user;
  await db.$transaction((tx) => recordAudit(tx, { actor, organizationId, action, subject: user.name }));
}

/**
 * Writes down that somebody was refused as this member. Behind the answer's back, because an answer that took longer would
 * tell which addresses are members'. An address that is nobody's belongs to no organization's record.
 */
export function auditRefusal(email: string): void {
  void refusalOf(email).catch((error: unknown) => log.error({ error }, "A refused sign-in could not be recorded"));
}

async function refusalOf(email: string): Promise<void> {
  const user = await db.user.findUnique({ where: { email: email.trim().toLowerCase() }, select: { id: true } });
  if (user) await auditSession(user.id, "session.sign-in-refused");
}
