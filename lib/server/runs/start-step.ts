import "server-only";
import { db } from "../db/client";
import { moveStep } from "./journal";
import type { JournalStep, RunContext } from "./run-context";
import { startCall } from "./start-call";

/** Begins a step: a call is made, a wait is looked at from now on, a confirmation waits for a person. */
export async function startStep(context: RunContext, journal: JournalStep): Promise<void> {
  const { step } = journal;
  const now = new Date();
  switch (step.type) {
    case "call":
      return startCall(context, { ...journal, step });
    case "wait":
      await moveStep(db, context, journal, { state: "settling", callingAt: now, calledAt: now, wakeAt: now });
      return;
    case "confirm":
      // Nothing wakes it but a person's word.
      await moveStep(db, context, journal, { state: "settling", callingAt: now, wakeAt: null });
      return;
    default: {
      const impossible: never = step;
      throw new Error(`Unknown step: ${JSON.stringify(impossible)}`);
    }
  }
}
