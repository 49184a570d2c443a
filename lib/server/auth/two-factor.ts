import "server-only";
import { APIError } from "better-auth/api";
import { headers } from "next/headers";
import { encode } from "uqr";
import { DomainError } from "@/lib/errors";
import { recordAuditOf } from "../audit/record-audit";
import { db } from "../db/client";
import { getAuth } from "./auth";
import { withOwnPassword } from "./own-password";
import { memberName } from "./sessions";
import type { Viewer } from "./viewer-of";

/** What an authenticator app is given. It is shown once, to its owner, and nowhere else. */
export interface TwoFactorSetup {
  /** For an app that cannot scan. */
  secret: string;
  /** The QR code as dark squares of one unit in an SVG of this size. */
  qr: { size: number; path: string };
  /** Each replaces a code once. */
  backupCodes: string[];
}

/** Begins to set up one-time codes (RFC 6238). Signing in does not ask for one until a first code has shown that the app has them. */
export async function beginTwoFactor(viewer: Viewer, password: string): Promise<TwoFactorSetup> {
  const begun = await withOwnPassword(viewer, async () =>
    (await getAuth()).api.enableTwoFactor({ body: { password, method: "totp" }, headers: await headers() }),
  );
  if (begun.method !== "totp") throw new Error(`One-time codes began as ${begun.method}`);
  await recordAuditOf(viewer, db, { action: "two-factor.begun", subject: viewer.name });
  const { totpURI, backupCodes } = begun;
  return { secret: new URL(totpURI).searchParams.get("secret") ?? "", qr: drawQr(totpURI), backupCodes };
}

/** Turns one-time codes on with a first one. */
export async function confirmTwoFactor(viewer: Viewer, code: string): Promise<void> {
  try {
    await (await getAuth()).api.verifyTOTP({ body: { code }, headers: await headers() });
  } catch (error) {
    if (error instanceof APIError) throw new DomainError("code-refused", {}, { cause: error });
    throw error;
  }
  await recordAuditOf(viewer, db, { action: "two-factor.enabled", subject: viewer.name });
}

/** Turns them off; asks for the password, because a browser may have been left open. */
export async function disableTwoFactor(viewer: Viewer, password: string): Promise<void> {
  await withOwnPassword(viewer, async () =>
    (await getAuth()).api.disableTwoFactor({ body: { password }, headers: await headers() }),
  );
  await recordAuditOf(viewer, db, { action: "two-factor.disabled", subject: viewer.name });
}

/**
 * Turns them off for a member who lost their device, for an admin. Not for somebody who is in another organization as well: its
 * admins count on the code that this would take away.
 */
export async function resetTwoFactor(viewer: Viewer, userId: string): Promise<void> {
  await db.$transaction(async (tx) => {
    const name = await memberName(tx, viewer, userId);
    if ((await tx.member.count({ where: { userId } })) > 1) throw new DomainError("two-factor-shared", { name });
    await tx.twoFactor.deleteMany({ where: { userId } });
    await tx.user.update({ where: { id: userId }, data: { twoFactorEnabled: false } });
    await recordAuditOf(viewer, tx, { action: "two-factor.reset", subject: name });
  });
}

function drawQr(text: string): TwoFactorSetup["qr"] {
  // The quiet zone of four units is part of the symbol (ISO/IEC 18004).
  const { data, size } = encode(text, { ecc: "M", border: 4 });
  const squares = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : [])));
  return { size, path: squares.join("") };
}
