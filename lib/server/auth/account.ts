import "server-only";
import { headers } from "next/headers";
import { recordAuditOf } from "../audit/record-audit";
import { db } from "../db/client";
import { getAuth } from "./auth";
import { withOwnPassword } from "./own-password";
import type { Viewer } from "./viewer-of";

/** How the viewer signs in. */
export interface AccountFacts {
  /** False for whom a provider of single sign-on brought. */
  hasPassword: boolean;
  /** True when a one-time code is asked for after the password. */
  hasTwoFactor: boolean;
  /** Names of the providers that vouch for the viewer. */
  providers: string[];
}

export async function accountFacts({ userId }: Viewer): Promise<AccountFacts> {
  const user = await db.user.findUniqueOrThrow({
    where: { id: userId },
    select: { twoFactorEnabled: true, accounts: { select: { providerId: true, password: true } } },
  });
  const ids = user.accounts.flatMap(({ providerId }) => (providerId.startsWith("sso:") ? providerId.slice(4) : []));
  const providers = await db.ssoProvider.findMany({ where: { id: { in: ids } }, select: { name: true } });
  return {
    hasPassword: user.accounts.some(({ password }) => password !== null),
    hasTwoFactor: user.twoFactorEnabled,
    providers: providers.map(({ name }) => name),
  };
}

/** Replaces the viewer's own password and ends their other sessions: whoever knew the old one is out. */
export async function changePassword(
  viewer: Viewer,
  { current, next }: { current: string; next: string },
): Promise<void> {
  const body = { currentPassword: current, newPassword: next, revokeOtherSessions: true };
  await withOwnPassword(viewer, async () => (await getAuth()).api.changePassword({ body, headers: await headers() }));
  await recordAuditOf(viewer, db, { action: "member.password-changed", subject: viewer.name });
}
