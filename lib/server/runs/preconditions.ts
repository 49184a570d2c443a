import "server-only";
import { parseRelied } from "@/lib/domain/changes/relied";
import { kindOf } from "@/lib/domain/kinds";
import { nameInKey } from "@/lib/domain/kinds/key";
import { phrase } from "@/lib/domain/phrase";
import { isThere, namesOf } from "@/lib/domain/plan/resource-state";
import type { CallStep } from "@/lib/domain/plan/step";
import { DomainError } from "@/lib/errors";
import { fingerprintOf } from "../changes/relied-now";
import { db } from "../db/client";
import { failStep, lastError, moveStep } from "./journal";
import { listsOf, type Sight, type StepUnderWay, see } from "./look-at-steps";
import { eachOf } from "./side-by-side";

/** A list that could not be read is asked for again after that; until then its steps wait. */
const READ_AGAIN_MS = 5_000;
const JUDGED_SIDE_BY_SIDE = 4;

type CallUnderWay = StepUnderWay & { step: CallStep };

/**
 * The steps that may really begin: before something that exists is changed or taken away it is read once more, and has to be the object that
 * the plan is about, as it was then. Where it is not, the step fails and names what is different; where it cannot be read, it waits.
 */
export async function checkPreconditions(steps: readonly StepUnderWay[]): Promise<StepUnderWay[]> {
  const touching = steps.flatMap((under): CallUnderWay[] => {
    const { step } = under.one;
    return step.type === "call" && step.operation !== "create" ? [{ ...under, step }] : [];
  });
  const [first] = touching;
  if (!first) return [...steps];
  const lists = [...new Set(touching.flatMap(({ one }) => listsOf(one)))];
  const sight = await see(first.context.environment.id, lists);
  const held = new Set<string>();
  await eachOf(touching, JUDGED_SIDE_BY_SIDE, async (under) => {
    if (!(await isMet(under, sight))) held.add(under.one.row.id);
  });
  return steps.filter(({ one }) => !held.has(one.row.id));
}

async function isMet(under: CallUnderWay, sight: Sight): Promise<boolean> {
  const { context, one, step } = under;
  const failure = sight.failures.get(kindOf(step.kind).list.action);
  if (failure) {
    const wakeAt = new Date(Date.now() + READ_AGAIN_MS);
    await moveStep(db, context, one, { state: "pending", wakeAt, ...lastError(failure) });
    return false;
  }
  const error = whatDiffers(under, sight);
  if (error === null) return true;
  await failStep(context, one, { code: error.code, error: { phrase: phrase(`errors.${error.code}`, error.values) } });
  return false;
}

function whatDiffers({ context, step, journal }: CallUnderWay, { all, byKey }: Sight): DomainError | null {
  const state = byKey.get(step.key);
  const name = nameInKey(step.key);
  if (!isThere(state)) return step.operation === "remove" ? null : new DomainError("run-gone", { name });
  if (step.awsId !== undefined && state.awsId !== step.awsId) return new DomainError("run-replaced", { name });
  // What this run has done to it already is no surprise.
  const isTouched = journal.some(({ step: other, row }) => other.key === step.key && row.callingAt !== null);
  const planned = parseRelied(context.relies)?.resources[step.key];
  if (isTouched || planned === undefined) return null;
  const isSame = planned.fingerprint === fingerprintOf(state, namesOf(all));
  return isSame ? null : new DomainError("run-changed-meanwhile", { name });
}
