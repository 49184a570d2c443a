import "server-only";
import { kindOf } from "@/lib/domain/kinds";
import { phrase } from "@/lib/domain/phrase";
import type { ResourceState } from "@/lib/domain/plan/resource-state";
import { isThere } from "@/lib/domain/plan/resource-state";
import type { CallStep } from "@/lib/domain/plan/step";
import { db } from "../db/client";
import { failStep, moveStep, noError } from "./journal";
import { differencesOf } from "./read-back";
import { carriesMarker, carriesSecret } from "./resolve-late";
import { backoffSeconds } from "./retry-policy";
import type { JournalStep, RunContext } from "./run-context";
import { conflict, forgetWaiting } from "./start-call";

/** For so long an object that was made may stay unseen (reference §3.4); a second call before that could make two. */
const UNSEEN_MS = 45_000;
const UNSEEN_SANDBOX_MS = 2_000;
const CALLS_MAX = 6;

/**
 * A call whose answer is lost: what it made is adopted by its marker or its natural id; what is not there after a while was
 * never made and is called again. `state` is fresh: it was read from EC2 after the call.
 */
export async function lookForOwn(
  context: RunContext,
  journal: JournalStep & { step: CallStep },
  state: ResourceState | undefined,
  all: readonly ResourceState[],
): Promise<void> {
  const { row, step } = journal;
  const finding = find(journal, state, context, all);
  const now = Date.now();
  switch (finding) {
    case "done":
      // From here on it is as if the answer had come.
      await moveStep(db, context, journal, {
        state: "settling",
        calledAt: row.callingAt,
        awsId: state?.awsId ?? step.awsId ?? null,
        wakeAt: new Date(now),
        ...noError,
      });
      return;
    case "foreign":
      return failStep(context, journal, conflict(context, journal));
    case "nothing": {
      const elapsedMs = now - (row.callingAt?.getTime() ?? now);
      if (elapsedMs < (context.isSandbox ? UNSEEN_SANDBOX_MS : UNSEEN_MS)) return;
      if (row.attempts < CALLS_MAX) {
        await moveStep(db, context, journal, {
          state: "pending",
          wakeAt: new Date(now + backoffSeconds(row.attempts) * 1000),
        });
        return;
      }
      return failStep(context, journal, {
        code: "run-no-answer",
        error: { phrase: phrase("errors.run-no-answer") },
        along: (tx) => forgetWaiting(tx, context, journal),
      });
    }
    default: {
      const impossible: never = finding;
      throw new Error(`Unknown finding: ${impossible}`);
    }
  }
}

function find(
  { row, step }: JournalStep & { step: CallStep },
  state: ResourceState | undefined,
  context: RunContext,
  all: readonly ResourceState[],
): "done" | "foreign" | "nothing" {
  switch (step.operation) {
    case "create":
      if (!isThere(state)) return "nothing";
      return carriesMarker(step.call) && state.observed.marker !== row.marker ? "foreign" : "done";
    case "remove":
      return !isThere(state) || kindOf(step.kind).settled(state.observed) !== "settled" ? "done" : "nothing";
    case "update": {
      if (!isThere(state)) return "nothing";
      if (kindOf(step.kind).settled(state.observed) === "settling") return "done";
      // A key cannot be read back; to set the same one again is the lesser evil.
      if (carriesSecret(step.call)) return "nothing";
      return differencesOf({ context, step, state, all, isLast: true }).length === 0 ? "done" : "nothing";
    }
    default: {
      const impossible: never = step.operation;
      throw new Error(`Unknown operation: ${impossible}`);
    }
  }
}
