import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import { judgeSteps, listsOf, type StepUnderWay, see, sinceMs } from "./look-at-steps";
import { keepLookTimes, type LookTimes } from "./look-times";
import { makeMoves, type RunInHand } from "./make-moves";
import { type OpenRun, openRuns } from "./open-runs";
import { checkPreconditions } from "./preconditions";
import { preflightRun } from "./preflight-run";
import { lookAgainMs } from "./retry-policy";
import { type JournalStep, type RunContext, readJournal, type SendCall } from "./run-context";
import { type SideBySide, sideBySide } from "./side-by-side";
import { startStep } from "./start-step";

/**
 * Calls of an environment that are under way at once. EC2's buckets decide how many a second there may be (aws/call-budget); this
 * only keeps a run of hundreds of steps from holding all connections of the database.
 */
const CALLS_SIDE_BY_SIDE = 6;
/** A worker holds on for short waits only; longer ones are slept through as a job. */
const HOLD_MS_MAX = 5_000;
/** So late at most is seen what others wrote: a new run, a person's word, a wish to cancel; */
const GLANCE_MS = 500;
/** and what a look that goes on has found out about the first of its steps. */
const GLANCE_WHILE_LOOKING_MS = 100;

export interface Advancing {
  signal?: AbortSignal;
  send?: SendCall;
  /** Only this run; by default all of the environment that have not ended. */
  runId?: string;
  /** Throws when the environment is not this worker's any more. */
  confirmTurn?: () => Promise<void>;
}

/**
 * Brings the runs of an environment as far as they go now, side by side, and returns when one wants to be looked at again; null when
 * all have ended or wait for a person. The journals are all it knows: it may be stopped and started anywhere. Only one may do this
 * for an environment at a time (hold-environment).
 */
export async function advanceEnvironment(environmentId: string, advancing: Advancing = {}): Promise<Date | null> {
  const work: Work = {
    environmentId,
    calls: sideBySide(CALLS_SIDE_BY_SIDE),
    looks: sideBySide(1),
    times: keepLookTimes(),
    open: new Map(),
  };
  try {
    return await advance(work, advancing);
  } finally {
    // Whoever comes next takes what is `calling` for interrupted.
    await Promise.all([work.calls.allEnded(), work.looks.allEnded()]);
  }
}

interface Work {
  environmentId: string;
  calls: SideBySide;
  looks: SideBySide;
  times: LookTimes;
  open: Map<string, RunContext>;
}

async function advance(work: Work, advancing: Advancing): Promise<Date | null> {
  const { environmentId, calls, looks, open } = work;
  for (;;) {
    if (advancing.signal?.aborted || calls.hasFailed() || looks.hasFailed()) return new Date();
    // Known before the journals are read: what ends meanwhile stands in them as it was.
    const before = { calls: calls.ids(), isBusy: calls.size() + looks.size() > 0 };
    const runs = await openRuns(environmentId, open, advancing);
    if (runs === "lost" || runs.length === 0) return null;

    const { inHand, startable, wakes, hasMoved } = await judgeRuns(runs);
    const hasBegun = await beginCalls(
      work,
      startable.filter(({ one }) => !before.calls.has(one.row.id)),
    );
    const isLooking = beginLook(work, inHand);
    if (hasMoved || hasBegun || isLooking) continue;

    const wakeAt = earliest([...wakes, ...wakesOf(work, inHand)]);
    const isBusy = calls.size() + looks.size() > 0;
    if (before.isBusy && !isBusy) continue;
    if (!isBusy && !isWorthHolding(inHand, wakeAt)) return wakeAt === null ? null : new Date(wakeAt);
    await rest(work, wakeAt, advancing.signal);
  }
}

interface Judged {
  inHand: RunInHand[];
  startable: StepUnderWay[];
  /** When a run that could not be read before its start is to be tried again, in milliseconds since 1970. */
  wakes: number[];
  /** True when a journal or a run was written, and has to be read again. */
  hasMoved: boolean;
}

/** What each run may begin now. One that has not started yet is held against what EC2 shows first. */
async function judgeRuns(runs: readonly OpenRun[]): Promise<Judged> {
  const judged: Judged = { inHand: [], startable: [], wakes: [], hasMoved: false };
  for (const { context, isCancelled, needsPreflight } of runs) {
    if (needsPreflight) {
      const again = await preflightRun(context);
      if (again) judged.wakes.push(again.getTime());
      else judged.hasMoved = true;
      continue;
    }
    const run = { context, isCancelled, journal: await readJournal(context) };
    const startable = await makeMoves(run);
    judged.inHand.push(run);
    judged.hasMoved ||= startable === null;
    for (const one of startable ?? []) judged.startable.push({ ...run, one });
  }
  return judged;
}

/** Begins what may begin, as long as there is room; what has the longest way to go comes first. True when something was begun or judged. */
async function beginCalls({ calls }: Work, startable: readonly StepUnderWay[]): Promise<boolean> {
  const now = Date.now();
  const waiting = startable
    .filter(({ one }) => (one.row.wakeAt?.getTime() ?? now) <= now)
    .sort((one, other) => remainingOf(other) - remainingOf(one));
  if (waiting.length === 0 || !calls.hasRoom()) return false;
  for (const { context, one } of await checkPreconditions(waiting)) {
    if (!calls.hasRoom()) break;
    calls.begin(one.row.id, () => startStep(context, one));
  }
  return true;
}

function remainingOf({ context, one }: StepUnderWay): number {
  return context.remaining.get(one.step.id) ?? 0;
}

/**
 * One Describe for each list that due steps of any run are about. What else waits for one of these lists is judged with it: it costs
 * nothing, and keeps them together. True when a look was begun.
 */
function beginLook({ environmentId, looks, times }: Work, runs: readonly RunInHand[]): boolean {
  const now = Date.now();
  const underWay = runs.flatMap((run) => run.journal.filter(isLookedAt).map((one) => ({ ...run, one })));
  const due = underWay.filter(({ one }) => isDue(times.dueAt(one), now));
  if (due.length === 0 || !looks.hasRoom()) return false;
  const lists = new Set(due.flatMap(({ one }) => listsOf(one)));
  const seen = underWay.filter(({ one }) => listsOf(one).every((list) => lists.has(list)));
  looks.begin("look", async () => {
    await judgeSteps(seen, await see(environmentId, [...lists]));
    for (const { context, one } of seen) {
      const { isSandbox } = context;
      times.note(one, { at: now, nextAt: Date.now() + lookAgainMs({ elapsedMs: sinceMs(one), isSandbox }) });
    }
  });
  return true;
}

/** When the steps under way want to be looked at, and those that EC2 put off want to be called again. */
function wakesOf({ calls, times }: Work, runs: readonly RunInHand[]): number[] {
  return runs.flatMap(({ journal }) =>
    journal.flatMap((one) => {
      if (isLookedAt(one)) return times.dueAt(one) ?? [];
      const isPutOff = one.state === "pending" && one.row.wakeAt !== null && !calls.ids().has(one.row.id);
      return isPutOff ? (one.row.wakeAt?.getTime() ?? []) : [];
    }),
  );
}

/** A short wait for EC2 is sat out; for a tunnel, a person, or longer than that the worker is set free. */
function isWorthHolding(runs: readonly RunInHand[], wakeAt: number | null): boolean {
  if (wakeAt === null || wakeAt - Date.now() > HOLD_MS_MAX) return false;
  return runs.length === 0 || runs.some(({ journal }) => journal.some(isCallUnderWay));
}

async function rest({ calls, looks }: Work, wakeAt: number | null, signal?: AbortSignal): Promise<void> {
  const atMostMs = looks.size() > 0 ? GLANCE_WHILE_LOOKING_MS : GLANCE_MS;
  const waitMs = Math.min(atMostMs, Math.max(0, (wakeAt ?? Number.POSITIVE_INFINITY) - Date.now()));
  const waiting = [calls, looks].filter((crew) => crew.size() > 0).map((crew) => crew.nextEnd());
  await Promise.race([...waiting, sleep(waitMs, undefined, { signal }).catch(() => {})]);
}

function isCallUnderWay({ state, step, row }: JournalStep): boolean {
  return (
    step.type === "call" &&
    (state === "settling" || state === "unknown" || (state === "pending" && row.wakeAt !== null))
  );
}

function isLookedAt({ state, step }: JournalStep): boolean {
  return (state === "settling" || state === "unknown") && step.type !== "confirm";
}

function isDue(dueAt: number | null, now: number): boolean {
  return dueAt !== null && dueAt <= now;
}

function earliest(times: readonly number[]): number | null {
  return times.length > 0 ? Math.min(...times) : null;
}
