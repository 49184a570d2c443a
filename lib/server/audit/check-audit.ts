import "server-only";
import { DomainError } from "@/lib/errors";
import type { Viewer } from "../auth/viewer-of";
import { db } from "../db/client";
import { log } from "../log";
import { publishedHeads } from "./publish-heads";
import { recordAuditOf } from "./record-audit";
import { type AuditVerdict, verifyAudit } from "./verify-audit";

/** Verifies the viewer's organization now and keeps the result for the page. That it was asked for is on record as well. */
export async function checkAudit(viewer: Viewer): Promise<{ intact: boolean }> {
  if (!viewer.can("administer")) throw new DomainError("not-allowed");
  const { intact, rows } = await verifyAndKeep(viewer.organizationId);
  await recordAuditOf(viewer, db, {
    action: "audit.verified",
    subject: intact ? "intact" : "broken",
    detail: { rows: Number(rows) },
  });
  return { intact };
}

/** The nightly verification of all chains. A broken one is an error in the log as well. */
export async function checkAllAudits(_payload: object, signal: AbortSignal): Promise<void> {
  for (const { organizationId } of await db.auditChain.findMany({ select: { organizationId: true } })) {
    if (signal.aborted) return;
    const verdict = await verifyAndKeep(organizationId);
    if (verdict.intact) continue;
    const { brokenAt, flaw } = verdict;
    log.error({ organizationId, row: String(brokenAt), flaw }, "The audit does not verify");
  }
}

async function verifyAndKeep(organizationId: string): Promise<AuditVerdict> {
  const verdict = await verifyAudit(db, organizationId, await publishedHeads(organizationId));
  const data = {
    at: new Date(),
    rows: verdict.rows,
    headHash: verdict.head.hash,
    brokenAt: verdict.intact ? null : verdict.brokenAt,
    flaw: verdict.intact ? null : verdict.flaw,
  };
  await db.auditCheck.upsert({ where: { organizationId }, create: { organizationId, ...data }, update: data });
  return verdict;
}
