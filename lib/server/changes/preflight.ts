import "server-only";
import { phraseOfOutrun } from "@/lib/domain/changes/reviews";
import type { Phrase } from "@/lib/domain/phrase";
import type { Db } from "../db/client";
import { readFactsRow } from "./facts-row";
import { outrunOf } from "./find-outrun";
import { judgeFit } from "./judge-fit";
import { loadNetwork } from "./load-network";

/**
 * Why the plan of a change that is about to be carried out does not fit what was just read; empty: its first call may be made. Nothing
 * of its run has been called yet. Approvals are not asked again: they allowed the start, and it was made in their transaction.
 */
export async function judgeBeforeRun(tx: Db, changeId: string, now: Date): Promise<Phrase[]> {
  const row = await readFactsRow(tx, changeId);
  const outrun = await outrunOf(tx, row.environmentId, [row]);
  if (outrun.length > 0) return outrun.map(phraseOfOutrun);
  const misfits = await judgeFit(tx, row, await loadNetwork(tx, row.environmentId, now));
  return misfits.map(({ phrase }) => phrase);
}
