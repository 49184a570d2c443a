import "server-only";
import type { StepState } from "@/lib/domain/changes/run-progress";
import type { FieldChange } from "@/lib/domain/kinds/kind";
import type { Phrase } from "@/lib/domain/phrase";
import type { Step } from "@/lib/domain/plan/step";
import { recordAudit } from "../audit/record-audit";
import type { Ec2Error } from "../aws/ec2-error";
import { type Db, db } from "../db/client";
import { Prisma } from "../db/generated/client";
import { announce } from "../environments/live-hint";
import type { JournalStep, RunContext } from "./run-context";

/** Why a step failed, as its row keeps it. `message` is AWS's own text. */
export interface StepError {
  phrase: Phrase;
  action?: string;
  message?: string;
  fields?: FieldChange[];
}

/**
 * Moves a step on, if it still is where the caller saw it and the run still is this worker's. False otherwise: whoever comes second,
 * or lost the environment without knowing it, does nothing.
 */
export async function moveStep(
  tx: Db,
  context: RunContext,
  { row, state }: JournalStep,
  data: Prisma.RunStepUpdateManyMutationInput & { state: StepState },
): Promise<boolean> {
  const run = { fencingToken: context.fencingToken };
  const { count } = await tx.runStep.updateMany({ where: { id: row.id, state, run }, data });
  if (count > 0 && (data.state !== state || data.error !== undefined)) {
    await announce(tx, { environmentId: context.environment.id, what: "change" });
  }
  return count > 0;
}

/**
 * Puts a call on record: before it is sent, and with how it ended; what is between is the journal's alone. In the name of who
 * started the run, since the worker does what that person applied. Comes last in its transaction: the audit's lock is the last
 * one that anybody takes.
 */
export async function auditCall(
  tx: Db,
  { runId, environment, toldAs }: RunContext,
  { step, state, errorCode }: { step: Step; state: "calling" | "done" | "failed"; errorCode?: string },
): Promise<void> {
  if (step.type !== "call") return;
  await recordAudit(tx, {
    ...toldAs,
    environmentId: environment.id,
    action: `run.step-${state}`,
    detail: { run: runId, step: step.id, call: step.call.action, errorCode },
  });
}

/** Why and how a step ends. */
export interface Failure {
  code: string;
  error: StepError;
  requestId?: string;
  /** What else goes with it, in the same transaction. */
  along?: (tx: Db) => Promise<void>;
}

/** Ends a step as failed, with a reason a person can read. */
export async function failStep(
  context: RunContext,
  journal: JournalStep,
  { code, error, requestId, along }: Failure,
): Promise<void> {
  await db.$transaction(async (tx) => {
    const isMoved = await moveStep(tx, context, journal, {
      state: "failed",
      finishedAt: new Date(),
      wakeAt: null,
      errorCode: code,
      error: JSON.parse(JSON.stringify(error)) as Prisma.InputJsonObject,
      requestId: requestId ?? journal.row.requestId,
    });
    if (!isMoved) return;
    await along?.(tx);
    await auditCall(tx, context, { step: journal.step, state: "failed", errorCode: code });
  });
}

/** EC2's own words for the journal. They name ids and states, never what was sent. */
export function factsOfEc2Error(error: Ec2Error): { code: string; error: StepError; requestId?: string } {
  return {
    code: error.code,
    error: {
      phrase: { key: `changes.stepError.${error.category}` },
      action: error.action,
      message: error.message,
    },
    ...(error.requestId ? { requestId: error.requestId } : {}),
  };
}

/** Keeps what happened last beside a step that goes on: a person sees why it takes so long. */
export function lastError(
  error: Ec2Error,
): Pick<Prisma.RunStepUpdateManyMutationInput, "errorCode" | "error" | "requestId"> {
  const facts = factsOfEc2Error(error);
  return {
    errorCode: facts.code,
    error: JSON.parse(JSON.stringify(facts.error)) as Prisma.InputJsonObject,
    requestId: facts.requestId ?? null,
  };
}

/** Nothing is wrong (any more). */
export const noError = { errorCode: null, error: Prisma.DbNull };
