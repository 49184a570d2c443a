import "server-only";
import type { BreakGlassView } from "@/lib/domain/changes/change-view";
import { parsePhrases } from "@/lib/domain/plan/stored-plan";
import type { Db } from "../db/client";

/** That a run was started without all that it needed; null where it had it. */
export async function viewBreakGlass(tx: Db, runId: string): Promise<(BreakGlassView & { byId: string }) | null> {
  const row = await tx.breakGlass.findUnique({ where: { runId } });
  if (!row) return null;
  const { reason, byId, byName, at, signedByName, signedAt, remark } = row;
  return {
    ...{ runId, reason, byId, byName, at, signedByName, signedAt, remark },
    passedOver: parsePhrases(row.passedOver),
  };
}
