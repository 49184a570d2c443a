import { getPhrase } from "@/components/ui/phrase-server";
import type { ChangeView, PlanView, RunView } from "@/lib/domain/changes/change-view";
import type { Phrase } from "@/lib/domain/phrase";
import type { Problem } from "@/lib/domain/problem";
import { DomainError } from "@/lib/errors";
import type { Viewer } from "@/lib/server/auth/viewer";
import type { ChangeAddress } from "@/lib/server/changes/find-change";
import { findChange } from "@/lib/server/changes/queries";

type Say = (phrase: Phrase) => string;

/** A change for the API, with what the key's owner may do next. Specs stay out: they are large, and pages show them by field. */
export async function describeChange(viewer: Viewer, address: ChangeAddress) {
  const change = await findChange(viewer, address);
  if (!change) throw new DomainError("change-not-found", { number: address.changeNumber });
  const say = await getPhrase();
  const { number, title, status, revision, authorName, createdAt, submittedAt, edits, plan, run, gates } = change;
  return {
    ...{ number, title, status, revision, author: authorName, createdAt, submittedAt },
    edits: edits.map(({ operation, kind, key }) => ({ operation, kind, key })),
    plan: plan && describePlan(plan, say),
    approvals: change.requirements.map(({ count, from, given, isMet, mayGive }) => ({
      ...{ count, from, isMet },
      given: given.map(({ name }) => name),
      mayGive: mayGive.map(({ name }) => name),
    })),
    unmatched: change.unmatched,
    reviews: change.reviews.map(({ reviewer, verdict, standing, at, comment, reason }) => ({
      ...{ reviewer: reviewer.name, verdict, standing, at, comment },
      reason: reason ? say(reason) : null,
    })),
    gates: gates.map(({ name, state, phrase, opensAt = null }) => ({ name, state, text: say(phrase), opensAt })),
    run: run && describeRun(run, say),
    may: describeRights(change.may, say),
  };
}

function describePlan({ hash, createdAt, impact, steps, problems }: PlanView, say: Say) {
  return {
    ...{ hash, createdAt, impact },
    steps: steps.map((step, index) => ({
      ...{ number: index + 1, id: step.id, type: step.type, key: step.key, impact: step.impact },
      action: step.type === "call" ? step.call.action : null,
      text: say(step.phrase),
    })),
    problems: problems.map(({ key, severity, phrase }: Problem & { key: string }) => ({
      ...{ key, severity },
      text: say(phrase),
    })),
  };
}

/** How far a run has come; a step that failed says why, in words and with AWS's own code. */
function describeRun({ id, startedByName, createdAt, finishedAt, isCancelling, outcome, steps }: RunView, say: Say) {
  return {
    ...{ id, startedBy: startedByName, createdAt, finishedAt, isCancelling, outcome },
    steps: steps.map(
      ({ stepId, state, attempts, callingAt, finishedAt: stepFinishedAt, errorCode, error, requestId }) => ({
        ...{ stepId, state, attempts, callingAt, finishedAt: stepFinishedAt, errorCode, requestId },
        error: error && say(error.phrase),
      }),
    ),
  };
}

/** True, or why not. */
function describeRights({ edit, submit, review, apply }: ChangeView["may"], say: Say) {
  return { edit, submit, review: review ? say(review) : true, apply: apply ? say(apply) : true };
}
