import "server-only";
import { parseRelied } from "@/lib/domain/changes/relied";
import type { Ec2Action } from "@/lib/domain/ec2-calls";
import { isKindName, kindOf } from "@/lib/domain/kinds";
import { kindInKey } from "@/lib/domain/kinds/key";
import { type Phrase, phrase } from "@/lib/domain/phrase";
import type { Ec2Error } from "../aws/ec2-error";
import { judgeBeforeRun } from "../changes/preflight";
import { db } from "../db/client";
import { announce } from "../environments/live-hint";
import { observeEnvironment } from "../observe/observe-environment";
import { refuseRun } from "./finish-run";
import type { RunContext } from "./run-context";

/** EC2 that cannot be read for so long is not waited for: the change goes back to where somebody decides about it. */
const UNREADABLE_MS_MAX = 600_000;
const READ_AGAIN_MS = 5_000;

/**
 * Reads everything anew that the plan relies on, before its first call, and judges in one transaction whether the plan still fits. A
 * run whose plan does not is refused: nothing was called, and it says why. Returns when to try
 * again, where AWS could not be read; null once it is decided.
 */
export async function preflightRun(context: RunContext): Promise<Date | null> {
  const { failures } = await observeEnvironment(context.environment.id, { actions: listsOf(context), urgency: "run" });
  const [failure] = failures.values();
  if (failure) return putOff(context, failure);

  await db.$transaction(
    async (tx) => {
      const run = await tx.run.findUniqueOrThrow({ where: { id: context.runId }, select: { changeId: true } });
      const now = new Date();
      const flaws = await judgeBeforeRun(tx, run.changeId, now);
      if (flaws.length > 0) return refuseRun(tx, context, flaws);
      const { count } = await tx.run.updateMany({
        where: { id: context.runId, fencingToken: context.fencingToken, finishedAt: null },
        data: { preflightAt: now },
      });
      if (count > 0) await announce(tx, { environmentId: context.environment.id, what: "change" });
    },
    { timeout: 20_000, maxWait: 10_000 },
  );
  return null;
}

/** The lists of all kinds that the plan is about or relies on. */
function listsOf({ relies, steps }: RunContext): Ec2Action[] {
  const keys = [...Object.keys(parseRelied(relies)?.resources ?? {}), ...[...steps.values()].map(({ key }) => key)];
  const kinds = new Set(keys.map(kindInKey).filter(isKindName));
  return [...new Set([...kinds].map((kind) => kindOf(kind).list.action))];
}

/** Credentials of another account end it at once; a list that cannot be read is asked for again for a while. */
async function putOff(context: RunContext, failure: Ec2Error): Promise<Date | null> {
  const { startedAt } = await db.run.findUniqueOrThrow({ where: { id: context.runId }, select: { startedAt: true } });
  const sinceMs = Date.now() - (startedAt?.getTime() ?? Date.now());
  if (failure.category !== "account" && sinceMs < UNREADABLE_MS_MAX) return new Date(Date.now() + READ_AGAIN_MS);
  const words: Phrase =
    failure.category === "account"
      ? phrase("errors.run-wrong-account", { found: failure.message })
      : phrase("errors.run-unread", { action: failure.action, code: failure.code });
  await db.$transaction((tx) => refuseRun(tx, context, [words]));
  return null;
}
