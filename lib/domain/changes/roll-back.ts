import { kindOf } from "../kinds";
import { nameInKey } from "../kinds/key";
import { type Phrase, phrase } from "../phrase";
import { isSecret } from "../plan/diff-resource";
import type { Edit, Plan, ResourceDiff } from "../plan/step";
import { withoutGiven } from "../plan/without-given";
import { layChanges } from "./lay-changes";
import type { Relied } from "./relied";

interface Applied {
  plan: Pick<Plan, "diffs">;
  /** What was there before. */
  relied: Relied;
  /** Keys of the resources of which at least one step was carried out. */
  done: ReadonlySet<string>;
  /** What is wanted or shown of a resource now; null where it is not in AWS. */
  nowOf(key: string): Record<string, unknown> | null;
}

/**
 * The edits that put back what a run did, and what they cannot bring back. Made is taken away, taken away is made anew, changed is
 * changed back field by field: what others changed since stays.
 */
export function rollBack({ plan, relied, done, nowOf }: Applied): { edits: Edit[]; lost: Phrase[] } {
  const edits: Edit[] = [];
  const lost: Phrase[] = [];
  for (const diff of plan.diffs.filter(({ key }) => done.has(key))) {
    const before = relied.resources[diff.key]?.shown ?? null;
    const edit = editBack(diff, before, nowOf(diff.key));
    if (!edit) continue;
    edits.push(edit);
    lost.push(...lostOf(diff, edit, before));
  }
  return { edits, lost };
}

function editBack(
  { kind, key, operation, changes }: ResourceDiff,
  before: Record<string, unknown> | null,
  now: Record<string, unknown> | null,
): Edit | null {
  if (!before) return now ? { operation: "remove", kind, key } : null;
  const back = changes
    .filter((change) => !isSecret(change.before) && !isSecret(change.after))
    .map(({ path, before: was, after: became }) => ({ path, before: became, after: was }));
  // Keys do not come back; what was made anew for them alone is as it was but for those.
  if (now && back.length === 0) return null;
  if (!now || operation === "replace") {
    return { operation: "put", kind, key, spec: withoutGiven(kindOf(kind).spec, before) };
  }
  return { operation: "put", kind, key, spec: layChanges(now, back) };
}

function lostOf({ kind, key, changes }: ResourceDiff, edit: Edit, before: Record<string, unknown> | null): Phrase[] {
  const name = nameInKey(key);
  if (edit.operation === "remove") return [];
  const isMadeAnew = before !== null && edit.spec.name === before.name && !hasGiven(edit.spec) && hasGiven(before);
  if (kind === "vpn-connection" && isMadeAnew) return [phrase("changes.rollback.newConnection", { name })];
  const keys = changes.some((change) => isSecret(change.after));
  return keys ? [phrase("changes.rollback.keysStay", { name })] : [];
}

/** True where a spec names what EC2 gave its object: an outside address. */
function hasGiven(spec: Record<string, unknown>): boolean {
  return JSON.stringify(spec).includes('"outsideIpAddress"');
}
