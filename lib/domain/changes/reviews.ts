import { type Phrase, phrase } from "../phrase";
import { type ChangeFacts, type Difference, isUnderRun, type ReviewFacts } from "./facts";

/** A person's newest review and what it is worth now. */
export interface JudgedReview extends ReviewFacts {
  /** `aged`: an approval that would count if it were younger. */
  standing: "counts" | "blocks" | "aged" | "none";
  /** Why an approval does not count (any more). */
  reason?: Phrase;
  /** In which fields what is there now differs from what was approved. */
  changes?: Difference["changes"];
}

const APPROVAL_HOURS_MAX = 72;
const HOUR_MS = 3_600_000;

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

type Judgement = Pick<JudgedReview, "standing" | "reason" | "changes">;

function judge(review: ReviewFacts, facts: ChangeFacts): Judgement {
  switch (review.verdict) {
    case "withdraw":
      return { standing: "none" };
    case "request-changes":
      return facts.submittedAt && review.at >= facts.submittedAt
        ? { standing: "blocks" }
        : { standing: "none", reason: phrase("changes.fell.submittedAgain") };
    case "approve":
      return judgeApproval(review, facts);
    default: {
      const impossible: never = review.verdict;
      throw new Error(`Unknown verdict: ${impossible}`);
    }
  }
}

function judgeApproval(review: ReviewFacts, facts: ChangeFacts): Judgement {
  const fallen = whyFallen(review, facts);
  if (fallen) return { standing: "none", reason: fallen.phrase, ...(fallen.changes && { changes: fallen.changes }) };
  if (expiryOf(review, facts) <= facts.now) {
    return { standing: "aged", reason: phrase("changes.fell.aged", { hours: hoursOf(facts) }) };
  }
  return { standing: "counts" };
}

function whyFallen({ reviewer, planHash }: ReviewFacts, facts: ChangeFacts): Difference | null {
  if (isInvolved(reviewer.id, facts) && !facts.selfApproval) return { phrase: phrase("changes.fell.ownEdits") };
  if (!facts.reviewers.some(({ id }) => id === reviewer.id)) return { phrase: phrase("changes.fell.noRight") };
  const [outrun] = facts.outrun;
  if (outrun) return { phrase: phraseOfOutrun(outrun) };
  if (facts.plan?.hash !== planHash || facts.plan.revision !== facts.revision) {
    return facts.differences.get(planHash) ?? { phrase: phrase("changes.fell.planChanged") };
  }
  return facts.misfits[0] ?? null;
}

/** That another change came first. */
export function phraseOfOutrun({ name, number }: ChangeFacts["outrun"][number]): Phrase {
  return number === null
    ? phrase("changes.outrun.bySomebody", { name })
    : phrase("changes.outrun.byChange", { name, number });
}

/** When an approval ages out. */
export function expiryOf({ at }: Pick<ReviewFacts, "at">, facts: ChangeFacts): Date {
  return new Date(at.getTime() + hoursOf(facts) * HOUR_MS);
}

/** Whatever is stored, nobody's word counts for longer than three days. */
function hoursOf({ approvalHours }: ChangeFacts): number {
  return Math.min(approvalHours, APPROVAL_HOURS_MAX);
}

/** Why this person may not review now; null when they may. The right itself is asked for where they sign in. */
export function whyNotReview(personId: string, facts: ChangeFacts): Phrase | null {
  if (!facts.submittedAt || facts.isAbandoned) return phrase("changes.notReview.notSubmitted");
  if (facts.plan?.revision !== facts.revision) return phrase("changes.notReview.notPlanned");
  if (isUnderRun(facts)) return phrase("changes.notReview.started");
  if (isInvolved(personId, facts) && !facts.selfApproval) return phrase("changes.notReview.ownEdits");
  return null;
}

/** Whether somebody opened the change or edited it. */
export function isInvolved(
  personId: string,
  { author, editorIds }: Pick<ChangeFacts, "author" | "editorIds">,
): boolean {
  return personId === author.id || editorIds.includes(personId);
}
