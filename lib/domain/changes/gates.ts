import type { FieldChange } from "../kinds/kind";
import { type Phrase, phrase } from "../phrase";
import { type ChangeFacts, isUnderRun } from "./facts";
import { deriveStatus, TYPED_FROM_IMPACT } from "./lifecycle";
import { judgeApprovals } from "./requirements";
import { judgeReviews, phraseOfOutrun } from "./reviews";
import { type ChangeWindow, nextOpeningOf, openingAt } from "./windows";

export const gateNames = ["people", "checks", "threads", "window", "freeze", "lock"] as const;
export type GateName = (typeof gateNames)[number];

/** One thing that separately has to hold before a change may be applied. */
export interface Gate {
  name: GateName;
  /** `wait`: it passes by itself or with one more word. `block`: something must be mended. */
  state: "pass" | "wait" | "block";
  phrase: Phrase;
  /** When it opens by itself. */
  opensAt?: Date;
  /** In which fields the network is not as it was planned for. */
  changes?: readonly FieldChange[];
}

/** Every gate, passed or not; people's word is only one of them. */
export function listGates(facts: ChangeFacts): Gate[] {
  return gateNames.map((name) => ({ name, ...judges[name](facts) }));
}

type Judged = Omit<Gate, "name">;

const judges: Record<GateName, (facts: ChangeFacts) => Judged> = {
  people: judgePeople,
  checks: judgeChecks,
  threads: ({ openThreads }) =>
    openThreads === 0
      ? pass(phrase("changes.gate.noThreads"))
      : wait(phrase("changes.gate.openThreads", { count: openThreads })),
  window: judgeWindows,
  freeze: judgeFreezes,
  lock: ({ holders: [holder] }) =>
    holder ? wait(phrase("changes.gate.held", { ...holder })) : pass(phrase("changes.gate.free")),
};

function judgePeople(facts: ChangeFacts): Judged {
  const blocking = judgeReviews(facts).find((review) => review.standing === "blocks");
  if (blocking) return block(phrase("changes.gate.changesRequested", { name: blocking.reviewer.name }));
  const { requirements, unmatched, isEnough, wasEnough } = judgeApprovals(facts);
  const [stranger] = unmatched;
  if (stranger) return block(phrase("changes.gate.unmatched", { name: stranger.name, count: unmatched.length }));
  if (!facts.submittedAt) return wait(phrase("changes.gate.notSubmitted"));
  const met = requirements.filter((requirement) => requirement.isMet).length;
  if (isEnough) return pass(phrase("changes.gate.approved", { count: requirements.length }));
  if (wasEnough) return wait(phrase("changes.gate.aged"));
  const [only] = requirements;
  return only && requirements.length === 1
    ? wait(phrase("changes.gate.approvals", { given: only.given.length, needed: only.count }))
    : wait(phrase("changes.gate.requirements", { met, needed: requirements.length }));
}

function judgeChecks({ plan, revision, outrun: [outrun], misfits: [misfit] }: ChangeFacts): Judged {
  if (plan?.revision !== revision) return block(phrase("changes.gate.notPlanned"));
  if (outrun) return block(phraseOfOutrun(outrun));
  if (plan.isBlocked) return block(phrase("changes.gate.planBlocked"));
  if (misfit) return { ...block(misfit.phrase), ...(misfit.changes && { changes: misfit.changes }) };
  return pass(phrase("changes.gate.planFits"));
}

function judgeWindows({ windows, plan, now }: ChangeFacts): Judged {
  const binding = windowsFor(windows, plan?.impact ?? 0);
  if (binding.length === 0) return pass(phrase("changes.gate.anyTime"));
  const open = binding.find((window) => openingAt(window, now));
  if (open) return pass(phrase("changes.gate.windowOpen", { name: open.name }));
  const opensAt = nextOpeningOf(binding, now);
  return opensAt
    ? { ...wait(phrase("changes.gate.windowClosed")), opensAt }
    : block(phrase("changes.gate.windowNeverOpens"));
}

/** The windows that bind a change of this impact. */
export function windowsFor(windows: readonly ChangeWindow[], impact: number): ChangeWindow[] {
  return windows.filter(({ impactFrom }) => impact >= impactFrom);
}

/** The freeze that ends last is the one to wait for. */
function judgeFreezes({ freezes, touched, now }: ChangeFacts): Judged {
  const [last] = freezes
    .filter(({ startsAt, endsAt }) => startsAt <= now && now < endsAt)
    .filter(({ keys }) => keys.length === 0 || touched.some(({ key }) => keys.includes(key)))
    .sort((a, b) => b.endsAt.getTime() - a.endsAt.getTime());
  if (!last) return pass(phrase("changes.gate.notFrozen"));
  const { reason, byName: name, endsAt: opensAt } = last;
  return { ...block(phrase("changes.gate.frozen", { reason, name })), opensAt };
}

const pass = (words: Phrase): Judged => ({ state: "pass", phrase: words });
const wait = (words: Phrase): Judged => ({ state: "wait", phrase: words });
const block = (words: Phrase): Judged => ({ state: "block", phrase: words });

/** Why it cannot be applied now; null when it can. */
export function whyNotApply(facts: ChangeFacts): Phrase | null {
  const status = deriveStatus(facts);
  const people = judgePeople(facts);
  // What no rule covers is not brought on by one more approval.
  if (status === "IN_REVIEW" && people.state === "block") return people.phrase;
  if (status !== "APPROVED") return phrase("changes.notApply.status", { status });
  return listGates(facts).find((gate) => gate.state !== "pass")?.phrase ?? null;
}

/** What an emergency may pass over. The plan still has to fit, and nobody else may be at work on the same. */
export const BREAKABLE: readonly GateName[] = ["people", "threads", "window", "freeze"];

/** The closed gates that breaking the glass passes over. */
export function passedOver(facts: ChangeFacts): Gate[] {
  return listGates(facts).filter(({ name, state }) => state !== "pass" && BREAKABLE.includes(name));
}

/** Why the glass cannot be broken now; null when it can. */
export function whyNotBreakGlass(facts: ChangeFacts): Phrase | null {
  if (!facts.submittedAt || facts.isAbandoned || isUnderRun(facts)) {
    return phrase("changes.notBreakGlass.status", { status: deriveStatus(facts) });
  }
  const closed = listGates(facts).filter(({ state }) => state !== "pass");
  const hard = closed.find(({ name }) => !BREAKABLE.includes(name));
  if (hard) return hard.phrase;
  return closed.length === 0 ? phrase("changes.notBreakGlass.notNeeded") : null;
}

/** Why no start can be set for it; null when it can. It need not be approved yet: it is asked again when its time comes. */
export function whyNotSchedule(facts: ChangeFacts): Phrase | null {
  if (!facts.submittedAt || facts.isAbandoned || isUnderRun(facts)) {
    return phrase("changes.notSchedule.status", { status: deriveStatus(facts) });
  }
  // Somebody has to be there when the last tunnel falls, and type the title.
  if (facts.plan && facts.plan.impact >= TYPED_FROM_IMPACT) return phrase("changes.notSchedule.tooSevere");
  const checks = judgeChecks(facts);
  return checks.state === "pass" ? null : checks.phrase;
}
