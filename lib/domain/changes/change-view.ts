import type { FieldChange } from "../kinds/kind";
import type { Phrase } from "../phrase";
import type { Edit, Impact, PlanProblem, ResourceDiff, Step } from "../plan/step";
import type { PlanSummary } from "../plan/summarize-plan";
import type { Delta } from "./count-delta";
import type { Person, RunOutcome } from "./facts";
import type { Gate } from "./gates";
import type { ChangeStatus } from "./lifecycle";
import type { JudgedReview } from "./reviews";
import type { Role } from "./rights";
import type { StepState } from "./run-progress";

/** A change in a list. */
export interface ChangeRow {
  number: number;
  title: string;
  authorName: string;
  status: ChangeStatus;
  /** Null while there is no plan. */
  impact: Impact | null;
  /** How many of the rules' requirements are met; null before it is submitted and once it runs. */
  approvals: { met: number; needed: number } | null;
  scheduledAt: Date | null;
  /** Threads that must be resolved before it is applied. */
  openThreads: number;
  stepCount: number;
  /** What its plan does to how many objects. */
  delta: Delta;
  /** An approval is missing that the viewer may give. */
  waitsForViewer: boolean;
  createdAt: Date;
  updatedAt: Date;
}

/** Why a step failed or was skipped; `message` is AWS's own text. */
export interface StepErrorView {
  phrase: Phrase;
  action?: string;
  message?: string;
  fields?: FieldChange[];
}

/** How far one step of a run has come. */
export interface RunStepView {
  stepId: string;
  state: StepState;
  attempts: number;
  /** When it was begun: the call was sent, the wait or the question began. */
  callingAt: Date | null;
  finishedAt: Date | null;
  errorCode: string | null;
  error: StepErrorView | null;
  requestId: string | null;
  confirmedBy: string | null;
}

export interface RunView {
  id: string;
  startedByName: string;
  createdAt: Date;
  finishedAt: Date | null;
  isCancelling: boolean;
  outcome: RunOutcome | null;
  steps: RunStepView[];
}

export type { Gate } from "./gates";

export interface PlanView {
  hash: string;
  createdAt: Date;
  impact: Impact;
  steps: Step[];
  problems: PlanProblem[];
  diffs: ResourceDiff[];
  summary: PlanSummary;
}

export interface CommentView {
  id: string;
  authorId: string;
  authorName: string;
  text: string;
  at: Date;
}

/** Remarks that answer each other, about one step or the whole change. */
export interface ThreadView {
  /** Of its first comment. */
  id: string;
  stepId: string | null;
  /** From 1; null for the whole change, and for a step that the present plan does not have. */
  stepNumber: number | null;
  /** It must be resolved before the change is applied. */
  isBlocking: boolean;
  resolvedAt: Date | null;
  resolvedByName: string | null;
  comments: CommentView[];
}

/** Whom the rules ask for an approval, and how far that is met. */
export interface RequirementView {
  count: number;
  from: { what: "anyone" } | { what: "group"; name: string } | { what: "role"; name: Role };
  given: Person[];
  isMet: boolean;
  /** The rules that ask for it, with the names of the resources they ask for. */
  because: { rule: string; names: string[] }[];
  /** Who could still give one. */
  mayGive: Person[];
}

export interface ScheduleView {
  at: Date;
  byName: string;
  /** Why it did not start when its time came. */
  missed: Phrase | null;
}

/** Another open change that edits the same. */
export interface OverlapView {
  number: number;
  title: string;
  status: ChangeStatus;
  /** Of the resources that both edit. */
  names: string[];
}

/** That it was started without all that it needed, and the review which that owes. */
export interface BreakGlassView {
  runId: string;
  reason: string;
  byName: string;
  at: Date;
  passedOver: Phrase[];
  signedByName: string | null;
  signedAt: Date | null;
  remark: string;
}

/** All that the page of a change shows. */
export interface ChangeView {
  number: number;
  title: string;
  status: ChangeStatus;
  revision: number;
  authorName: string;
  isOwn: boolean;
  /** Who looks at it. */
  viewerId: string;
  createdAt: Date;
  submittedAt: Date | null;
  abandonReason: string | null;
  /** What was to be said when it was drafted, such as what a rollback cannot put back. */
  remarks: Phrase[];
  edits: Edit[];
  /** Of the present revision. */
  plan: PlanView | null;
  run: RunView | null;
  reviews: (JudgedReview & { comment: string })[];
  requirements: RequirementView[];
  /** Names of what no rule covers: with them it cannot be applied. */
  unmatched: string[];
  /** When the first approval that counts ages out. */
  approvalsExpireAt: Date | null;
  gates: Gate[];
  schedule: ScheduleView | null;
  overlaps: OverlapView[];
  threads: ThreadView[];
  breakGlass: BreakGlassView | null;
  /** Why the last run of this plan was refused by its preflight; empty without one. */
  preflightFlaws: Phrase[];
  /** What the viewer may do now; a phrase says why not. */
  may: {
    edit: boolean;
    submit: boolean;
    review: Phrase | null;
    apply: Phrase | null;
    breakGlass: Phrase | null;
    schedule: Phrase | null;
    /** Signing the review that a broken glass owes. */
    sign: Phrase | null;
    rollback: Phrase | null;
    resume: Phrase | null;
    abandon: boolean;
    steer: boolean;
  };
}
