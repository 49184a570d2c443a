import "server-only";
import { DomainError } from "@/lib/errors";
import type { Viewer } from "../auth/viewer-of";
import { type Db, db } from "../db/client";
import { destroySecret, openSecret, sealSecret } from "../secrets/sealed-secret";
import { Secret } from "../secrets/secret";
import { postSigned } from "./post-signed";
import { recordAuditOf } from "./record-audit";

/** How the webhook does, for its page. Its secret is never read back. */
export interface WebhookState {
  url: string;
  /** Rows that were written and not taken yet. */
  waiting: number;
  deliveredAt: Date | null;
  attemptedAt: Date | null;
  /** The HTTP status or network error of the last try; null where it was taken. */
  error: string | null;
  failures: number;
  nextAttemptAt: Date;
}

export interface WebhookInput {
  url: string;
  /** Empty keeps the one that is there. */
  secret: string;
}

export async function webhookState(viewer: Viewer): Promise<WebhookState | null> {
  demandAdmin(viewer);
  const { organizationId } = viewer;
  const [hook, chain] = await Promise.all([
    db.auditWebhook.findUnique({ where: { organizationId } }),
    db.auditChain.findUnique({ where: { organizationId } }),
  ]);
  if (!hook) return null;
  const { url, deliveredNumber, deliveredAt, attemptedAt, error, failures, nextAttemptAt } = hook;
  const waiting = Number((chain?.number ?? 0n) - deliveredNumber);
  return { url, waiting, deliveredAt, attemptedAt, error, failures, nextAttemptAt };
}

/** Sends the audit to this address from now on: the first time from its first row, so that the receiver can verify it too. */
export async function saveWebhook(viewer: Viewer, { url, secret }: WebhookInput): Promise<void> {
  demandAdmin(viewer);
  const { organizationId } = viewer;
  await db.$transaction(async (tx) => {
    const before = await lockWebhook(tx, organizationId);
    const secretId = await secretFor(tx, secret, before?.secretId);
    const facts = { url, secretId, failures: 0, error: null, nextAttemptAt: new Date() };
    await tx.auditWebhook.upsert({
      where: { organizationId },
      create: { organizationId, deliveredNumber: 0n, ...facts },
      update: facts,
    });
    // Not the whole address: its path or query may be a password by itself.
    await recordAuditOf(viewer, tx, {
      action: "audit.webhook-saved",
      subject: new URL(url).origin,
      detail: { secretReplaced: secret !== "" },
    });
  });
}

/** Sends the audit nowhere any more. */
export async function removeWebhook(viewer: Viewer): Promise<void> {
  demandAdmin(viewer);
  const { organizationId } = viewer;
  await db.$transaction(async (tx) => {
    const before = await lockWebhook(tx, organizationId);
    if (!before) return;
    await tx.auditWebhook.delete({ where: { organizationId } });
    await destroySecret(tx, { $secret: before.secretId });
    await recordAuditOf(viewer, tx, { action: "audit.webhook-removed", subject: new URL(before.url).origin });
  });
}

/** Sends one empty delivery to what is entered, saved or not; null when it was taken, else why not. */
export async function testWebhook(viewer: Viewer, { url, secret }: WebhookInput): Promise<{ error: string | null }> {
  demandAdmin(viewer);
  const { organizationId } = viewer;
  const saved = await db.auditWebhook.findUnique({ where: { organizationId } });
  if (secret === "" && !saved) throw new DomainError("webhook-secret-missing");
  const key = secret === "" && saved ? await openSecret(db, { $secret: saved.secretId }) : new Secret(secret);
  await recordAuditOf(viewer, db, { action: "audit.webhook-tested", subject: new URL(url).origin });
  return { error: await postSigned({ url, secret: key, body: "", rows: null }) };
}

async function lockWebhook(tx: Db, organizationId: string): Promise<{ url: string; secretId: string } | null> {
  // Two people who save the first one at once would both find none.
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('underpass audit webhook'))`;
  return tx.auditWebhook.findUnique({ where: { organizationId }, select: { url: true, secretId: true } });
}

async function secretFor(tx: Db, typed: string, kept: string | undefined): Promise<string> {
  if (typed === "") {
    if (kept === undefined) throw new DomainError("webhook-secret-missing");
    return kept;
  }
  if (kept !== undefined) await destroySecret(tx, { $secret: kept });
  const sealed = await sealSecret(tx, { purpose: "webhook", environmentId: null, secret: new Secret(typed) });
  return sealed.$secret;
}

function demandAdmin(viewer: Viewer): void {
  if (!viewer.can("administer")) throw new DomainError("not-allowed");
}
