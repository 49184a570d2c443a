import "server-only";
import type { Db } from "../db/client";

interface Trace {
  environmentId: string;
  /** Of the resource. */
  key: string;
  since: Date;
  /** The change that asks. */
  exceptId: string;
}

/** The number of the change that was last applied to a resource since then; null where none was. */
export async function whoApplied(tx: Db, { environmentId, key, since, exceptId }: Trace): Promise<number | null> {
  const run = await tx.run.findFirst({
    where: {
      environmentId,
      changeId: { not: exceptId },
      AND: [
        { OR: [{ finishedAt: { gt: since } }, { steps: { some: { state: "done", finishedAt: { gt: since } } } }] },
        { OR: [{ change: { edits: { some: { key } } } }, { steps: { some: { stepId: { startsWith: `${key}#` } } } }] },
        { OR: [{ outcome: null }, { outcome: { in: ["applied", "partial", "cancelled"] } }] },
      ],
    },
    orderBy: { createdAt: "desc" },
    select: { change: { select: { number: true } } },
  });
  return run?.change.number ?? null;
}
