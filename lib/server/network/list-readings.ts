import "server-only";
import { type KindName, kindNames, kindOf } from "@/lib/domain/kinds";
import type { Viewer } from "../auth/viewer";
import { categoryOfCode, type Ec2ErrorCategory } from "../aws/ec2-error-codes";
import { db } from "../db/client";

/** How one Describe call does. */
export interface ListReading {
  action: string;
  /** The kinds that it shows. */
  kinds: KindName[];
  /** When it was last answered; null if never. */
  readAt: Date | null;
  /** Why it cannot be read now; null while it can. */
  failure: {
    since: Date;
    attemptedAt: Date;
    category: Ec2ErrorCategory;
    code: string;
    message: string;
    requestId: string | null;
  } | null;
}

/** A line for every list of the registry, read or not. */
export async function listReadings(viewer: Viewer, environmentId: string): Promise<ListReading[]> {
  const rows = new Map(
    (
      await db.listReading.findMany({
        where: { environmentId, environment: { organizationId: viewer.organizationId } },
      })
    ).map((row) => [row.action, row] as const),
  );
  const actions = new Set(kindNames.map((name) => kindOf(name).list.action));
  return Array.from(actions, (action) => {
    const row = rows.get(action);
    const kinds = kindNames.filter((name) => kindOf(name).list.action === action);
    if (!row?.failingSince || !row.errorCode) return { action, kinds, readAt: row?.readAt ?? null, failure: null };
    const failure = {
      since: row.failingSince,
      attemptedAt: row.attemptedAt,
      category: categoryOfCode(action, row.errorCode) ?? "invalid",
      code: row.errorCode,
      message: row.errorMessage ?? "",
      requestId: row.requestId,
    };
    return { action, kinds, readAt: row.readAt, failure };
  });
}
