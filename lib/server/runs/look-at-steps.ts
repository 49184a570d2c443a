import "server-only";
import type { Ec2Action } from "@/lib/domain/ec2-calls";
import { kindOf } from "@/lib/domain/kinds";
import type { ResourceState } from "@/lib/domain/plan/resource-state";
import type { CallStep } from "@/lib/domain/plan/step";
import type { Ec2Error } from "../aws/ec2-error";
import { parseResource } from "../changes/load-network";
import { db } from "../db/client";
import { observeEnvironment } from "../observe/observe-environment";
import { type Brought, recordBrought } from "./complete-step";
import { factsOfEc2Error, failStep, lastError, moveStep } from "./journal";
import { lookForOwn } from "./look-for-own";
import type { JournalStep, RunContext } from "./run-context";
import { settleCall } from "./settle-call";
import { eachOf } from "./side-by-side";
import { lookAtTunnel } from "./wait-for-tunnel";

/** EC2 that cannot be asked what became of a call for so long is given up. */
const UNREACHABLE_MS_MAX = 600_000;
/** Steps that are judged and written down at once: more would wait for each other in the database. */
const JUDGED_SIDE_BY_SIDE = 4;

/** A step that is under way, and the run that it belongs to. */
export interface StepUnderWay {
  context: RunContext;
  one: JournalStep;
  journal: readonly JournalStep[];
}

/** What EC2 shows of an environment after some of its lists were read. */
export interface Sight {
  /** Why a list could not be read, by its action. */
  failures: ReadonlyMap<Ec2Action, Ec2Error>;
  all: readonly ResourceState[];
  byKey: ReadonlyMap<string, ResourceState>;
}

/** Reads lists of EC2, each once, however many steps want to know. What is seen is newer than this call. */
export async function see(environmentId: string, actions: readonly Ec2Action[]): Promise<Sight> {
  const { failures } = await observeEnvironment(environmentId, { actions, urgency: "run" });
  const rows = await db.resource.findMany({
    where: { environmentId },
    select: { kind: true, key: true, name: true, awsId: true, spec: true, observed: true },
  });
  const all = rows.flatMap((row) => parseResource(row) ?? []);
  return { failures, all, byKey: new Map(all.map((state) => [state.key, state])) };
}

/** Lets each step judge what its lists show. What is there as it was approved is written down together, run by run. */
export async function judgeSteps(steps: readonly StepUnderWay[], sight: Sight): Promise<void> {
  const brought = new Map<RunContext, Brought[]>();
  await eachOf(steps, JUDGED_SIDE_BY_SIDE, async (step) => {
    const one = await judge(step, sight);
    if (one) brought.set(step.context, [...(brought.get(step.context) ?? []), one]);
  });
  for (const [context, ready] of brought) await recordBrought(context, ready);
}

async function judge(
  { context, one, journal }: StepUnderWay,
  { failures, all, byKey }: Sight,
): Promise<Brought | null> {
  const { step, state } = one;
  const failure = listsOf(one).flatMap((action) => failures.get(action) ?? [])[0];
  if (failure) await noteFailure(context, one, failure);
  else if (step.type === "wait") await lookAtTunnel(context, { ...one, step }, all);
  else if (step.type === "call") {
    const own = byKey.get(step.key);
    if (state !== "unknown") {
      return settleCall(context, { ...one, step }, { state: own, all, isLast: isLastOf(step, journal) });
    }
    await lookForOwn(context, { ...one, step }, own, all);
  }
  return null;
}

async function noteFailure(context: RunContext, one: JournalStep, failure: Ec2Error): Promise<void> {
  const { step, state, row } = one;
  if (step.type === "call" && sinceMs(one) > Math.max(UNREACHABLE_MS_MAX, step.timing.longestSeconds * 1000)) {
    return failStep(context, one, factsOfEc2Error(failure));
  }
  // Told once: every note is announced to open pages.
  if (row.errorCode !== failure.code) await moveStep(db, context, one, { state, ...lastError(failure) });
}

/** What must be read anew to judge a step: the list of its kind; where routes are waited for, the tables as well. */
export function listsOf({ step }: JournalStep): Ec2Action[] {
  const own = kindOf(step.kind).list.action;
  return step.type === "wait" && step.until.tables.length > 0 ? [own, kindOf("route-table").list.action] : [own];
}

/** Milliseconds since the call was answered, or since the wait began. */
export function sinceMs({ row }: JournalStep): number {
  return Date.now() - (row.calledAt ?? row.callingAt ?? new Date()).getTime();
}

function isLastOf(step: CallStep, journal: readonly JournalStep[]): boolean {
  const place = journal.findIndex((one) => one.step.id === step.id);
  return !journal.some(({ step: other }, index) => index > place && other.type === "call" && other.key === step.key);
}
