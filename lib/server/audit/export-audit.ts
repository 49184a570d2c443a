import "server-only";
import { type AuditFilter, isFiltered } from "@/lib/domain/audit/audit-filter";
import type { Viewer } from "../auth/viewer-of";
import { db } from "../db/client";
import type { AuditEvent } from "../db/generated/client";
import { canonicalJson } from "./audit-hash";
import { whereOf } from "./queries";
import { recordAuditOf } from "./record-audit";

/** A row as it leaves the house. */
export type ExportedRow = Omit<AuditEvent, "number"> & { number: number };

/** Rows held at once, whatever the export's length. */
const PAGE_ROWS = 1000;

/**
 * The rows that a filter leaves, the oldest first, page by page. That they were taken, by whom and in which form, is recorded
 * before the first one is given out.
 */
export async function exportAudit(
  viewer: Viewer,
  { filter, format }: { filter: AuditFilter; format: "csv" | "jsonl" },
): Promise<AsyncGenerator<ExportedRow[]>> {
  const where = whereOf(viewer, filter);
  await recordAuditOf(viewer, db, {
    action: "audit.exported",
    subject: format,
    detail: isFiltered(filter) ? { filter } : {},
  });
  return pagesOf(where);
}

async function* pagesOf(where: ReturnType<typeof whereOf>): AsyncGenerator<ExportedRow[]> {
  const end = await db.auditEvent.aggregate({ where, _max: { number: true } });
  let last = 0n;
  for (;;) {
    const rows = await db.auditEvent.findMany({
      where: { AND: [where, { number: { gt: last, lte: end._max.number ?? 0n } }] },
      orderBy: { number: "asc" },
      take: PAGE_ROWS,
    });
    if (rows.length > 0) yield rows.map((row) => ({ ...row, number: Number(row.number) }));
    last = rows.at(-1)?.number ?? last;
    if (rows.length < PAGE_ROWS) return;
  }
}

/** A row as one line of JSON. Without its `hash` member the line is the text whose SHA-256 that hash is. */
export function jsonLine(row: ExportedRow): string {
  return `${canonicalJson(row)}\n`;
}
