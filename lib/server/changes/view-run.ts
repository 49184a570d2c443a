import "server-only";
import { z } from "zod";
import type { RunStepView, RunView, StepErrorView } from "@/lib/domain/changes/change-view";
import { runOutcomes } from "@/lib/domain/changes/facts";
import { stepStates } from "@/lib/domain/changes/run-progress";
import { storedPhrase } from "@/lib/domain/plan/stored-plan";
import type { Db } from "../db/client";
import type { RunStep } from "../db/generated/client";

/** How far a run has come, as its journal says. */
export async function viewRun(tx: Db, id: string): Promise<RunView> {
  const run = await tx.run.findUniqueOrThrow({ where: { id }, include: { steps: { orderBy: { position: "asc" } } } });
  return {
    id,
    startedByName: run.startedByName,
    createdAt: run.createdAt,
    finishedAt: run.finishedAt,
    isCancelling: run.cancelRequestedAt !== null,
    outcome: run.outcome === null ? null : z.enum(runOutcomes).parse(run.outcome),
    steps: run.steps.map(viewStep),
  };
}

function viewStep(row: RunStep): RunStepView {
  const { stepId, attempts, callingAt, finishedAt, errorCode, requestId, confirmedBy } = row;
  const state = z.enum(stepStates).parse(row.state);
  const error = row.error === null ? null : parseError(row.error);
  return { stepId, state, attempts, callingAt, finishedAt, errorCode, error, requestId, confirmedBy };
}

function parseError(json: unknown): StepErrorView {
  return stepError.parse(json) as StepErrorView;
}

const stepError = z.object({
  phrase: storedPhrase,
  action: z.string().optional(),
  message: z.string().optional(),
  fields: z
    .array(
      z.object({
        path: z.array(z.union([z.string(), z.number()])),
        before: z.unknown().optional(),
        after: z.unknown().optional(),
      }),
    )
    .optional(),
});
