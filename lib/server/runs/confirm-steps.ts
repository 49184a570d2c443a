import "server-only";
import type { ConfirmStep } from "@/lib/domain/plan/step";
import { parseStep } from "@/lib/domain/plan/stored-plan";
import type { Db } from "../db/client";

/** A run that waits for somebody's word that the device of a connection is configured. */
export interface WaitingConfirm {
  /** Of the journal's row. */
  id: string;
  runId: string;
  changeNumber: number;
  step: ConfirmStep;
}

interface Where {
  environmentId: string;
  connectionKey: string;
}

/** The confirmations that runs wait for now, of one connection. */
export async function waitingConfirms(tx: Db, { environmentId, connectionKey }: Where): Promise<WaitingConfirm[]> {
  const rows = await tx.runStep.findMany({
    where: {
      state: "settling",
      step: { path: ["type"], equals: "confirm" },
      run: { environmentId, finishedAt: null },
    },
    orderBy: [{ runId: "asc" }, { position: "asc" }],
    select: { id: true, runId: true, step: true, run: { select: { change: { select: { number: true } } } } },
  });
  return rows.flatMap(({ id, runId, step: json, run }) => {
    const step = parseStep(json);
    return step.type === "confirm" && step.subject.connectionKey === connectionKey
      ? [{ id, runId, changeNumber: run.change.number, step }]
      : [];
  });
}

/** Somebody's word on a step that waits for it, with their name. Under the lock of its run. */
export async function confirmRow(tx: Db, id: string, byName: string): Promise<void> {
  await tx.runStep.update({
    where: { id },
    data: { state: "done", finishedAt: new Date(), confirmedBy: byName, wakeAt: null },
  });
}
