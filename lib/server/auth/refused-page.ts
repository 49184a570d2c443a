import "server-only";
import type { Right } from "@/lib/domain/changes/rights";
import { recordAuditOf } from "../audit/record-audit";
import { db } from "../db/client";
import { takeAttempt } from "./rate-limit";
import type { Viewer } from "./viewer-of";

const PAGE_LENGTH_MAX = 200;

/**
 * Writes down that a page did not open for somebody: once an hour for each page, because one that was left open asks again
 * with everything that happens.
 */
export async function recordRefusedPage(viewer: Viewer, refused: { right: Right; page: string }): Promise<void> {
  const page = refused.page.slice(0, PAGE_LENGTH_MAX);
  const { isAllowed } = await takeAttempt(`refused-page:${viewer.organizationId}:${viewer.userId}:${page}`, {
    attemptsMax: 1,
    windowSeconds: 3600,
  });
  if (!isAllowed) return;
  await recordAuditOf(viewer, db, {
    action: "right.refused",
    subject: refused.right,
    detail: { role: viewer.role, page },
  });
}
