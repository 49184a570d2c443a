import "server-only";
import { z } from "zod";
import type { Tag } from "@/lib/domain/changes/rules";
import type { Db } from "../db/client";

const rowShape = z.object({ key: z.string(), tags: z.array(z.object({ key: z.string(), value: z.string() })) });

/** The tags that AWS shows on the resources of an environment, by key; what has none is left out. */
export async function loadTags(tx: Db, environmentId: string): Promise<Map<string, Tag[]>> {
  const rows = await tx.$queryRaw`
    SELECT "key", "observed"->'tags' AS "tags" FROM "Resource"
    WHERE "environmentId" = ${environmentId}::uuid AND jsonb_array_length("observed"->'tags') > 0`;
  return new Map(
    z
      .array(rowShape)
      .parse(rows)
      .map(({ key, tags }) => [key, tags]),
  );
}
