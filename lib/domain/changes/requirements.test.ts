import { expect, test } from "vitest";
import { phrase } from "../phrase";
import { deriveStatus } from "./lifecycle";
import { approvalsExpireAt, explainReviews, judgeApprovals } from "./requirements";
import { judgeReviews, whyNotReview } from "./reviews";
import { at, emma, facts, jiwoo, minseo, NETWORK, review, rule, touched } from "./testing";

const network = rule({ name: "Network", requires: { approvals: [{ count: 1, groupId: NETWORK }] } });
const twoWithAdmin = rule({ requires: { approvals: [{ count: 2 }, { count: 1, role: "admin" }] } });

test("the author and whoever edited the draft cannot approve, except where self-approval is allowed", () => {
  const own = { reviews: [review(minseo, "approve")] };
  expect(deriveStatus(facts(own))).toBe("IN_REVIEW");
  expect(deriveStatus(facts({ ...own, selfApproval: true }))).toBe("APPROVED");
  expect(deriveStatus(facts({ editorIds: ["jiwoo"], reviews: [review(jiwoo, "approve")] }))).toBe("IN_REVIEW");
  expect(whyNotReview("minseo", facts())).toEqual(phrase("changes.notReview.ownEdits"));
  expect(whyNotReview("jiwoo", facts())).toBeNull();
  expect(judgeApprovals(facts()).requirements[0]?.mayGive.map(({ id }) => id)).toEqual(["jiwoo", "emma"]);
});

test("self-approval lets involved people approve, and the requirements stay", () => {
  const alone = facts({ rules: [twoWithAdmin], selfApproval: true, reviews: [review(minseo, "approve")] });
  expect(deriveStatus(alone)).toBe("IN_REVIEW");
  expect(judgeApprovals(alone).requirements.map(({ isMet }) => isMet)).toEqual([false, true]);
});

test("only a person's newest review counts, and nobody counts twice", () => {
  const reviews = [review(jiwoo, "request-changes", 20), review(jiwoo, "approve", 30)];
  expect(deriveStatus(facts({ reviews }))).toBe("APPROVED");
  expect(deriveStatus(facts({ reviews: [...reviews, review(jiwoo, "withdraw", 40)] }))).toBe("IN_REVIEW");
  const twice = [review(emma, "approve", 20), review(emma, "approve", 30)];
  expect(deriveStatus(facts({ rules: [twoWithAdmin], reviews: twice }))).toBe("IN_REVIEW");
});

test("one approval counts for every requirement that the person fits", () => {
  const reviews = [review(jiwoo, "approve"), review(emma, "approve")];
  expect(deriveStatus(facts({ rules: [twoWithAdmin], reviews }))).toBe("APPROVED");
});

test("a request for changes blocks although others approved, until the change is submitted again", () => {
  const reviews = [review(jiwoo, "approve", 20), review(emma, "request-changes", 30)];
  expect(deriveStatus(facts({ reviews }))).toBe("CHANGES_REQUESTED");
  expect(deriveStatus(facts({ reviews, submittedAt: at(35) }))).toBe("APPROVED");
});

test("an approval falls with its reason when the plan, the network, the right or its time is over", () => {
  const reviews = [review(jiwoo, "approve")];
  const reasonOf = (more: Parameters<typeof facts>[0]) => judgeReviews(facts({ reviews, ...more }))[0]?.reason?.key;
  const plan = { hash: "h4", revision: 3, isBlocked: false, impact: 2 } as const;
  expect(reasonOf({ plan })).toBe("changes.fell.planChanged");
  const fields = { phrase: phrase("changes.fell.fieldsChanged", { fields: "leeds name a → b" }), changes: [] };
  expect(reasonOf({ plan, differences: new Map([["h3", fields]]) })).toBe("changes.fell.fieldsChanged");
  expect(reasonOf({ reviewers: [emma] })).toBe("changes.fell.noRight");
  expect(reasonOf({ misfits: [{ phrase: phrase("changes.stale.changed", { name: "leeds" }) }] })).toBe(
    "changes.stale.changed",
  );
  expect(reasonOf({ now: at(20 + 24 * 60) })).toBe("changes.fell.aged");
});

test("whoever leaves the group no longer meets its requirement, and the page says which one", () => {
  const reviews = [review(jiwoo, "approve")];
  expect(deriveStatus(facts({ rules: [network], reviews }))).toBe("APPROVED");
  const left = facts({ rules: [network], reviews, reviewers: [{ ...jiwoo, groupIds: [] }, emma] });
  expect(deriveStatus(left)).toBe("IN_REVIEW");
  expect(explainReviews(left, () => "Network")).toMatchObject([
    { standing: "counts", reason: phrase("changes.counts.notOfGroup", { group: "Network" }) },
  ]);
  expect(judgeApprovals(left).requirements).toMatchObject([{ given: [], isMet: false, mayGive: [] }]);
});

test("rules that ask for more make an approved change wait again", () => {
  const reviews = [review(jiwoo, "approve")];
  expect(deriveStatus(facts({ reviews }))).toBe("APPROVED");
  expect(deriveStatus(facts({ reviews, rules: [twoWithAdmin] }))).toBe("IN_REVIEW");
});

test("what no rule covers cannot be approved by anybody", () => {
  const rules = [rule({ match: { kinds: ["vpc"] } })];
  const uncovered = facts({ rules, reviews: people(), touched: [touched()] });
  expect(deriveStatus(uncovered)).toBe("IN_REVIEW");
  expect(judgeApprovals(uncovered).unmatched.map(({ name }) => name)).toEqual(["leeds"]);
});

test("the first approval to age out is the one whose time is told", () => {
  const reviews = [review(emma, "approve", 30), review(jiwoo, "approve", 20)];
  expect(approvalsExpireAt(facts({ reviews, approvalHours: 2 }))).toEqual(at(20 + 120));
  expect(approvalsExpireAt(facts())).toBeNull();
});

function people() {
  return [jiwoo, emma].map((person) => review(person, "approve"));
}
