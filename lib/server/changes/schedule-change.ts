import "server-only";
import { whyNotSchedule, windowsFor } from "@/lib/domain/changes/gates";
import { openingAt } from "@/lib/domain/changes/windows";
import { DomainError } from "@/lib/errors";
import type { Viewer } from "../auth/viewer-of";
import { Prisma } from "../db/generated/client";
import { type ChangeAddress, decide, demand, lockChange } from "./find-change";
import { loadFacts } from "./load-facts";
import { actorOf, noteChange } from "./note-change";

export interface ScheduleInput extends ChangeAddress {
  /** Null takes the start back. */
  at: Date | null;
}

/**
 * Sets when a change starts by itself. It need not be approved yet; when its time comes it starts in this person's name if everything
 * allows it then, else it says why not. A start belongs to the plan that is there now: it falls with a new one.
 */
export async function scheduleChange(viewer: Viewer, { at, ...address }: ScheduleInput): Promise<void> {
  demand(viewer, "apply");
  await decide(async (tx) => {
    const { change } = await lockChange(tx, viewer, address);
    const actor = actorOf(viewer);
    if (!at) {
      await tx.change.update({ where: { id: change.id }, data: unscheduled });
      return noteChange(tx, { actor, change, action: "change.start-unset" });
    }
    const now = new Date();
    const { number } = change;
    if (at <= now) throw new DomainError("schedule-past", { number });
    const facts = await loadFacts(tx, change.id, now);
    if (whyNotSchedule(facts)) throw new DomainError("schedule-refused", { number });
    const windows = windowsFor(facts.windows, facts.plan?.impact ?? 0);
    if (windows.length > 0 && !windows.some((window) => openingAt(window, at))) {
      throw new DomainError("schedule-outside-window", { number });
    }
    await tx.change.update({
      where: { id: change.id },
      data: {
        scheduledAt: at,
        scheduledById: actor.id,
        scheduledByName: actor.name,
        scheduleMissed: Prisma.DbNull,
      },
    });
    const detail = { at: at.toISOString(), plan: facts.plan?.hash };
    await noteChange(tx, { actor, change, action: "change.start-set", detail });
  });
}

/** Nothing starts by itself (any more). */
export const unscheduled = {
  scheduledAt: null,
  scheduledById: null,
  scheduledByName: null,
  scheduleMissed: Prisma.DbNull,
};
