import "server-only";
import type { Viewer } from "../auth/viewer";
import { db } from "../db/client";

/** What resources are called now, by key: a key keeps the name that its resource had when it was first seen. */
export async function resourceNames(
  { organizationId }: Viewer,
  { environmentId, keys }: { environmentId: string; keys: readonly string[] },
): Promise<Map<string, string>> {
  const rows = await db.resource.findMany({
    where: { environmentId, environment: { organizationId }, key: { in: [...keys] } },
    select: { key: true, name: true },
  });
  return new Map(rows.map(({ key, name }) => [key, name]));
}
