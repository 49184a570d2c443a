import "server-only";
import { recordAudit } from "../audit/record-audit";
import { db } from "../db/client";
import { log } from "../log";

type Refusal = "session.sign-in-refused" | "session.sign-in-limited";
type SignInAction = "session.signed-in" | "session.signed-out" | Refusal;

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
  const isKnown = action === "session.signed-in" || action === "session.signed-out";
  const actor = isKnown ? user : { id: null, name: "" };
  await db.$transaction((tx) => recordAudit(tx, { actor, organizationId, action, subject: user.name }));
}

/**
 * Writes down that somebody was refused as this member. Behind the answer's back, because an answer that took longer would
 * tell which addresses are members'. An address that is nobody's belongs to no organization's record: the log counts it, and does
 * not say it, since it may be a password in the wrong field.
 */
export function auditRefusal(email: string, action: Refusal): void {
  void refusalOf(email, action).catch((error: unknown) =>
    log.error({ error }, "A refused sign-in could not be recorded"),
  );
}

async function refusalOf(email: string, action: Refusal): Promise<void> {
  const user = await db.user.findUnique({ where: { email: email.trim().toLowerCase() }, select: { id: true } });
  if (user) await auditSession(user.id, action);
  else log.warn({ action }, "Somebody tried to sign in with an address that is nobody's");
}
