import type { FieldChange } from "../kinds/kind";
import { phrase } from "../phrase";
import { canonicalJson } from "../plan/canonical";
import type { Impact, Plan } from "../plan/step";
import { changesBetween, fieldsText } from "./changes-between";
import type { Difference } from "./facts";
import { identityChanges } from "./misfits";
import type { Relied } from "./relied";

interface Compared extends Pick<Plan, "steps" | "diffs"> {
  impact: Impact;
  relied: Relied | null;
}

/** What is different in a plan from an earlier one of the same change: the first thing that a person would want to know. */
export function comparePlans(before: Compared, after: Compared): Difference {
  const identity = before.relied && after.relied ? identityChanges(before.relied.identity, after.relied.identity) : [];
  if (identity.length > 0) {
    return { phrase: phrase("changes.fell.identityChanged", { fields: fieldsText(identity) }), changes: identity };
  }
  const wanted = changesBetween(wantedOf(before), wantedOf(after));
  if (wanted.length > 0) {
    return { phrase: phrase("changes.fell.fieldsChanged", { fields: fieldsText(wanted) }), changes: wanted };
  }
  if (before.impact !== after.impact) {
    return { phrase: phrase("changes.fell.impactChanged", { before: before.impact, after: after.impact }) };
  }
  const shown = changesBetween(shownOf(before), shownOf(after));
  if (shown.length > 0) {
    return { phrase: phrase("changes.fell.networkChanged", { fields: fieldsText(shown) }), changes: shown };
  }
  const words = callsOf(before) === callsOf(after) ? "changes.fell.planChanged" : "changes.fell.callsChanged";
  return { phrase: phrase(words) };
}

/** What each resource is to become, field by field, by its name. */
function wantedOf({ diffs }: Compared): Record<string, Record<string, unknown>> {
  return Object.fromEntries(
    diffs.map(({ name, operation, changes }) => [
      name,
      operation === "remove" ? { operation } : Object.fromEntries(changes.map(fieldOf)),
    ]),
  );
}

function fieldOf({ path, after }: FieldChange): [string, unknown] {
  return [path.map((part) => (typeof part === "number" ? `${part + 1}` : part)).join(" "), after ?? null];
}

/** What the plan was made on. */
function shownOf({ relied }: Compared): Record<string, unknown> {
  return Object.fromEntries(Object.entries(relied?.resources ?? {}).map(([key, { shown }]) => [key, shown]));
}

function callsOf({ steps }: Compared): string {
  return canonicalJson(steps.flatMap((step) => (step.type === "call" ? [step.call] : [])));
}
