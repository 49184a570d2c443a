import type { FieldChange } from "../kinds/kind";
import type { Phrase } from "../phrase";
import type { Edit, Impact, PlanProblem, ResourceDiff, Step } from "../plan/step";
import type { PlanSummary } from "../plan/summarize-plan";
import type { ChangeStatus, Gate, Person, RunOutcome } from "./lifecycle";
import type { JudgedReview } from "./reviews";
import type { StepState } from "./run-progress";

/** A change in a list. */
export interface ChangeRow {
  number: number;
  title: string;
  authorName: string;
  status: ChangeStatus;
  /** Null while there is no plan. */
  impact: Impact | null;
  stepCount: number;
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
  authorName: string;
  text: string;
  at: Date;
  /** Number (from 1) of the step it is about. */
  stepNumber: number | null;
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
  edits: Edit[];
  /** Of the present revision. */
  plan: PlanView | null;
  run: RunView | null;
  reviews: (JudgedReview & { comment: string })[];
  approvalsNeeded: number;
  mayStillApprove: Person[];
  gates: Gate[];
  comments: CommentView[];
  /** What the viewer may do now; a phrase says why not. */
  may: {
    edit: boolean;
    submit: boolean;
    review: Phrase | null;
    apply: Phrase | null;
    abandon: boolean;
    steer: boolean;
  };
}
