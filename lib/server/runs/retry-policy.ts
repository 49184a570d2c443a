import "server-only";
import type { CallStep } from "@/lib/domain/plan/step";
import type { Ec2ErrorCategory } from "../aws/ec2-error-codes";

/**
 * What a failed call means for its step. retry: call again later · look: it may have been carried out, so look for what it
 * made first · settle: what was asked for is so already · fail: a person has to act.
 */
export type Reaction = "retry" | "look" | "settle" | "fail";

interface Failure {
  category: Ec2ErrorCategory;
  operation: CallStep["operation"];
  /** True for relations: the ids of their ends tell whether what exists is the thing that was asked for. */
  hasNaturalId: boolean;
  /** How often it was called, this time included. */
  attempts: number;
  /** How long EC2 may take for this, in seconds. */
  longestSeconds: number;
}

/** An answer lost this often is no accident. */
const LOST_ANSWERS_MAX = 5;
/** A new object is visible everywhere within a minute (reference §3.4), and what it builds on free by then. */
const PATIENCE_SECONDS = 120;

/** Decides by what EC2 answered. Which codes belong to which category is known to ec2-error-codes alone. */
export function reactTo({ category, operation, hasNaturalId, attempts, longestSeconds }: Failure): Reaction {
  switch (category) {
    case "throttled":
    case "busy":
      return waitedSeconds(attempts) < Math.max(longestSeconds, PATIENCE_SECONDS) ? "retry" : "fail";
    case "not-yet-visible":
      return waitedSeconds(attempts) < PATIENCE_SECONDS ? "retry" : "fail";
    case "dependency":
      // What still uses it may be on its way out, which takes as long as the removal itself may.
      return waitedSeconds(attempts) < (operation === "remove" ? longestSeconds : PATIENCE_SECONDS) ? "retry" : "fail";
    case "gone":
      // An id may be unknown for half a minute to one of EC2's servers while it stands: only a list tells that it is gone.
      return operation === "remove" ? "look" : "fail";
    case "duplicate":
      if (operation !== "create") return "fail";
      if (hasNaturalId) return "settle";
      // Of a first call it is somebody else's; of a later one it may be what an earlier one made.
      return attempts > 1 && attempts < LOST_ANSWERS_MAX ? "look" : "fail";
    case "server":
    case "unreachable":
      return attempts < LOST_ANSWERS_MAX ? "look" : "fail";
    case "limit":
    case "denied":
    case "credentials":
    case "account":
    case "unsupported":
    case "invalid":
      return "fail";
    default: {
      const impossible: never = category;
      throw new Error(`Unknown category: ${impossible}`);
    }
  }
}

const BACKOFF_MAX_SECONDS = 15;

/** Seconds until the next call: 1, 2, 4, 8, then 15. */
export function backoffSeconds(attempts: number): number {
  return Math.min(2 ** (attempts - 1), BACKOFF_MAX_SECONDS);
}

function waitedSeconds(attempts: number): number {
  let seconds = 0;
  for (let number = 1; number < attempts; number += 1) seconds += backoffSeconds(number);
  return seconds;
}

/**
 * Milliseconds until the next look: a twelfth of the time that has passed, so that what EC2 is through with is seen late by so much at
 * most. The first come quickly, since many calls have settled when they are answered; hours into a wait nothing is gained by hurry.
 */
export function lookAgainMs({ elapsedMs, isSandbox }: { elapsedMs: number; isSandbox: boolean }): number {
  const [least, most] = isSandbox ? [250, 1000] : [1000, 10_000];
  return Math.min(Math.max(least, elapsedMs / 12), most);
}
