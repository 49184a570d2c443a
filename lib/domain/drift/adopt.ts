import { issuePhrase } from "../issue-phrase";
import { kindOf } from "../kinds";
import type { Names } from "../kinds/kind";
import type { Phrase } from "../phrase";
import { isSecret } from "../plan/diff-resource";
import { isThere, type ResourceState, shownSpec } from "../plan/resource-state";
import type { Edit } from "../plan/step";
import { withoutGiven } from "../plan/without-given";

/** An edit, or which field a resource has in AWS as it cannot be wanted here. */
export type Adoption = { edit: Edit; problem: null } | { edit: null; problem: { field: string; phrase: Phrase } };

/**
 * The edit that makes AWS right: what EC2 shows becomes what is wanted, and with it what EC2 never shows (keys above all) as it
 * was wanted. What is gone is wanted no more. Planned, it needs no call.
 */
export function adopt(state: ResourceState, names: Names): Adoption {
  const { kind, key } = state;
  if (!isThere(state)) return { edit: { operation: "remove", kind, key }, problem: null };
  const parsed = kindOf(kind).spec.safeParse(lay(state.spec, shownSpec(state, names)));
  if (parsed.success) return { edit: { operation: "put", kind, key, spec: parsed.data }, problem: null };
  const [issue] = parsed.error.issues;
  if (!issue) throw new Error(`${key} has not its kind's shape, and nothing says why`);
  return { edit: null, problem: { field: String(issue.path[0] ?? ""), phrase: issuePhrase(issue) } };
}

/**
 * The edit that makes the wish right. What is gone is made anew as it was wanted, without what AWS gave the object that is not
 * there any more; its keys were destroyed after their use, so AWS makes new ones.
 */
export function revert(state: ResourceState): Edit {
  const { kind, key, spec } = state;
  if (spec === null) throw new Error(`Nothing is wanted of ${key}`);
  if (isThere(state)) return { operation: "put", kind, key, spec };
  const anew = kindOf(kind).spec.parse(withoutSecrets(withoutGiven(kindOf(kind).spec, spec)));
  return { operation: "put", kind, key, spec: anew };
}

/** What is shown over what is wanted, into every object and place by place; lists of another length as they are shown. */
function lay(wanted: unknown, shown: unknown): unknown {
  if (shown === undefined) return wanted;
  if (Array.isArray(shown)) {
    if (!Array.isArray(wanted) || wanted.length !== shown.length || !shown.every(isRecord)) return shown;
    return shown.map((item, index) => lay(wanted[index], item));
  }
  if (!isRecord(shown) || !isRecord(wanted) || isSecret(shown)) return shown;
  const fields = new Set([...Object.keys(wanted), ...Object.keys(shown)]);
  return Object.fromEntries(Array.from(fields, (field) => [field, lay(wanted[field], shown[field])]));
}

function withoutSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (!isRecord(value)) return value;
  const kept = Object.entries(value).filter(([, member]) => !isSecret(member));
  return Object.fromEntries(kept.map(([field, member]) => [field, withoutSecrets(member)]));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
