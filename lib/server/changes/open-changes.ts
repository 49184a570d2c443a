import "server-only";
import { z } from "zod";
import { type ChangeStage, changeStages } from "@/lib/domain/changes/change-stage";
import type { Viewer } from "../auth/viewer";
import { db } from "../db/client";

/** A change that somebody still has to do something about. */
export interface OpenChange {
  number: number;
  title: string;
  authorName: string;
  stage: ChangeStage;
  updatedAt: Date;
  /** It goes on only when a person acts: reviews it, applies it, answers its run, resolves its failure. A draft is its author's own. */
  waits: boolean;
}

const rowShape = z.object({
  number: z.number(),
  title: z.string(),
  authorName: z.string(),
  stage: z.enum(changeStages),
  updatedAt: z.date(),
  waits: z.boolean(),
});

/** The open changes of an environment, newest first: one statement without their plans, for what every page shows. */
export async function openChanges(viewer: Viewer, environmentId: string): Promise<OpenChange[]> {
  const rows = await db.$queryRaw`
    SELECT c."number", c."title", c."authorName", c."updatedAt", s."stage",
      CASE s."stage" WHEN 'draft' THEN false WHEN 'applying' THEN EXISTS (
        SELECT 1 FROM "RunStep" q WHERE q."runId" = r."id" AND q."state" = 'settling' AND q."step"->>'type' = 'confirm'
      ) ELSE true END AS "waits"
    FROM "Change" c
    LEFT JOIN LATERAL (
      SELECT l."id", l."outcome", p."revision" FROM "Run" l JOIN "Plan" p ON p."id" = l."planId"
      WHERE l."changeId" = c."id" AND l."outcome" IS DISTINCT FROM 'refused' ORDER BY l."createdAt" DESC LIMIT 1
    ) r ON r."revision" = c."revision"
    CROSS JOIN LATERAL (
      SELECT CASE
        WHEN r."id" IS NOT NULL THEN coalesce(r."outcome", 'applying')
        WHEN c."submittedAt" IS NULL THEN 'draft'
        ELSE 'submitted' END AS "stage"
    ) s
    WHERE c."environmentId" = ${environmentId}::uuid AND c."organizationId" = ${viewer.organizationId}
      AND c."abandonedAt" IS NULL AND s."stage" NOT IN ('applied', 'cancelled')
    ORDER BY c."number" DESC`;
  return z.array(rowShape).parse(rows);
}
