import type { Db } from "@/lib/server/db/client";
import type { Place } from "./secret-forms";

/** Every row of every table as text, as a dump has it: bytes in hexadecimal digits. The name of a place is its table's. */
export async function dumpDatabase(db: Db): Promise<Place[]> {
  const tables = await db.$queryRaw<{ schema: string; table: string }[]>`
    SELECT table_schema AS schema, table_name AS table FROM information_schema.tables
    WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')`;
  const places: Place[] = [];
  for (const { schema, table } of tables) {
    const rows = await db.$queryRawUnsafe<{ text: string }[]>(
      `SELECT whole::text AS text FROM "${schema}"."${table}" AS whole`,
    );
    places.push({
      name: schema === "public" ? table : `${schema}.${table}`,
      text: rows.map(({ text }) => text).join("\n"),
    });
  }
  return places;
}
