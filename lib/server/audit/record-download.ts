import "server-only";
import type { Viewer } from "../auth/viewer-of";
import { db } from "../db/client";
import { recordAuditOf } from "./record-audit";

/** For routes that give out a list as a file: who took which, before it is handed over. */
export async function recordDownload(
  viewer: Viewer,
  { list, environmentId, rows }: { list: string; environmentId: string; rows: number },
): Promise<void> {
  await recordAuditOf(viewer, db, { environmentId, action: "list.exported", subject: list, detail: { rows } });
}
