import "server-only";
import type { Ec2Action, Ec2Calls } from "@/lib/domain/ec2-calls";
import { kindOf } from "@/lib/domain/kinds";
import { nameInKey } from "@/lib/domain/kinds/key";
import { type Phrase, phrase } from "@/lib/domain/phrase";
import type { CallStep } from "@/lib/domain/plan/step";
import { DomainError } from "@/lib/errors";
import { takeCall } from "../aws/call-budget";
import { Ec2Error } from "../aws/ec2-error";
import { toJson } from "../changes/plan-change";
import { type Db, db } from "../db/client";
import { Prisma } from "../db/generated/client";
import { checkAccount, wrongAccountError } from "../environments/check-account";
import { auditCall, type Failure, factsOfEc2Error, failStep, lastError, moveStep, noError } from "./journal";
import { holdsLease } from "./leases";
import { carriesMarker, resolveLate } from "./resolve-late";
import { backoffSeconds, lookAgainMs, reactTo } from "./retry-policy";
import type { JournalStep, RunContext } from "./run-context";

type Started = JournalStep & { step: CallStep };

/** Less than the silence after which another worker takes over and looks for what this call made (hold-environment). */
const SEND_WITHIN_MS = 5_000;
const KMS_UNREACHABLE = "kms-unreachable";
const KMS_AGAIN_MS = 10_000;

/**
 * Carries out one call: journal first, then EC2, then journal again. A process that dies in between leaves the step in
 * `calling`, and the next one looks for what the call made before it would call again.
 */
export async function startCall(context: RunContext, journal: Started): Promise<void> {
  const { row, step } = journal;
  let input: Ec2Calls[Ec2Action]["input"];
  let decidedAt: number;
  try {
    await takeCall(context.environment, step.call.action);
    await assertAccount(context);
    await assertTunnel(context, step);
    input = await resolveLate(db, step.call, { environmentId: context.environment.id, marker: row.marker });
    decidedAt = Date.now();
    const isOurs = await db.$transaction(async (tx) => {
      const { runId, fencingToken } = context;
      if (!(await holdsLease(tx, { runId, key: step.key, fencingToken }))) return false;
      const isMoved = await announceCall(tx, context, journal, input);
      if (isMoved) await auditCall(tx, context, { step, state: "calling" });
      return isMoved;
    });
    if (!isOurs) return;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const words = phrase(`errors.${error.code}`, error.values);
    if (error.code === KMS_UNREACHABLE) return putOff(context, journal, words);
    return failStep(context, journal, { code: error.code, error: { phrase: words } });
  }

  // The lease was held when the call was written down. A process that stood still since then may have lost it.
  if (Date.now() - decidedAt > SEND_WITHIN_MS)
    throw new Error(`A call was not sent, because it came too late: ${step.id}`);
  const calling: Started = { ...journal, state: "calling", row: { ...row, attempts: row.attempts + 1 } };
  let output: Ec2Calls[Ec2Action]["output"];
  try {
    output = await context.send(context.environment, { action: step.call.action, input });
  } catch (error) {
    if (!(error instanceof Ec2Error)) throw error;
    return reactToError(context, calling, error);
  }
  await recordAnswer(context, calling, { output, input });
}

/** Nothing was called: the step waits with the reason, and is tried again until the key that its secret is sealed with can be had. */
async function putOff(context: RunContext, journal: Started, words: Phrase): Promise<void> {
  await moveStep(db, context, journal, {
    state: "pending",
    wakeAt: new Date(Date.now() + KMS_AGAIN_MS),
    errorCode: KMS_UNREACHABLE,
    error: { phrase: toJson(words) },
  });
}

/** Calls that follow each other so closely ask once whose account it is: who we are is signed for longer than that. */
const ACCOUNT_ASKED_MS = 2_000;
const accountAskedAt = new Map<string, number>();

/** A profile or a role can lead to another account while the run goes on. */
async function assertAccount({ environment }: RunContext): Promise<void> {
  const now = Date.now();
  if (now - (accountAskedAt.get(environment.id) ?? 0) < ACCOUNT_ASKED_MS) return;
  try {
    await checkAccount(environment);
    accountAskedAt.set(environment.id, now);
  } catch (error) {
    if (!(error instanceof Ec2Error) || error.category !== "account") throw error;
    throw await wrongAccountError(db, environment.id, error.message);
  }
}

/** A tunnel is its outside address. One that the connection has not (any more) means that the plan is about another tunnel. */
async function assertTunnel({ environment }: RunContext, { key, tunnel: address }: CallStep): Promise<void> {
  if (address === undefined) return;
  const tunnels = await db.tunnel.findMany({
    where: { environmentId: environment.id, connection: { key }, replacedAt: null },
    select: { outsideIpAddress: true },
  });
  const known = tunnels.map((tunnel) => tunnel.outsideIpAddress);
  if (!known.includes(address)) {
    throw new DomainError("tunnel-not-found", { name: nameInKey(key), address, known: known.join(", ") });
  }
}

/** Before the call: the step is `calling`, and the resource waits for an object with its marker or its natural id. */
async function announceCall(
  tx: Db,
  context: RunContext,
  { row, state, step }: Started,
  input: object,
): Promise<boolean> {
  const isMoved = await moveStep(
    tx,
    context,
    { row, state, step },
    {
      state: "calling",
      attempts: { increment: 1 },
      callingAt: new Date(),
      wakeAt: null,
      ...noError,
    },
  );
  if (!isMoved || step.operation !== "create") return isMoved;

  const environmentId = context.environment.id;
  const { kind, key } = step;
  const awsId = carriesMarker(step.call) ? null : (kindOf(kind).createdId(undefined, { ...input }) ?? null);
  if (awsId) await makeRoom(tx, { environmentId, kind, key, awsId });
  const waiting = { awsId, marker: row.marker, observed: Prisma.DbNull, state: null, goneAt: null };
  await tx.resource.upsert({
    where: { environmentId_key: { environmentId, key } },
    create: { environmentId, kind, key, name: nameOf(context, key), ...waiting },
    update: waiting,
  });
  return true;
}

interface NaturalId {
  environmentId: string;
  kind: string;
  key: string;
  awsId: string;
}

/** Relations have no id but that of their ends: a row that remembers an earlier one, or that nobody asked for, gives way. */
async function makeRoom(tx: Db, { environmentId, kind, key, awsId }: NaturalId): Promise<void> {
  const other = await tx.resource.findFirst({ where: { environmentId, kind, awsId, key: { not: key } } });
  if (!other) return;
  if (other.spec !== null) throw new DomainError("run-conflict", { key: other.key });
  await tx.resource.delete({ where: { id: other.id } });
}

/** After the answer: what EC2 made is known by its id from here on. */
async function recordAnswer(
  context: RunContext,
  journal: Started,
  { output, input }: { output: Ec2Calls[Ec2Action]["output"]; input: object },
): Promise<void> {
  const { step } = journal;
  const made = step.operation === "create" ? kindOf(step.kind).createdId(output, { ...input }) : undefined;
  const now = new Date();
  try {
    await db.$transaction(async (tx) => {
      const awsId = made ?? step.awsId ?? null;
      const isMoved = await moveStep(tx, context, journal, {
        state: "settling",
        calledAt: now,
        awsId,
        requestId: output.$metadata.requestId ?? null,
        wakeAt: new Date(now.getTime() + lookAgainMs({ elapsedMs: 0, isSandbox: context.isSandbox })),
      });
      if (!isMoved || !made) return;
      const id = { environmentId: context.environment.id, key: step.key };
      await tx.resource.update({ where: { environmentId_key: id }, data: { awsId: made } });
    });
  } catch (error) {
    if (!isTaken(error)) throw error;
    // EC2 gave back an object that another row has: it returns existing gateways and connections without a word (reference §1.3).
    await failStep(context, journal, conflict(context, journal));
  }
}

/** What a failed call means: try again, look, go on, or end. */
async function reactToError(context: RunContext, journal: Started, error: Ec2Error): Promise<void> {
  const { step, row } = journal;
  const reaction = reactTo({
    category: error.category,
    operation: step.operation,
    hasNaturalId: !carriesMarker(step.call),
    attempts: row.attempts,
    longestSeconds: step.timing.longestSeconds,
  });
  const now = Date.now();
  const soon = new Date(now + lookAgainMs({ elapsedMs: 0, isSandbox: context.isSandbox }));
  switch (reaction) {
    case "retry":
      await moveStep(db, context, journal, {
        state: "pending",
        wakeAt: new Date(now + backoffSeconds(row.attempts) * 1000),
        ...lastError(error),
      });
      return;
    case "look":
      await moveStep(db, context, journal, { state: "unknown", wakeAt: soon, ...lastError(error) });
      return;
    case "settle":
      await moveStep(db, context, journal, { state: "settling", calledAt: new Date(now), wakeAt: soon });
      return;
    case "fail":
      return failStep(context, journal, {
        ...factsOfEc2Error(error),
        along: (tx) => forgetWaiting(tx, context, journal),
      });
    default: {
      const impossible: never = reaction;
      throw new Error(`Unknown reaction: ${impossible}`);
    }
  }
}

/** Nothing was made: the row that waited for it goes, unless it remembers something. */
export async function forgetWaiting(tx: Db, context: RunContext, { step, row }: Started): Promise<void> {
  if (step.operation !== "create") return;
  const waiting = {
    environmentId: context.environment.id,
    key: step.key,
    marker: row.marker,
    observed: { equals: Prisma.DbNull },
  };
  await tx.resource.deleteMany({ where: { ...waiting, spec: { equals: Prisma.DbNull }, tunnels: { none: {} } } });
  await tx.resource.updateMany({ where: waiting, data: { marker: null, awsId: null } });
}

/** The create gave an object that belongs to somebody else: it is left alone, and our row waits for nothing. */
export function conflict(context: RunContext, journal: Started): Failure {
  return {
    code: "run-conflict",
    error: { phrase: phrase("errors.run-conflict", { key: journal.step.key }) },
    along: (tx) => forgetWaiting(tx, context, journal),
  };
}

function isTaken(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002";
}

function nameOf(context: RunContext, key: string): string {
  const edit = context.edits.get(key);
  const name = edit?.operation === "put" ? edit.spec.name : undefined;
  return typeof name === "string" ? name : nameInKey(key);
}
