import "server-only";
import { z } from "zod";
import type { TakenOver } from "@/lib/domain/drift/drift-view";
import { specDifferences } from "@/lib/domain/drift/spec-differences";
import { isKindName } from "@/lib/domain/kinds";
import type { Edit } from "@/lib/domain/plan/step";
import type { Viewer } from "../auth/viewer";
import { db } from "../db/client";

interface Planned {
  environmentId: string;
  changeNumber: number;
  edits: readonly Edit[];
  /** What the plan changes in AWS. */
  diffs: readonly { key: string }[];
}

/**
 * What a change makes the wish without a call, because AWS has it so already: a plan says nothing of it, and who approves has
 * to see it all the same. Once it was applied the history tells; what was not managed before has no fields to compare.
 */
export async function takenOver(
  { organizationId }: Viewer,
  { environmentId, changeNumber, edits, diffs }: Planned,
): Promise<TakenOver[]> {
  const called = new Set(diffs.map(({ key }) => key));
  const silent = new Map(edits.filter(({ key }) => !called.has(key)).map((edit) => [edit.key, edit]));
  if (silent.size === 0) return [];
  const rows = await db.$queryRaw`
    SELECT r."kind", r."key", r."name", r."spec", e."id" IS NOT NULL AS "isBrought", e."spec" AS "after", p."spec" AS "before"
    FROM "Resource" r
    JOIN "Environment" n ON n."id" = r."environmentId" AND n."organizationId" = ${organizationId}
    LEFT JOIN LATERAL (
      SELECT e.* FROM "ResourceEvent" e
      JOIN "Change" c ON c."id" = e."changeId" AND c."number" = ${changeNumber} AND c."organizationId" = ${organizationId}
      WHERE e."resourceId" = r."id" ORDER BY e."at" DESC LIMIT 1
    ) e ON true
    LEFT JOIN LATERAL (
      SELECT p."spec" FROM "ResourceEvent" p
      WHERE p."resourceId" = r."id" AND p."at" < e."at" AND p."what" IN ('wanted', 'adopted', 'forgotten')
      ORDER BY p."at" DESC LIMIT 1
    ) p ON true
    WHERE r."environmentId" = ${environmentId}::uuid AND r."key" = ANY(${[...silent.keys()]})
    ORDER BY r."key"`;
  return z
    .array(broughtRow)
    .parse(rows)
    .flatMap(({ kind, key, name, spec, isBrought, ...noted }): TakenOver[] => {
      const edit = silent.get(key);
      if (!edit || !isKindName(kind)) return [];
      if (edit.operation === "remove") return [{ kind, key, name, isGone: true, changes: [] }];
      const [before, after] = isBrought ? [noted.before, noted.after] : [spec, edit.spec];
      return [{ kind, key, name, isGone: false, changes: before && after ? specDifferences(before, after) : [] }];
    });
}

const spec = z.record(z.string(), z.unknown()).nullable();
const broughtRow = z.object({
  kind: z.string(),
  key: z.string(),
  name: z.string(),
  spec,
  /** This change was applied: what was wanted from then on, and what before. */
  isBrought: z.boolean(),
  after: spec,
  before: spec,
});
