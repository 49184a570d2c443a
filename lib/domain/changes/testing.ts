import type { ChangeFacts, Reviewer, ReviewFacts } from "./facts";
import type { ApprovalRule, Touched } from "./rules";

// What the tests of a change's life begin with: one touched connection, one rule, three people who may review.

export const NETWORK = "0199aaaa-0000-7000-8000-000000000001";

export const minseo: Reviewer = { id: "minseo", name: "Minseo Park", groupIds: [], roles: ["admin"] };
export const jiwoo: Reviewer = { id: "jiwoo", name: "Jiwoo Han", groupIds: [NETWORK], roles: ["approver"] };
export const emma: Reviewer = { id: "emma", name: "Emma Clarke", groupIds: [], roles: ["admin"] };

export function rule(more: Partial<ApprovalRule> = {}): ApprovalRule {
  return { id: "rule", name: "Everything", match: {}, requires: { approvals: [{ count: 1 }] }, ...more };
}

export function touched(more: Partial<Touched> = {}): Touched {
  return {
    key: "vpn-connection/leeds",
    kind: "vpn-connection",
    name: "leeds",
    impact: 2,
    environmentId: "0199aaaa-0000-7000-8000-00000000000e",
    purpose: "production",
    tags: [],
    ...more,
  };
}

/** Minutes after midnight of a Monday, in UTC. */
export function at(minute: number): Date {
  return new Date(Date.UTC(2026, 0, 5, 0, minute));
}

export function review(
  { id, name }: Pick<Reviewer, "id" | "name">,
  verdict: ReviewFacts["verdict"],
  minute = 20,
  planHash = "h3",
): ReviewFacts {
  return { reviewer: { id, name }, verdict, planHash, at: at(minute) };
}

/** A change by Minseo that was submitted ten minutes after midnight and fits; now is an hour after midnight. */
export function facts(more: Partial<ChangeFacts> = {}): ChangeFacts {
  return {
    now: at(60),
    author: { id: minseo.id, name: minseo.name },
    editorIds: ["minseo"],
    editCount: 1,
    revision: 3,
    submittedAt: at(10),
    isAbandoned: false,
    plan: { hash: "h3", revision: 3, isBlocked: false, impact: 2 },
    reviews: [],
    run: null,
    selfApproval: false,
    approvalHours: 24,
    reviewers: [minseo, jiwoo, emma],
    rules: [rule()],
    touched: [touched()],
    misfits: [],
    outrun: [],
    differences: new Map(),
    openThreads: 0,
    windows: [],
    freezes: [],
    holders: [],
    ...more,
  };
}
