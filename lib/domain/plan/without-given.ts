import type { z } from "zod";
import { factsOf } from "../kinds/fields";
import { schemaAt } from "./schema-at";

/**
 * A spec without what EC2 gave the object it was read from, such as the outside addresses of tunnels: an object that is made
 * anew gets its own.
 */
export function withoutGiven(schema: z.ZodType, spec: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(strip(schema, [], Object.entries(spec)));
}

function strip(schema: z.ZodType, path: (string | number)[], members: [string, unknown][]): [string, unknown][] {
  return members.flatMap(([field, value]): [string, unknown][] => {
    const at = [...path, field];
    const own = schemaAt(schema, at);
    if (own && factsOf(own).given) return [];
    return [[field, stripValue(schema, at, value)]];
  });
}

function stripValue(schema: z.ZodType, path: (string | number)[], value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item, index) => stripValue(schema, [...path, index], item));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(strip(schema, path, Object.entries(value)));
}
