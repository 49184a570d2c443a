import "server-only";
import type { TakenOver } from "@/lib/domain/drift/drift-view";
import { specDifferences } from "@/lib/domain/drift/spec-differences";
import type { Edit } from "@/lib/domain/plan/step";
import type { Viewer } from "../auth/viewer";
import { db } from "../db/client";
import { parseSpec } from "../network/resource-states";

interface Planned {
  environmentId: string;
  edits: readonly Edit[];
  /** What the plan changes in AWS. */
  diffs: readonly { key: string }[];
}

/**
 * What a change makes the wish without a call, because AWS has it so already: a plan says nothing of it, and who approves has
 * to see it all the same. What was not managed before is wanted as AWS has it, and has no fields to compare.
 */
export async function takenOver(
  { organizationId }: Viewer,
  { environmentId, edits, diffs }: Planned,
): Promise<TakenOver[]> {
  const called = new Set(diffs.map(({ key }) => key));
  const silent = edits.filter(({ key }) => !called.has(key));
  if (silent.length === 0) return [];
  const rows = await db.resource.findMany({
    where: { environmentId, environment: { organizationId }, key: { in: silent.map(({ key }) => key) } },
    select: { key: true, name: true, spec: true },
  });
  const known = new Map(rows.map(({ key, name, spec }) => [key, { name, spec: parseSpec(spec) }]));
  return silent.flatMap((edit): TakenOver[] => {
    const { name, spec } = known.get(edit.key) ?? {};
    if (name === undefined || !spec) return [];
    if (edit.operation === "remove") return [{ kind: edit.kind, key: edit.key, name, isGone: true, changes: [] }];
    const changes = specDifferences(spec, edit.spec);
    return changes.length > 0 ? [{ kind: edit.kind, key: edit.key, name, isGone: false, changes }] : [];
  });
}
