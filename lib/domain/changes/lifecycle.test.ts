import fc from "fast-check";
import { expect, test } from "vitest";
import { phrase } from "../phrase";
import {
  type ChangeFacts,
  deriveStatus,
  isEditable,
  listGates,
  type ReviewFacts,
  verdicts,
  whyNotApply,
} from "./lifecycle";
import { judgeReviews, whoMayStillApprove, whyNotReview } from "./reviews";

const minseo = { id: "minseo", name: "Minseo Park" };
const jiwoo = { id: "jiwoo", name: "Jiwoo Han" };
const emma = { id: "emma", name: "Emma Clarke" };

function facts(more: Partial<ChangeFacts> = {}): ChangeFacts {
  return {
    author: minseo,
    editorIds: ["minseo"],
    editCount: 1,
    revision: 3,
    submittedAt: at(10),
    isAbandoned: false,
    plan: { hash: "h3", revision: 3, isBlocked: false },
    reviews: [],
    run: null,
    selfApproval: false,
    reviewers: [minseo, jiwoo, emma],
    staleReasons: [],
    appliedMeanwhile: null,
    ...more,
  };
}

function at(minute: number): Date {
  return new Date(Date.UTC(2026, 0, 1, 0, minute));
}

function review(reviewer: ReviewFacts["reviewer"], verdict: ReviewFacts["verdict"], minute = 20, planHash = "h3") {
  return { reviewer, verdict, planHash, at: at(minute) };
}

test("a draft is in review once submitted and approved once somebody else approves", () => {
  expect(deriveStatus(facts({ submittedAt: null }))).toBe("DRAFT");
  expect(deriveStatus(facts())).toBe("IN_REVIEW");
  expect(deriveStatus(facts({ reviews: [review(jiwoo, "approve")] }))).toBe("APPROVED");
});

test("the author and whoever edited the draft cannot approve, except where self-approval is allowed", () => {
  const own = { reviews: [review(minseo, "approve")] };
  expect(deriveStatus(facts(own))).toBe("IN_REVIEW");
  expect(deriveStatus(facts({ ...own, selfApproval: true }))).toBe("APPROVED");
  expect(deriveStatus(facts({ editorIds: ["jiwoo"], reviews: [review(jiwoo, "approve")] }))).toBe("IN_REVIEW");
  expect(whyNotReview("minseo", facts())).toEqual(phrase("changes.notReview.ownEdits"));
  expect(whyNotReview("jiwoo", facts())).toBeNull();
  expect(whoMayStillApprove(facts()).map((person) => person.id)).toEqual(["jiwoo", "emma"]);
});

test("only a person's newest review counts", () => {
  const reviews = [review(jiwoo, "request-changes", 20), review(jiwoo, "approve", 30)];
  expect(deriveStatus(facts({ reviews }))).toBe("APPROVED");
  expect(deriveStatus(facts({ reviews: [...reviews, review(jiwoo, "withdraw", 40)] }))).toBe("IN_REVIEW");
});

test("a request for changes blocks although somebody else approved, until the change is submitted again", () => {
  const reviews = [review(jiwoo, "approve", 20), review(emma, "request-changes", 30)];
  expect(deriveStatus(facts({ reviews }))).toBe("CHANGES_REQUESTED");
  expect(deriveStatus(facts({ reviews, submittedAt: at(35) }))).toBe("APPROVED");
});

test("an approval falls with its reason when the plan, the network or the right changed", () => {
  const reviews = [review(jiwoo, "approve")];
  const reasonOf = (more: Partial<ChangeFacts>) => judgeReviews(facts({ reviews, ...more }))[0]?.reason?.key;
  expect(reasonOf({ plan: { hash: "h4", revision: 3, isBlocked: false } })).toBe("changes.fell.planChanged");
  expect(reasonOf({ reviewers: [emma] })).toBe("changes.fell.noRight");
  expect(reasonOf({ staleReasons: [phrase("changes.stale.changed")] })).toBe("changes.stale.changed");
  expect(deriveStatus(facts({ reviews, staleReasons: [phrase("changes.stale.changed")] }))).toBe("STALE");
});

test("a plan of an older revision is stale", () => {
  expect(deriveStatus(facts({ revision: 4, reviews: [review(jiwoo, "approve")] }))).toBe("STALE");
});

test("a run decides over everything else, until the change is opened again", () => {
  const run = { revision: 3, startedAt: null, outcome: null };
  expect(deriveStatus(facts({ run, isAbandoned: true }))).toBe("QUEUED");
  expect(deriveStatus(facts({ run: { ...run, startedAt: at(50) } }))).toBe("APPLYING");
  expect(deriveStatus(facts({ run: { ...run, startedAt: at(50), outcome: "partial" } }))).toBe("PARTIAL");
  const reopened = { run: { ...run, outcome: "partial" as const }, revision: 4, submittedAt: null };
  expect(deriveStatus(facts(reopened))).toBe("DRAFT");
});

test("gates are told apart: approved and still blocked by another run", () => {
  const busy = facts({ reviews: [review(jiwoo, "approve")], appliedMeanwhile: { number: 7 } });
  expect(listGates(busy).map((gate) => gate.state)).toEqual(["pass", "pass", "wait"]);
  expect(whyNotApply(busy)).toEqual(phrase("changes.gate.busy", { number: 7 }));
  expect(whyNotApply(facts({ reviews: [review(jiwoo, "approve")] }))).toBeNull();
});

const anyFacts = fc
  .record({
    submitted: fc.boolean(),
    abandoned: fc.boolean(),
    selfApproval: fc.boolean(),
    stale: fc.boolean(),
    blocked: fc.boolean(),
    planRevision: fc.constantFrom(2, 3),
    editors: fc.subarray(["minseo", "jiwoo"]),
    reviews: fc.array(
      fc.tuple(
        fc.constantFrom(minseo, jiwoo, emma),
        fc.constantFrom(...verdicts),
        fc.nat(60),
        fc.constantFrom("h2", "h3"),
      ),
      { maxLength: 6 },
    ),
  })
  .map((made) =>
    facts({
      submittedAt: made.submitted ? at(10) : null,
      isAbandoned: made.abandoned,
      selfApproval: made.selfApproval,
      staleReasons: made.stale ? [phrase("changes.stale.changed")] : [],
      plan: { hash: "h3", revision: made.planRevision, isBlocked: made.blocked },
      editorIds: made.editors,
      reviews: made.reviews.map(([who, verdict, minute, hash]) => review(who, verdict, minute, hash)),
    }),
  );

test("nothing is applied without a fitting plan and the approval of that plan by somebody who did not make it", () => {
  fc.assert(
    fc.property(anyFacts, (made) => {
      if (whyNotApply(made) !== null) return;
      expect(made.submittedAt && !made.isAbandoned && made.plan && !made.plan.isBlocked).toBe(true);
      expect(made.plan?.revision).toBe(made.revision);
      const approver = made.reviews.find(
        ({ reviewer, verdict, planHash }) =>
          verdict === "approve" &&
          planHash === made.plan?.hash &&
          (made.selfApproval || (reviewer.id !== "minseo" && !made.editorIds.includes(reviewer.id))),
      );
      expect(approver).toBeDefined();
      expect(isEditable(deriveStatus(made))).toBe(true);
    }),
  );
});
