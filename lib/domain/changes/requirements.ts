import { phrase } from "../phrase";
import type { ChangeFacts, Person, Reviewer } from "./facts";
import { fits } from "./fits";
import { expiryOf, isInvolved, type JudgedReview, judgeReviews } from "./reviews";
import { judgeRules, type Requirement, type Touched } from "./rules";

/** A requirement of the rules, and how far it is met at this moment. */
export interface JudgedRequirement extends Requirement {
  /** Whose approvals count for it. */
  given: Person[];
  isMet: boolean;
  /** Who could still give one. */
  mayGive: Person[];
}

export interface Approvals {
  requirements: JudgedRequirement[];
  /** What no rule covers: nobody's approval is enough for it. */
  unmatched: Touched[];
  isEnough: boolean;
  /** True when it would be enough but for approvals that have aged out. */
  wasEnough: boolean;
}

/**
 * What the approvals amount to. Whether somebody fits a requirement is decided by the groups and roles they have now, not by
 * those they had when they approved; each counts once for a requirement, and for every one that they fit.
 */
export function judgeApprovals(facts: ChangeFacts): Approvals {
  const { requirements, unmatched } = judgeRules(facts.rules, facts.touched);
  const reviews = judgeReviews(facts);
  const counting = peopleOf(reviews, facts, ["counts"]);
  const countingOnce = peopleOf(reviews, facts, ["counts", "aged"]);
  const judged = requirements.map((requirement): JudgedRequirement => {
    const given = counting.filter((person) => fits(person, requirement));
    const mayGive = facts.reviewers.filter(
      (person) => fits(person, requirement) && !given.includes(person) && isFree(person, facts),
    );
    return {
      ...requirement,
      given: given.map(plain),
      isMet: given.length >= requirement.count,
      mayGive: mayGive.map(plain),
    };
  });
  const isEnoughOf = (people: readonly Reviewer[]) =>
    unmatched.length === 0 &&
    requirements.length > 0 &&
    requirements.every(
      (requirement) => people.filter((person) => fits(person, requirement)).length >= requirement.count,
    );
  return {
    requirements: judged,
    unmatched,
    isEnough: isEnoughOf(counting),
    wasEnough: isEnoughOf(countingOnce),
  };
}

/** The reviews as a page shows them: one that counts and is not enough says what it does not bring. */
export function explainReviews(facts: ChangeFacts, nameOfGroup: (groupId: string) => string): JudgedReview[] {
  const missing = judgeApprovals(facts).requirements.filter(({ isMet }) => !isMet);
  return judgeReviews(facts).map((review) => {
    const person = facts.reviewers.find(({ id }) => id === review.reviewer.id);
    if (review.standing !== "counts" || !person) return review;
    const unfit = missing.find((requirement) => !fits(person, requirement));
    if (!unfit) return review;
    const reason =
      unfit.groupId === undefined
        ? phrase("changes.counts.notOfRole", { role: unfit.role ?? "" })
        : phrase("changes.counts.notOfGroup", { group: nameOfGroup(unfit.groupId) });
    return { ...review, reason };
  });
}

/** When the first approval that counts ages out; null while none does. */
export function approvalsExpireAt(facts: ChangeFacts): Date | null {
  const ends = judgeReviews(facts)
    .filter(({ standing }) => standing === "counts")
    .map((review) => expiryOf(review, facts));
  return ends.sort((a, b) => a.getTime() - b.getTime())[0] ?? null;
}

function peopleOf(
  reviews: readonly JudgedReview[],
  { reviewers }: ChangeFacts,
  standings: readonly JudgedReview["standing"][],
): Reviewer[] {
  return reviews
    .filter(({ verdict, standing }) => verdict === "approve" && standings.includes(standing))
    .flatMap(({ reviewer }) => reviewers.find(({ id }) => id === reviewer.id) ?? []);
}

function isFree({ id }: Reviewer, facts: ChangeFacts): boolean {
  return facts.selfApproval || !isInvolved(id, facts);
}

function plain({ id, name }: Reviewer): Person {
  return { id, name };
}
