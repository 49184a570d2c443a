import "server-only";
import { type StepState, stepStates } from "@/lib/domain/changes/run-progress";
import { remainingSeconds } from "@/lib/domain/changes/run-progress-order";
import type { Ec2Action, Ec2Calls } from "@/lib/domain/ec2-calls";
import type { Edit, Step } from "@/lib/domain/plan/step";
import { parseEdit, parseStep } from "@/lib/domain/plan/stored-plan";
import type { AuditEntry } from "../audit/record-audit";
import { callEc2 } from "../aws/call-ec2";
import type { EnvironmentAccess } from "../aws/environment-access";
import { db } from "../db/client";
import type { RunStep } from "../db/generated/client";
import { environmentAccess } from "../environments/environment-access";

/** How a mutating call is sent; tests cut the connection here. */
export type SendCall = <A extends Ec2Action>(
  environment: EnvironmentAccess,
  call: { action: A; input: Ec2Calls[A]["input"] },
) => Promise<Ec2Calls[A]["output"]>;

/** What every step of a run needs to know. */
export interface RunContext {
  runId: string;
  environment: EnvironmentAccess;
  isSandbox: boolean;
  /** The edits that were approved, by key. They do not change while the run goes on. */
  edits: ReadonlyMap<string, Edit>;
  /** What the plan was made for: the plan's column as it is stored. */
  relies: unknown;
  /** Under which this worker moves the run's steps. */
  fencingToken: bigint;
  /** Steps by the id of their row, as far as they were read: they do not change either. */
  steps: ReadonlyMap<string, Step>;
  /** How long the run usually goes on from the start of a step, in seconds, by the step's id. */
  remaining: ReadonlyMap<string, number>;
  send: SendCall;
  /** What the audit says of whoever started it, whose name it goes by. */
  toldAs: Pick<AuditEntry, "actor" | "organizationId" | "subject">;
  /** Of the change. */
  title: string;
}

/** One line of the journal: the row and the step that it holds. */
export interface JournalStep {
  row: Omit<RunStep, "step" | "state">;
  state: StepState;
  step: Step;
}

interface Opening {
  fencingToken: bigint;
  send?: SendCall;
}

export async function openRun(runId: string, { fencingToken, send = callEc2 }: Opening): Promise<RunContext> {
  const run = await db.run.findUniqueOrThrow({
    where: { id: runId },
    select: {
      environmentId: true,
      startedById: true,
      startedByName: true,
      environment: { select: { purpose: true } },
      plan: { select: { relies: true } },
      change: { select: { edits: true, number: true, title: true, organizationId: true } },
      steps: { orderBy: { position: "asc" }, select: { id: true, step: true } },
    },
  });
  const steps = new Map(run.steps.map(({ id, step }) => [id, parseStep(step)]));
  return {
    runId,
    environment: await environmentAccess(run.environmentId),
    isSandbox: run.environment.purpose === "sandbox",
    edits: new Map(run.change.edits.map((row) => [row.key, parseEdit(row)])),
    relies: run.plan.relies,
    fencingToken,
    steps,
    remaining: remainingSeconds([...steps.values()]),
    send,
    toldAs: {
      actor: { id: run.startedById, name: run.startedByName },
      organizationId: run.change.organizationId,
      subject: `CHG-${run.change.number}`,
    },
    title: run.change.title,
  };
}

/** The journal in the order of the plan. */
export async function readJournal({ runId, steps }: Pick<RunContext, "runId" | "steps">): Promise<JournalStep[]> {
  const rows = await db.runStep.findMany({ where: { runId }, orderBy: { position: "asc" }, omit: { step: true } });
  return rows.map(({ state, ...row }) => {
    const step = steps.get(row.id);
    if (!step) throw new Error(`A run has a step that it did not begin with: ${row.id}`);
    return { row, state: parseState(state), step };
  });
}

function parseState(text: string): StepState {
  const state = stepStates.find((known) => known === text);
  if (!state) throw new Error(`Unknown state of a step: "${text}"`);
  return state;
}
