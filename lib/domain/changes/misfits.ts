import { nameInKey } from "../kinds/key";
import type { FieldChange } from "../kinds/kind";
import { type Phrase, phrase } from "../phrase";
import { canonicalJson } from "../plan/canonical";
import type { CallStep, Impact, Plan, Step } from "../plan/step";
import { isAcceptable } from "../problem";
import { changesBetween, fieldsText } from "./changes-between";
import type { Difference } from "./facts";
import type { AwsIdentity, Relied, ReliedResource } from "./relied";

/** A reason why a plan does not fit. */
export interface Misfit extends Difference {
  /** Of the resource that is not as it was. */
  key?: string;
}

interface Comparison {
  /** The plan that is kept. Null where an earlier version of this console made it. */
  relied: Relied | null;
  steps: readonly Step[];
  impact: Impact;
  /** The same read now. */
  now: Relied;
  /** The account that the credentials lead to, where it is not the environment's. */
  foreignAccount: string | null;
  /** Draws the same edits for the network as it is now; asked only where nothing else is different. */
  draw: () => Plan;
}

/** Why a plan does not fit the network as it is now, in plain words; nothing while it does. A tunnel that came back is no reason. */
export function findMisfits({ relied, steps, impact, now, foreignAccount, draw }: Comparison): Misfit[] {
  if (foreignAccount) return [{ phrase: phrase("changes.stale.account", { found: foreignAccount }) }];
  if (!relied) return [{ phrase: phrase("changes.stale.differs") }];
  const identity = identityChanges(relied.identity, now.identity);
  if (identity.length > 0) {
    return [{ phrase: phrase("changes.stale.identity", { fields: fieldsText(identity) }), changes: identity }];
  }
  const changed = Object.entries(relied.resources).flatMap(([key, before]) => {
    const misfit = resourceMisfit(key, before, now.resources[key]);
    return misfit ? [misfit] : [];
  });
  return changed.length > 0 ? changed : planMisfits({ steps, impact, drawn: draw() });
}

/** What tells the environment apart and is different. Who could not be told before is not another one for being known. */
export function identityChanges(before: AwsIdentity, after: AwsIdentity): FieldChange[] {
  const changes = changesBetween({ ...before }, { ...after });
  return changes.filter((change) => change.path[0] !== "principal" || change.before !== null);
}

function resourceMisfit(key: string, before: ReliedResource, after: ReliedResource | undefined): Misfit | null {
  const name = nameInKey(key);
  if (!after) throw new Error(`"${key}" was not read`);
  if (before.fingerprint === after.fingerprint && before.version === after.version) return null;
  if (!before.shown && after.shown) return { key, phrase: phrase("changes.stale.appeared", { name }) };
  if (before.shown && !after.shown) return { key, phrase: phrase("changes.stale.vanished", { name }) };
  const changes = changesBetween(before.shown ?? {}, after.shown ?? {});
  if (changes.length === 0) return { key, phrase: phrase("changes.stale.changed", { name }) };
  return {
    key,
    phrase: phrase("changes.stale.changedFields", { name, fields: fieldsText(changes) }),
    changes: changes.map((change) => ({ ...change, path: [key, ...change.path] })),
  };
}

/** The same reason, where it is known which change did it. */
export function causedBy(misfit: Misfit, number: number): Misfit {
  const { values = {} } = misfit.phrase;
  const words = values.fields === undefined ? "changes.stale.changedBy" : "changes.stale.changedFieldsBy";
  return { ...misfit, phrase: phrase(words, { ...values, number }) };
}

function planMisfits({ steps, impact, drawn }: { steps: readonly Step[]; impact: Impact; drawn: Plan }): Misfit[] {
  if (!isAcceptable(drawn.problems)) return [{ phrase: phrase("changes.stale.problems") }];
  const [before, after] = [byCall(steps), byCall(drawn.steps)];
  // Without their order: which tunnel goes first follows from telemetry.
  if (canonicalJson([...before.keys()].sort()) !== canonicalJson([...after.keys()].sort())) {
    return [{ phrase: phrase("changes.stale.differs") }];
  }
  // Step by step: one that grew worse counts, though another is as bad as ever.
  const risen = [...after].flatMap(([call, step]) => {
    const known = before.get(call);
    return known && step.impact > known.impact ? [{ phrase: impactPhrase(known, step) }] : [];
  });
  if (risen.length > 0 || drawn.impact <= impact) return risen;
  return [{ phrase: phrase("changes.stale.impactRose", { before: impact, after: drawn.impact }) }];
}

function byCall(steps: readonly Step[]): Map<string, CallStep> {
  return new Map(steps.flatMap((step) => (step.type === "call" ? [[canonicalJson([step.key, step.call]), step]] : [])));
}

/** The planner says why an impact is what it is: where that is the other tunnel, the sentence names it. */
function impactPhrase(before: CallStep, after: CallStep): Phrase {
  const values = { before: before.impact, after: after.impact };
  const tunnel = after.reason?.values?.sibling;
  const words = WHY_IMPACT_ROSE[after.reason?.key ?? ""];
  return tunnel !== undefined && words
    ? phrase(words, { ...values, tunnel, name: nameInKey(after.key) })
    : phrase("changes.stale.impactRose", values);
}

const WHY_IMPACT_ROSE: Record<string, string> = {
  "plan.impact.lastTunnelUp": "changes.stale.tunnelFell",
  "plan.impact.siblingNeverUp": "changes.stale.tunnelFell",
  "plan.impact.siblingWithoutRoutes": "changes.stale.tunnelLostRoutes",
};
