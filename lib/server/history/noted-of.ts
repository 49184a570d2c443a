import "server-only";
import { z } from "zod";
import type { Noted } from "@/lib/domain/drift/since-when";
import { isKindName } from "@/lib/domain/kinds";
import { kindInKey, nameInKey } from "@/lib/domain/kinds/key";
import type { Names } from "@/lib/domain/kinds/kind";
import { db } from "../db/client";

/** Whatever is older than so many changes of one resource says little about how it came to be as it is. */
const EVENTS_MAX = 30;

const eventRow = z.object({
  key: z.string(),
  at: z.date(),
  what: z.enum(["wanted", "adopted", "forgotten", "seen", "gone"]),
  spec: z.record(z.string(), z.unknown()).nullable(),
});

/** What was noted lately of each of these resources, newest first: one statement for all of them. */
export async function notedOf(
  environmentId: string,
  keys: readonly string[],
  names: Names,
): Promise<Map<string, Noted[]>> {
  if (keys.length === 0) return new Map();
  const rows = await db.$queryRaw`
    SELECT r."key", e."at", e."what", e."spec"
    FROM "Resource" r
    CROSS JOIN LATERAL (
      SELECT * FROM "ResourceEvent" e WHERE e."resourceId" = r."id" ORDER BY e."at" DESC, e."id" DESC LIMIT ${EVENTS_MAX}
    ) e
    WHERE r."environmentId" = ${environmentId}::uuid AND r."key" = ANY(${[...keys]})
    ORDER BY e."at" DESC, e."id" DESC`;
  const noted = new Map<string, Noted[]>();
  for (const { key, spec, ...event } of z.array(eventRow).parse(rows)) {
    const known = noted.get(key) ?? [];
    known.push({ ...event, spec: spec && withNames(spec, names) });
    noted.set(key, known);
  }
  return noted;
}

/** A spec in which EC2's ids, as the history holds them, are the keys of what they name today. */
export function withNames(spec: Record<string, unknown>, names: Names): Record<string, unknown> {
  return Object.fromEntries(Object.entries(spec).map(([field, value]) => [field, named(value, names)]));
}

function named(value: unknown, names: Names): unknown {
  if (Array.isArray(value)) return value.map((item) => named(item, names));
  if (typeof value === "object" && value !== null) return withNames({ ...value }, names);
  if (typeof value !== "string") return value;
  const kind = kindInKey(value);
  return isKindName(kind) ? names.keyOf(kind, nameInKey(value)) : value;
}
