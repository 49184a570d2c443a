import { type Phrase, phrase } from "../phrase";
import { judgeReviews } from "./reviews";

/** Where a change stands. Nobody sets it: it is derived from the facts below, each time anew. */
export const changeStatuses = [
  "DRAFT",
  "PLAN_FAILED",
  "IN_REVIEW",
  "CHANGES_REQUESTED",
  "STALE",
  "APPROVED",
  "QUEUED",
  "APPLYING",
  "APPLIED",
  "PARTIAL",
  "FAILED",
  "CANCELLED",
  "ABANDONED",
] as const;
export type ChangeStatus = (typeof changeStatuses)[number];

export const runOutcomes = ["applied", "partial", "failed", "cancelled"] as const;
export type RunOutcome = (typeof runOutcomes)[number];

export interface Person {
  id: string;
  name: string;
}

export const verdicts = ["approve", "request-changes", "withdraw"] as const;
export type Verdict = (typeof verdicts)[number];

export interface ReviewFacts {
  reviewer: Person;
  verdict: Verdict;
  planHash: string;
  at: Date;
}

/** All that the status, the rights and the gates of a change follow from. */
export interface ChangeFacts {
  author: Person;
  /** Everybody whose edits went into the draft, the author among them or not. */
  editorIds: readonly string[];
  editCount: number;
  /** Rises with every edit and when a change is opened again; plan and run belong to one revision. */
  revision: number;
  submittedAt: Date | null;
  isAbandoned: boolean;
  plan: { hash: string; revision: number; isBlocked: boolean } | null;
  reviews: readonly ReviewFacts[];
  run: { revision: number; startedAt: Date | null; outcome: RunOutcome | null } | null;
  /** Where the author may approve alone. */
  selfApproval: boolean;
  /** Who may review now. */
  reviewers: readonly Person[];
  /** Why the plan does not fit the network any more; empty while it does. */
  staleReasons: readonly Phrase[];
  /** Another change of the environment that is being applied. */
  appliedMeanwhile: { number: number } | null;
}

/** One rule in this version: one approval by somebody else. */
export const APPROVALS_NEEDED = 1;

/** From this impact on the title of the change is typed to apply it: the last tunnel falls, or something is lost. */
export const TYPED_FROM_IMPACT = 3;

/** The status, from the facts alone. */
export function deriveStatus(facts: ChangeFacts): ChangeStatus {
  const { run, plan } = facts;
  if (run && run.revision === facts.revision)
    return run.outcome ? OUTCOMES[run.outcome] : run.startedAt ? "APPLYING" : "QUEUED";
  if (facts.isAbandoned) return "ABANDONED";
  if (!facts.submittedAt) return plan?.isBlocked && facts.editCount > 0 ? "PLAN_FAILED" : "DRAFT";
  const reviews = judgeReviews(facts);
  if (reviews.some((review) => review.standing === "blocks")) return "CHANGES_REQUESTED";
  if (!plan || plan.revision !== facts.revision || plan.isBlocked || facts.staleReasons.length > 0) return "STALE";
  const approvals = reviews.filter((review) => review.standing === "counts").length;
  return approvals >= APPROVALS_NEEDED ? "APPROVED" : "IN_REVIEW";
}

const OUTCOMES: Record<RunOutcome, ChangeStatus> = {
  applied: "APPLIED",
  partial: "PARTIAL",
  failed: "FAILED",
  cancelled: "CANCELLED",
};

/** True while somebody still has to do something about it. */
export function isOpen(status: ChangeStatus): boolean {
  return status !== "APPLIED" && status !== "CANCELLED" && status !== "ABANDONED";
}

/** True while edits may be put in: before a run, and of a draft that nobody abandoned. An edit takes it out of review. */
export function isEditable(status: ChangeStatus): boolean {
  return EDITABLE.has(status);
}

const EDITABLE = new Set<ChangeStatus>(["DRAFT", "PLAN_FAILED", "IN_REVIEW", "CHANGES_REQUESTED", "STALE", "APPROVED"]);

export interface Gate {
  name: "people" | "checks" | "lock";
  state: "pass" | "wait" | "block";
  phrase: Phrase;
}

/** What separately has to hold before a change may be applied; people's word is only one of them. */
export function listGates(facts: ChangeFacts): Gate[] {
  return [peopleGate(facts), checksGate(facts), lockGate(facts)];
}

function peopleGate(facts: ChangeFacts): Gate {
  const reviews = judgeReviews(facts);
  const blocking = reviews.find((review) => review.standing === "blocks");
  if (blocking) {
    const words = phrase("changes.gate.changesRequested", { name: blocking.reviewer.name });
    return { name: "people", state: "block", phrase: words };
  }
  const given = reviews.filter((review) => review.standing === "counts").length;
  const state = given >= APPROVALS_NEEDED ? "pass" : "wait";
  return { name: "people", state, phrase: phrase("changes.gate.approvals", { given, needed: APPROVALS_NEEDED }) };
}

function checksGate({ plan, staleReasons, revision }: ChangeFacts): Gate {
  if (!plan || plan.revision !== revision) {
    return { name: "checks", state: "block", phrase: phrase("changes.gate.notPlanned") };
  }
  if (plan.isBlocked) return { name: "checks", state: "block", phrase: phrase("changes.gate.planBlocked") };
  const [reason] = staleReasons;
  if (reason) return { name: "checks", state: "block", phrase: reason };
  return { name: "checks", state: "pass", phrase: phrase("changes.gate.planFits") };
}

function lockGate({ appliedMeanwhile }: ChangeFacts): Gate {
  return appliedMeanwhile
    ? { name: "lock", state: "wait", phrase: phrase("changes.gate.busy", { number: appliedMeanwhile.number }) }
    : { name: "lock", state: "pass", phrase: phrase("changes.gate.free") };
}

/** Why it cannot be applied now; null when it can. */
export function whyNotApply(facts: ChangeFacts): Phrase | null {
  const status = deriveStatus(facts);
  if (status !== "APPROVED") return phrase("changes.notApply.status", { status });
  return listGates(facts).find((gate) => gate.state !== "pass")?.phrase ?? null;
}
