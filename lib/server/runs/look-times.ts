import "server-only";
import type { JournalStep } from "./run-context";

interface Look {
  at: number;
  nextAt: number;
}

/**
 * When each step was looked at and wants to be looked at again. It is kept in memory: a step that goes on as it did is not written
 * down each time, and a worker that knows nothing of it looks at once.
 */
export interface LookTimes {
  note(journal: JournalStep, look: Look): void;
  /** Milliseconds since 1970. */
  dueAt(journal: JournalStep): number | null;
}

export function keepLookTimes(): LookTimes {
  const looks = new Map<string, Look>();
  return {
    note: ({ row }, look) => void looks.set(row.id, look),
    dueAt: ({ row }) => {
      const look = looks.get(row.id);
      const wished = row.wakeAt?.getTime() ?? null;
      if (!look) return wished;
      // Something woke it since: a person, or an event that a reading brought.
      return wished !== null && wished > look.at ? Math.min(wished, look.nextAt) : look.nextAt;
    },
  };
}
