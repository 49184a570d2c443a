import { type Phrase, phrase } from "../phrase";
import type { ChangeFacts } from "./facts";
import type { ChangeStatus } from "./lifecycle";

/** Why a broken glass cannot be signed by this person; null when it can. Whoever broke it answers to somebody else. */
export function whyNotSign(personId: string, broken: { byId: string; signedAt: Date | null } | null): Phrase | null {
  if (!broken) return phrase("changes.notSign.none");
  if (broken.signedAt) return phrase("changes.notSign.signed");
  return broken.byId === personId ? phrase("changes.notSign.own") : null;
}

const ENDED: readonly ChangeStatus[] = ["APPLIED", "PARTIAL", "FAILED", "CANCELLED"];

/** Why nothing can be put back; null when it can. `done` is how many steps of its run were carried out. */
export function whyNotRollBack(status: ChangeStatus, done: number): Phrase | null {
  if (status === "QUEUED" || status === "PREFLIGHT" || status === "APPLYING")
    return phrase("changes.notRollback.running");
  return ENDED.includes(status) && done > 0 ? null : phrase("changes.notRollback.nothingDone");
}

interface LastRun {
  /** The change was planned anew since. */
  isReplanned: boolean;
  holders: ChangeFacts["holders"];
}

/** Why its run cannot be taken up again; null when it can. */
export function whyNotResume(status: ChangeStatus, { isReplanned, holders: [holder] }: LastRun): Phrase | null {
  if (status !== "PARTIAL" && status !== "FAILED" && status !== "CANCELLED") return phrase("changes.notResume.noRun");
  if (isReplanned) return phrase("changes.notResume.replanned");
  return holder ? phrase("changes.notResume.held", { ...holder }) : null;
}
