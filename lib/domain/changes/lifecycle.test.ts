import fc from "fast-check";
import { expect, test } from "vitest";
import { phrase } from "../phrase";
import { type ChangeFacts, verdicts } from "./facts";
import { whyNotApply } from "./gates";
import { deriveStatus, isEditable } from "./lifecycle";
import { judgeReviews } from "./reviews";
import { type ApprovalRule, isMatch } from "./rules";
import { at, emma, facts, jiwoo, minseo, NETWORK, review, rule, touched } from "./testing";

const approved = { reviews: [review(jiwoo, "approve")] };

test("a draft is in review once submitted and approved once somebody else approves", () => {
  expect(deriveStatus(facts({ submittedAt: null }))).toBe("DRAFT");
  expect(deriveStatus(facts())).toBe("IN_REVIEW");
  expect(deriveStatus(facts(approved))).toBe("APPROVED");
});

test("a change is being planned while its present edits have no plan, in review too", () => {
  expect(deriveStatus(facts({ revision: 4, submittedAt: null }))).toBe("PLANNING");
  expect(deriveStatus(facts({ revision: 4, ...approved }))).toBe("PLANNING");
  expect(deriveStatus(facts({ editCount: 0, plan: null, submittedAt: null }))).toBe("DRAFT");
});

test("a plan with problems fails a draft and makes stale what is in review", () => {
  const plan = { hash: "h3", revision: 3, isBlocked: true, impact: 2 } as const;
  expect(deriveStatus(facts({ plan, submittedAt: null }))).toBe("PLAN_FAILED");
  expect(deriveStatus(facts({ plan, ...approved }))).toBe("STALE");
});

test("a change that another one outran is superseded, as a draft too, whatever its approvals", () => {
  const outrun = [{ name: "leeds", number: 12 }];
  expect(deriveStatus(facts({ outrun, submittedAt: null }))).toBe("SUPERSEDED");
  expect(deriveStatus(facts({ outrun, ...approved }))).toBe("SUPERSEDED");
  const [judged] = judgeReviews(facts({ outrun, ...approved }));
  expect(judged?.reason).toEqual(phrase("changes.outrun.byChange", { name: "leeds", number: 12 }));
});

test("what would be approved but for approvals that aged out says so, and what never was approved does not", () => {
  expect(deriveStatus(facts({ ...approved, now: at(20 + 24 * 60) }))).toBe("EXPIRED");
  expect(deriveStatus(facts({ ...approved, now: at(19 + 24 * 60) }))).toBe("APPROVED");
  expect(deriveStatus(facts({ now: at(20 + 24 * 60) }))).toBe("IN_REVIEW");
});

test("no approval counts for longer than 72 hours, whatever is set", () => {
  const longest = { ...approved, approvalHours: 1000 };
  expect(deriveStatus(facts({ ...longest, now: at(19 + 72 * 60) }))).toBe("APPROVED");
  expect(deriveStatus(facts({ ...longest, now: at(20 + 72 * 60) }))).toBe("EXPIRED");
});

test("a run decides over everything else, until the change is opened again", () => {
  const run = { revision: 3, startedAt: null, preflightAt: null, outcome: null };
  expect(deriveStatus(facts({ run, isAbandoned: true }))).toBe("QUEUED");
  expect(deriveStatus(facts({ run: { ...run, startedAt: at(50) } }))).toBe("PREFLIGHT");
  const calling = { ...run, startedAt: at(50), preflightAt: at(51) };
  expect(deriveStatus(facts({ run: calling }))).toBe("APPLYING");
  expect(deriveStatus(facts({ run: { ...calling, outcome: "partial" } }))).toBe("PARTIAL");
  const reopened = { run: { ...calling, outcome: "partial" as const, revision: 2 }, submittedAt: null };
  expect(deriveStatus(facts(reopened))).toBe("DRAFT");
});

test("a run that its preflight refused is none: the change stands where its facts put it", () => {
  const run = { revision: 3, startedAt: at(50), preflightAt: null, outcome: "refused" } as const;
  expect(deriveStatus(facts({ run, ...approved }))).toBe("APPROVED");
  expect(deriveStatus(facts({ run, ...approved, misfits: [{ phrase: phrase("changes.stale.differs") }] }))).toBe(
    "STALE",
  );
});

const people = [minseo, jiwoo, emma];
const lines = fc.constantFrom<ApprovalRule["requires"]["approvals"][number]>(
  { count: 1 },
  { count: 2 },
  { count: 1, groupId: NETWORK },
  { count: 1, role: "admin" },
);
const anyRule = fc
  .record({
    match: fc.constantFrom<ApprovalRule["match"]>({}, { impactFrom: 3 }, { kinds: ["vpc"] }, { purposes: ["sandbox"] }),
    approvals: fc.array(lines, { minLength: 1, maxLength: 3 }),
  })
  .map(({ match, approvals }) => rule({ match, requires: { approvals } }));

/** Weighted towards what lets a change through, or hardly any of them would get so far. */
const mostly = (chance: number) => fc.integer({ min: 1, max: 100 }).map((roll) => roll > chance);

const anyFacts: fc.Arbitrary<ChangeFacts> = fc
  .record({
    isDraft: mostly(90),
    isAbandoned: mostly(95),
    selfApproval: fc.boolean(),
    isStale: mostly(90),
    isBlocked: mostly(95),
    isOutrun: mostly(95),
    isOlderPlan: mostly(95),
    wasRefused: fc.boolean(),
    openThreads: fc.constantFrom(0, 0, 0, 1),
    isHeld: mostly(95),
    isFrozen: mostly(95),
    editors: fc.subarray(["minseo", "jiwoo"]),
    able: fc.subarray(people, { minLength: 1 }),
    members: fc.subarray(["jiwoo", "emma"]),
    rules: fc.array(anyRule, { minLength: 1, maxLength: 3 }),
    impacts: fc.array(fc.constantFrom<0 | 2 | 3 | 4>(0, 2, 3, 4), { minLength: 1, maxLength: 3 }),
    hoursLater: fc.constantFrom(1, 20, 30),
    reviews: fc.array(
      fc.tuple(
        fc.constantFrom(...people),
        fc.constantFrom("approve" as const, "approve" as const, "approve" as const, ...verdicts),
        fc.nat(60),
        fc.constantFrom("h2", "h3", "h3", "h3"),
      ),
      { maxLength: 6 },
    ),
  })
  .map((made) =>
    facts({
      now: at(60 + made.hoursLater * 60),
      submittedAt: made.isDraft ? null : at(10),
      isAbandoned: made.isAbandoned,
      selfApproval: made.selfApproval,
      misfits: made.isStale ? [{ phrase: phrase("changes.stale.differs") }] : [],
      outrun: made.isOutrun ? [{ name: "leeds", number: null }] : [],
      plan: { hash: "h3", revision: made.isOlderPlan ? 2 : 3, isBlocked: made.isBlocked, impact: 2 },
      run: made.wasRefused ? { revision: 3, startedAt: at(1), preflightAt: null, outcome: "refused" } : null,
      openThreads: made.openThreads,
      holders: made.isHeld ? [{ number: 7, name: "leeds" }] : [],
      freezes: made.isFrozen
        ? [{ reason: "holidays", byName: "Emma", startsAt: at(0), endsAt: at(90 * 60), keys: [] }]
        : [],
      editorIds: made.editors,
      reviewers: made.able.map((person) => ({
        ...person,
        groupIds: made.members.includes(person.id) ? [NETWORK] : [],
      })),
      rules: made.rules,
      touched: made.impacts.map((impact, index) => touched({ key: `vpn-connection/${index}`, impact })),
      reviews: made.reviews.map(([who, verdict, minute, hash]) => review(who, verdict, minute, hash)),
    }),
  );

/** Said once more in other words, from the facts up: whose word of now, on this plan, is worth something. */
function approversOf({ reviews, reviewers, plan, now, approvalHours, author, editorIds, selfApproval }: ChangeFacts) {
  return reviewers.filter(({ id }) => {
    const own = reviews.filter((one) => one.reviewer.id === id);
    const last = own.reduce((a, b) => (b.at >= a.at ? b : a), own[0] ?? review({ id, name: id }, "withdraw", 0));
    const isInvolved = id === author.id || editorIds.includes(id);
    const ageHours = (now.getTime() - last.at.getTime()) / 3_600_000;
    return (
      last.verdict === "approve" &&
      last.planHash === plan?.hash &&
      ageHours < approvalHours &&
      (selfApproval || !isInvolved)
    );
  });
}

function isEnough(made: ChangeFacts): boolean {
  const approvers = approversOf(made);
  return made.touched.every((one) => {
    const first = made.rules.find(({ match }) => isMatch(match, one));
    return first?.requires.approvals.every(
      ({ count, groupId, role }) =>
        approvers.filter(
          (person) => (!groupId || person.groupIds.includes(groupId)) && (!role || person.roles.includes(role)),
        ).length >= count,
    );
  });
}

function isClear(made: ChangeFacts): boolean {
  const { plan, misfits, outrun, openThreads, holders, freezes } = made;
  const isPlanned = plan?.revision === made.revision && !plan.isBlocked && misfits.length + outrun.length === 0;
  const isRequested = judgeReviews(made).some(({ standing }) => standing === "blocks");
  const isFree = openThreads + holders.length + freezes.length === 0;
  return Boolean(made.submittedAt) && !made.isAbandoned && isPlanned && !isRequested && isFree;
}

test("nothing is applied but the newest plan, fitting, approved by enough right people of this moment; and that always is", () => {
  let applied = 0;
  fc.assert(
    fc.property(anyFacts, (made) => {
      const mayApply = whyNotApply(made) === null;
      expect(mayApply).toBe(isClear(made) && isEnough(made));
      if (!mayApply) return;
      applied += 1;
      expect(isEditable(deriveStatus(made))).toBe(true);
    }),
    { numRuns: 3000 },
  );
  // Else the sentence above would hold for want of cases.
  expect(applied).toBeGreaterThan(20);
});
