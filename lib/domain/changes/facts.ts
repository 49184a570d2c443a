import type { FieldChange } from "../kinds/kind";
import type { Phrase } from "../phrase";
import type { Impact } from "../plan/step";
import type { Role } from "./rights";
import type { ApprovalRule, Touched } from "./rules";
import type { ChangeWindow } from "./windows";

export interface Person {
  id: string;
  name: string;
}

/** Somebody who may review now, with what they are at this moment. */
export interface Reviewer extends Person {
  groupIds: readonly string[];
  /** Of the membership and of the groups. */
  roles: readonly Role[];
}

export const verdicts = ["approve", "request-changes", "withdraw"] as const;
export type Verdict = (typeof verdicts)[number];

export interface ReviewFacts {
  reviewer: Person;
  verdict: Verdict;
  planHash: string;
  at: Date;
}

/** How a run ended. `refused`: its preflight found that the plan does not fit any more, and nothing was called. */
export const runOutcomes = ["applied", "partial", "failed", "cancelled", "refused"] as const;
export type RunOutcome = (typeof runOutcomes)[number];

/** A reason in plain words, with the fields it is about where there are any. A path begins with the key or the name of the resource. */
export interface Difference {
  phrase: Phrase;
  changes?: FieldChange[];
}

/** Nothing in its scope is applied until it ends. */
export interface Freeze {
  reason: string;
  byName: string;
  startsAt: Date;
  endsAt: Date;
  /** Keys of the resources it is about; empty: all of them. */
  keys: readonly string[];
}

/** All that the status, the rights and the gates of a change follow from. */
export interface ChangeFacts {
  now: Date;
  author: Person;
  /** Everybody whose edits went into the draft, the author among them or not. */
  editorIds: readonly string[];
  editCount: number;
  /** Rises with every edit and when a change is opened again; plan and run belong to one revision. */
  revision: number;
  submittedAt: Date | null;
  isAbandoned: boolean;
  plan: { hash: string; revision: number; isBlocked: boolean; impact: Impact } | null;
  reviews: readonly ReviewFacts[];
  /** The newest. */
  run: { revision: number; startedAt: Date | null; preflightAt: Date | null; outcome: RunOutcome | null } | null;
  /** Where people may approve what they edited themselves. */
  selfApproval: boolean;
  /** How long an approval counts. */
  approvalHours: number;
  /** Who may review now. */
  reviewers: readonly Reviewer[];
  rules: readonly ApprovalRule[];
  /** What the plan touches, as the rules judge it. */
  touched: readonly Touched[];
  /** Edits that were begun on a spec that another change has replaced since; the number of that change, where it is known. */
  outrun: readonly { name: string; number: number | null }[];
  /** Why the plan does not fit what AWS shows now; empty while it does. */
  misfits: readonly Difference[];
  /** By plan hash: in what the present plan differs from the one that was approved. Empty where nobody shows it. */
  differences: ReadonlyMap<string, Difference>;
  /** Threads that must be resolved before it is applied and are not. */
  openThreads: number;
  /** Of the environment. */
  windows: readonly ChangeWindow[];
  /** Of the environment or of all, lifted ones left out. */
  freezes: readonly Freeze[];
  /** Changes that are being applied and hold what this one needs. */
  holders: readonly { number: number; name: string }[];
}

/** True once a run carries out the present revision. One that its preflight refused called nothing and is none. */
export function isUnderRun({ run, revision }: Pick<ChangeFacts, "run" | "revision">): boolean {
  return run?.revision === revision && run.outcome !== "refused";
}
