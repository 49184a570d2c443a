import { type Phrase, phrase } from "../phrase";
import type { ChangeFacts, Person, ReviewFacts } from "./lifecycle";

/** A person's newest review and what it is worth now. */
export interface JudgedReview extends ReviewFacts {
  standing: "counts" | "blocks" | "none";
  /** Why an approval does not count (any more). */
  reason?: Phrase;
}

/** The newest review of each person, oldest first. An approval belongs to one plan; a request for changes to one submission. */
export function judgeReviews(facts: ChangeFacts): JudgedReview[] {
  const newest = new Map<string, ReviewFacts>();
  const byTime = [...facts.reviews].sort((a, b) => a.at.getTime() - b.at.getTime());
  for (const review of byTime) {
    newest.delete(review.reviewer.id);
    newest.set(review.reviewer.id, review);
  }
  return [...newest.values()].map((review) => ({ ...review, ...judge(review, facts) }));
}

function judge(review: ReviewFacts, facts: ChangeFacts): Pick<JudgedReview, "standing" | "reason"> {
  switch (review.verdict) {
    case "withdraw":
      return { standing: "none" };
    case "request-changes":
      return facts.submittedAt && review.at >= facts.submittedAt
        ? { standing: "blocks" }
        : { standing: "none", reason: phrase("changes.fell.submittedAgain") };
    case "approve": {
      const reason = whyFallen(review, facts);
      return reason ? { standing: "none", reason } : { standing: "counts" };
    }
    default: {
      const impossible: never = review.verdict;
      throw new Error(`Unknown verdict: ${impossible}`);
    }
  }
}

function whyFallen(review: ReviewFacts, facts: ChangeFacts): Phrase | null {
  if (isInvolved(review.reviewer.id, facts) && !facts.selfApproval) return phrase("changes.fell.ownEdits");
  if (!facts.reviewers.some((person) => person.id === review.reviewer.id)) return phrase("changes.fell.noRight");
  if (!facts.plan || facts.plan.hash !== review.planHash) return phrase("changes.fell.planChanged");
  return facts.staleReasons[0] ?? null;
}

/** Why this person may not review now; null when they may. The right itself is asked for where they sign in. */
export function whyNotReview(personId: string, facts: ChangeFacts): Phrase | null {
  if (!facts.submittedAt || facts.isAbandoned) return phrase("changes.notReview.notSubmitted");
  if (!facts.plan || facts.plan.revision !== facts.revision) return phrase("changes.notReview.notPlanned");
  if (facts.run?.revision === facts.revision) return phrase("changes.notReview.started");
  if (isInvolved(personId, facts) && !facts.selfApproval) return phrase("changes.notReview.ownEdits");
  return null;
}

/** Who could still give the approval that is missing. */
export function whoMayStillApprove(facts: ChangeFacts): Person[] {
  const counted = new Set(
    judgeReviews(facts)
      .filter((review) => review.standing === "counts")
      .map((review) => review.reviewer.id),
  );
  return facts.reviewers.filter(
    (person) => !counted.has(person.id) && (facts.selfApproval || !isInvolved(person.id, facts)),
  );
}

function isInvolved(personId: string, { author, editorIds }: ChangeFacts): boolean {
  return personId === author.id || editorIds.includes(personId);
}
