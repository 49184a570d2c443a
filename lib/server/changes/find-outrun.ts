import "server-only";
import type { ChangeFacts } from "@/lib/domain/changes/facts";
import { nameInKey } from "@/lib/domain/kinds/key";
import type { Db } from "../db/client";
import { type FactsRow, isWaiting } from "./facts-row";
import { whoApplied } from "./who-applied";

export type Outrun = ChangeFacts["outrun"][number] & { changeId: string; key: string };

/**
 * The edits of changes of one environment that were begun on a spec which was brought in anew since: carried out, they would silently
 * undo somebody's change. What a change's own run brought in outruns nothing of it.
 */
export async function findOutrun(tx: Db, rows: readonly FactsRow[]): Promise<Outrun[]> {
  const waiting = rows.filter(isWaiting);
  return waiting[0] ? outrunOf(tx, waiting[0].environmentId, waiting) : [];
}

/** The same, whether they are carried out or not. */
export async function outrunOf(tx: Db, environmentId: string, rows: readonly FactsRow[]): Promise<Outrun[]> {
  const keys = new Set(rows.flatMap(({ edits }) => edits.map(({ key }) => key)));
  const resources = await tx.resource.findMany({
    where: { environmentId, key: { in: [...keys] } },
    select: { key: true, specVersion: true },
  });
  const versions = new Map(resources.map(({ key, specVersion }) => [key, specVersion]));
  const found: Outrun[] = [];
  for (const { id: changeId, edits } of rows) {
    for (const { key, baseVersion, updatedAt } of edits) {
      if ((versions.get(key) ?? 0) <= baseVersion) continue;
      const number = await whoApplied(tx, { environmentId, key, since: updatedAt, exceptId: changeId });
      found.push({ changeId, key, name: nameInKey(key), number });
    }
  }
  return found;
}
