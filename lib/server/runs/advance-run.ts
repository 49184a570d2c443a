import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import { nextMoves } from "@/lib/domain/changes/run-progress";
import type { Ec2Action } from "@/lib/domain/ec2-calls";
import { kindOf } from "@/lib/domain/kinds";
import { phrase } from "@/lib/domain/phrase";
import type { ResourceState } from "@/lib/domain/plan/resource-state";
import type { CallStep } from "@/lib/domain/plan/step";
import { parseResource } from "../changes/load-network";
import { db } from "../db/client";
import { observeEnvironment } from "../observe/observe-environment";
import { finishRun } from "./finish-run";
import { factsOfEc2Error, failStep, lastError, moveStep } from "./journal";
import { lookForOwn } from "./look-for-own";
import { lookAgainMs } from "./retry-policy";
import { type JournalStep, openRun, type RunContext, readJournal, type SendCall } from "./run-context";
import { settleCall } from "./settle-call";
import { startCall } from "./start-call";
import { lookAtTunnel } from "./wait-for-tunnel";

/** Calls that are started together: EC2 allows five mutating calls a second (stack.md). */
const CALLS_SIDE_BY_SIDE = 4;
/** A worker holds on for short waits only; longer ones are slept through as a job. */
const HOLD_MS_MAX = 5_000;
/** EC2 that cannot be asked what became of a call for so long is given up. */
const UNREACHABLE_MS_MAX = 600_000;

interface Options {
  signal?: AbortSignal;
  send?: SendCall;
}

/**
 * Brings a run as far as it goes now and returns when it wants to be looked at again; null when it is finished or waits for
 * a person. The journal is all it knows: it may be stopped and started anywhere. Only one may advance a run at a time.
 */
export async function advanceRun(runId: string, { signal, send }: Options = {}): Promise<Date | null> {
  const context = await openRun(runId, send);
  await db.run.updateMany({ where: { id: runId, startedAt: null }, data: { startedAt: new Date() } });
  await findInterrupted(context);

  for (;;) {
    const { cancelRequestedAt, finishedAt } = await db.run.findUniqueOrThrow({ where: { id: runId } });
    if (finishedAt || signal?.aborted) return finishedAt ? null : new Date();
    const journal = await readJournal(runId);
    if (cancelRequestedAt && (await endWaits(context, journal))) continue;

    const moves = nextMoves(
      journal.map(({ step, state }) => ({ ...step, state })),
      cancelRequestedAt !== null,
    );
    for (const { id, because } of moves.skip) await skip(context, journal, { id, because });
    if (moves.outcome) {
      await finishRun(context, moves.outcome);
      return null;
    }
    const now = new Date();
    const startable = journal.filter(({ step, row }) => moves.start.includes(step.id) && isDue(row.wakeAt, now));
    const due = journal.filter(
      ({ state, row }) => (state === "settling" || state === "unknown") && row.wakeAt && row.wakeAt <= now,
    );
    await start(context, startable);
    if (due.length > 0) await look(context, due, journal);
    if (startable.length > 0 || due.length > 0 || moves.skip.length > 0) continue;

    const wakeAt = earliest(journal.filter(({ state }) => state !== "done").map(({ row }) => row.wakeAt));
    if (!wakeAt) return null;
    const isShort = wakeAt.getTime() - now.getTime() <= HOLD_MS_MAX;
    if (!isShort || !journal.some(isUnderWay)) return wakeAt;
    await sleep(Math.max(0, wakeAt.getTime() - now.getTime()), undefined, { signal }).catch(() => {});
  }
}

/** What a process left in the middle of a call: whether EC2 got it nobody knows. */
async function findInterrupted(context: RunContext): Promise<void> {
  for (const journal of await readJournal(context.runId)) {
    if (journal.state === "calling") await moveStep(db, context, journal, { state: "unknown", wakeAt: new Date() });
  }
}

/** A cancelled run waits for nobody: what waits or wants a word ends. True when something ended. */
async function endWaits(context: RunContext, journal: readonly JournalStep[]): Promise<boolean> {
  const waiting = journal.filter(({ state, step }) => state === "settling" && step.type !== "call");
  for (const one of waiting) await moveStep(db, context, one, skipped(null));
  return waiting.length > 0;
}

async function skip(
  context: RunContext,
  journal: readonly JournalStep[],
  { id, because }: { id: string; because: string | null },
) {
  const own = journal.find(({ step }) => step.id === id);
  const number = journal.findIndex(({ step }) => step.id === because) + 1;
  if (own) await moveStep(db, context, own, skipped(because === null ? null : number));
}

function skipped(becauseOfStep: number | null) {
  const words =
    becauseOfStep === null
      ? phrase("changes.skipped.cancelled")
      : phrase("changes.skipped.after", { number: becauseOfStep });
  return { state: "skipped" as const, finishedAt: new Date(), wakeAt: null, error: { phrase: { ...words } } };
}

/** Side by side; one that throws does not stop the others, and is thrown once they are through. */
async function start(context: RunContext, startable: readonly JournalStep[]): Promise<void> {
  const waiting = [...startable];
  const failures: unknown[] = [];
  const startNext = async (): Promise<void> => {
    for (let journal = waiting.shift(); journal; journal = waiting.shift()) {
      await startOne(context, journal).catch((error: unknown) => failures.push(error));
    }
  };
  await Promise.all(Array.from({ length: CALLS_SIDE_BY_SIDE }, startNext));
  if (failures.length > 0) throw failures[0];
}

async function startOne(context: RunContext, journal: JournalStep): Promise<void> {
  const { step } = journal;
  switch (step.type) {
    case "call":
      return startCall(context, { ...journal, step });
    case "wait":
      await moveStep(db, context, journal, {
        state: "settling",
        callingAt: new Date(),
        calledAt: new Date(),
        wakeAt: new Date(),
      });
      return;
    case "confirm":
      // Nothing wakes it but a person's word.
      await moveStep(db, context, journal, { state: "settling", callingAt: new Date(), wakeAt: null });
      return;
    default: {
      const impossible: never = step;
      throw new Error(`Unknown step: ${JSON.stringify(impossible)}`);
    }
  }
}

/** One Describe for each list that the due steps are about, then each step judges what it shows. */
async function look(context: RunContext, due: readonly JournalStep[], journal: readonly JournalStep[]): Promise<void> {
  const environmentId = context.environment.id;
  const { failures } = await observeEnvironment(environmentId, { actions: [...new Set(due.flatMap(listsOf))] });
  const rows = await db.resource.findMany({ where: { environmentId } });
  const all = rows.flatMap((row) => parseResource(row) ?? []);
  const states = new Map<string, ResourceState>(all.map((state) => [state.key, state]));

  for (const one of due) {
    const { step, state } = one;
    const failure = listsOf(one).flatMap((action) => failures.get(action) ?? [])[0];
    const sinceMs = Date.now() - (one.row.calledAt ?? one.row.callingAt ?? new Date()).getTime();
    if (failure) {
      if (step.type === "call" && sinceMs > Math.max(UNREACHABLE_MS_MAX, step.timing.longestSeconds * 1000)) {
        await failStep(context, one, factsOfEc2Error(failure));
        continue;
      }
      const wakeAt = new Date(Date.now() + lookAgainMs({ elapsedMs: sinceMs, isSandbox: context.isSandbox }));
      await moveStep(db, context, one, { state, wakeAt, ...lastError(failure) });
      continue;
    }
    if (step.type !== "call") {
      if (step.type === "wait") await lookAtTunnel(context, { ...one, step }, all);
      continue;
    }
    const own = states.get(step.key);
    if (state === "unknown") await lookForOwn(context, { ...one, step }, own, all);
    else await settleCall(context, { ...one, step }, { state: own, all, isLast: isLastOf(step, journal) });
  }
}

/** What must be read anew to judge a step: the list of its kind; where routes are waited for, the tables as well. */
function listsOf({ step }: JournalStep): Ec2Action[] {
  const own = kindOf(step.kind).list.action;
  return step.type === "wait" && step.until.tables.length > 0 ? [own, kindOf("route-table").list.action] : [own];
}

function isLastOf(step: CallStep, journal: readonly JournalStep[]): boolean {
  const place = journal.findIndex((one) => one.step.id === step.id);
  return !journal.some(({ step: other }, index) => index > place && other.type === "call" && other.key === step.key);
}

function isUnderWay({ state, step, row }: JournalStep): boolean {
  return (
    step.type === "call" && row.wakeAt !== null && (state === "settling" || state === "unknown" || state === "pending")
  );
}

function isDue(wakeAt: Date | null, now: Date): boolean {
  return wakeAt === null || wakeAt <= now;
}

function earliest(dates: readonly (Date | null)[]): Date | null {
  return dates.reduce((first, date) => (date && (!first || date < first) ? date : first), null);
}
