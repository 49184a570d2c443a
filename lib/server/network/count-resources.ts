import "server-only";
import { z } from "zod";
import type { Viewer } from "../auth/viewer";
import { db } from "../db/client";

/** How many resources are known in an environment, and how many connections are in AWS: one statement. */
export async function countResources(
  viewer: Viewer,
  environmentId: string,
): Promise<{ connections: number; resources: number }> {
  const rows = await db.$queryRaw`
    SELECT count(*)::int AS "resources",
      count(*) FILTER (
        WHERE r."kind" = 'vpn-connection' AND r."awsId" IS NOT NULL AND r."goneAt" IS NULL
          AND r."state" IS DISTINCT FROM 'deleted'
      )::int AS "connections"
    FROM "Resource" r
    JOIN "Environment" e ON e."id" = r."environmentId" AND e."organizationId" = ${viewer.organizationId}
    WHERE r."environmentId" = ${environmentId}::uuid AND (r."goneAt" IS NULL OR r."spec" IS NOT NULL)`;
  const [counts] = z.tuple([z.object({ connections: z.number(), resources: z.number() })]).parse(rows);
  return counts;
}
