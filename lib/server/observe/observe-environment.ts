import "server-only";
import type { Ec2Action } from "@/lib/domain/ec2-calls";
import { kindNames, kindOf } from "@/lib/domain/kinds";
import type { Urgency } from "../aws/call-budget";
import { callEc2 } from "../aws/call-ec2";
import { Ec2Error } from "../aws/ec2-error";
import type { EnvironmentAccess } from "../aws/environment-access";
import type { CallerIdentity } from "../aws/identity";
import { db } from "../db/client";
import { checkAccount } from "../environments/check-account";
import { environmentAccess } from "../environments/environment-access";
import { announce } from "../environments/live-hint";
import { inTurn } from "./in-turn";
import { recordFailure } from "./list-readings";
import { recordList } from "./record-list";
import { wakeWaits } from "./wake-waits";

/** Reads side by side: enough to be quick, few beside EC2's bucket of 20 a second and the pool of database connections. */
const READS_SIDE_BY_SIDE = 4;
/** A refresh that takes longer is given up, so that the next one can begin. */
const REFRESH_MAX_MS = 50_000;
/** Lists wait to be recorded until it is known whose they are; where STS cannot be reached, no longer than this. */
const IDENTITY_MAX_MS = 5_000;

export interface Observation {
  /** Anything that a page shows is different now. */
  changed: boolean;
  /** By action: why it could not be read. */
  failures: Map<Ec2Action, Ec2Error>;
}

interface ObserveOptions {
  /** Only these lists; by default every list of the registry. */
  actions?: readonly Ec2Action[];
  /** Who waits for it: a run goes before the round that looks by itself. */
  urgency?: Urgency;
  signal?: AbortSignal;
}

/**
 * Asks EC2 for the lists and records what differs: one Describe for each distinct list of the registry, however many
 * resources there are (pages aside). A list that cannot be read keeps its last values; the others are not held up by it.
 * Every reading begins after this was called. Throws only for bugs and a missing database.
 */
export async function observeEnvironment(environmentId: string, options: ObserveOptions = {}): Promise<Observation> {
  const all = listActions();
  const actions = options.actions ? all.filter((action) => options.actions?.includes(action)) : all;
  const isComplete = actions.length === all.length;
  return turns(`${environmentId} ${actions.join(" ")}`, () =>
    observe({ environmentId, actions, isComplete, ...options }),
  );
}

/** The distinct Describe calls of all kinds, in the order of the registry. */
export function listActions(): Ec2Action[] {
  return [...new Set(kindNames.map((name) => kindOf(name).list.action))];
}

const turns = inTurn<Observation>();

interface Refresh {
  environmentId: string;
  actions: readonly Ec2Action[];
  isComplete: boolean;
  urgency?: Urgency;
  signal?: AbortSignal;
}

async function observe({
  environmentId,
  actions,
  isComplete,
  urgency = "round",
  signal,
}: Refresh): Promise<Observation> {
  const startedAt = new Date();
  const environment = await environmentAccess(environmentId);
  const limit = AbortSignal.timeout(REFRESH_MAX_MS);
  const stop = signal ? AbortSignal.any([signal, limit]) : limit;

  const observation: Observation = { changed: false, failures: new Map() };
  // Asked beside the lists, and known before any of them is recorded.
  const asked = whoseAccount(environment, stop);
  // Written again once all lists are in: relations take their names from what they join.
  const unnamed: (() => Promise<void>)[] = [];
  const waiting = [...actions];
  const readNext = async (): Promise<void> => {
    for (let action = waiting.shift(); action; action = waiting.shift()) {
      await observeList(environment, action, { stop, urgency, signal, observation, unnamed, asked });
    }
  };
  // Not one list after the other: a slow one would hold up the tunnels' state.
  const [caller] = await Promise.all([asked, ...Array.from({ length: READS_SIDE_BY_SIDE }, readNext)]);
  for (const writeAgain of unnamed) await writeAgain();

  // A run that looks judges what it sees itself.
  if (observation.changed && urgency === "round") await wakeWaits(environmentId);
  if (isComplete) await noteRefresh(environment, { startedAt, observation });
  const isKnown = caller !== null && !(caller instanceof Ec2Error);
  if (isComplete && isKnown && observation.failures.size === 0) await noteAccount(environmentId, caller);
  return observation;
}

/** Who we are in AWS; the error when that is another account than the environment's: nothing of it is recorded then. */
async function whoseAccount(
  environment: EnvironmentAccess,
  stop: AbortSignal,
): Promise<CallerIdentity | Ec2Error | null> {
  try {
    return await checkAccount(environment, { signal: AbortSignal.any([stop, AbortSignal.timeout(IDENTITY_MAX_MS)]) });
  } catch (error) {
    if (error instanceof Ec2Error) return error;
    throw error;
  }
}

interface ListContext {
  stop: AbortSignal;
  urgency: Urgency;
  signal?: AbortSignal;
  observation: Observation;
  unnamed: (() => Promise<void>)[];
  asked: ReturnType<typeof whoseAccount>;
}

async function observeList(environment: EnvironmentAccess, action: Ec2Action, context: ListContext): Promise<void> {
  const { observation, unnamed, stop, urgency } = context;
  const askedAt = new Date();
  const environmentId = environment.id;
  try {
    const output = await callEc2(environment, { action, input: {} }, { signal: stop, urgency });
    const caller = await context.asked;
    if (caller instanceof Ec2Error) throw caller;
    const write = async (isLastTry: boolean) => {
      const recorded = await recordList({ environmentId, action, output, askedAt, isLastTry });
      observation.changed ||= recorded.changed;
      return recorded;
    };
    const { unnamed: left } = await write(false);
    if (left > 0) unnamed.push(async () => void (await write(true)));
  } catch (error) {
    if (!(error instanceof Ec2Error)) throw error;
    // Whoever stops the worker is not EC2's failure.
    if (context.signal?.aborted) return;
    observation.failures.set(action, error);
    await recordFailure({ environmentId, action, askedAt }, error);
  }
}

interface Outcome {
  startedAt: Date;
  observation: Observation;
}

/** Notes the refresh beside the environment; its `updatedAt` stays, since nobody edited it. */
async function noteRefresh(environment: EnvironmentAccess, { startedAt, observation }: Outcome): Promise<void> {
  const environmentId = environment.id;
  const isWhole = observation.failures.size === 0;
  await db.$executeRaw`
    UPDATE "Environment"
    SET "attemptedAt" = ${startedAt}, "observedAt" = CASE WHEN ${isWhole} THEN ${startedAt} ELSE "observedAt" END
    WHERE "id" = ${environmentId}::uuid`;
  // Also when it failed: an open page then shows how old its data have become.
  if (!observation.changed) await announce(db, { environmentId, what: "reading" });
}

/** Keeps who we are: the account is what a person recognizes an environment by, and what it stays. */
async function noteAccount(environmentId: string, { accountId, arn }: CallerIdentity): Promise<void> {
  await db.$executeRaw`
    UPDATE "Environment" SET "awsAccountId" = COALESCE("awsAccountId", ${accountId}), "awsArn" = ${arn}
    WHERE "id" = ${environmentId}::uuid AND ("awsAccountId" IS NULL OR "awsArn" IS DISTINCT FROM ${arn})`;
}
