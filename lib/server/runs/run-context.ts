import "server-only";
import { type StepState, stepStates } from "@/lib/domain/changes/run-progress";
import type { Ec2Action, Ec2Calls } from "@/lib/domain/ec2-calls";
import type { Edit, Step } from "@/lib/domain/plan/step";
import { parseEdit, parseStep } from "@/lib/domain/plan/stored-plan";
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
  send: SendCall;
}

/** One line of the journal: the row and the step that it holds. */
export interface JournalStep {
  row: Omit<RunStep, "step" | "state">;
  state: StepState;
  step: Step;
}

export async function openRun(runId: string, send: SendCall = callEc2): Promise<RunContext> {
  const run = await db.run.findUniqueOrThrow({
    where: { id: runId },
    select: {
      environmentId: true,
      environment: { select: { purpose: true } },
      change: { select: { edits: true } },
    },
  });
  return {
    runId,
    environment: await environmentAccess(run.environmentId),
    isSandbox: run.environment.purpose === "sandbox",
    edits: new Map(run.change.edits.map((row) => [row.key, parseEdit(row)])),
    send,
  };
}

/** The journal in the order of the plan. */
export async function readJournal(runId: string): Promise<JournalStep[]> {
  const rows = await db.runStep.findMany({ where: { runId }, orderBy: { position: "asc" } });
  return rows.map(({ step, state, ...row }) => ({ row, state: parseState(state), step: parseStep(step) }));
}

function parseState(text: string): StepState {
  const state = stepStates.find((known) => known === text);
  if (!state) throw new Error(`Unknown state of a step: "${text}"`);
  return state;
}
