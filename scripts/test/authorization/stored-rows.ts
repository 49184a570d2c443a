import { z } from "zod";
import { db } from "@/lib/server/db/client";

/** What attempts cost and where the record ends is kept beside the data; both move with every refusal. */
const MOVING = ["RateLimit", "AuditEvent", "AuditChain", "_prisma_migrations"];

const texts = z.array(z.object({ text: z.string() }));

/** Every row of every table as text, but for what moves with a refusal. */
export async function storedRows(): Promise<Set<string>> {
  const tables = z
    .array(z.object({ name: z.string() }))
    .parse(await db.$queryRaw`SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'`);
  const parts = tables
    .filter(({ name }) => !MOVING.includes(name))
    .map(({ name }) => `SELECT '${name} ' || to_jsonb(t)::text AS text FROM "${name}" t`);
  const rows = await db.$queryRawUnsafe(parts.join(" UNION ALL "));
  return new Set(texts.parse(rows).map(({ text }) => text));
}

/** The rows that are in only one of the two. */
export function differences(before: ReadonlySet<string>, after: ReadonlySet<string>): string[] {
  return [...[...before].filter((row) => !after.has(row)), ...[...after].filter((row) => !before.has(row))];
}
