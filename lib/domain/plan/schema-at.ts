import { z } from "zod";

/** The schema of a field of a spec by its path; undefined where the path leads nowhere or through a union. */
export function schemaAt(schema: z.ZodType, path: readonly (string | number)[]): z.ZodType | undefined {
  const plain = unwrap(schema);
  const [step, ...rest] = path;
  if (step === undefined) return schema;
  const next = childOf(plain, step);
  return next && schemaAt(next, rest);
}

function childOf(schema: z.ZodType, step: string | number): z.ZodType | undefined {
  if (schema instanceof z.ZodObject) return asSchema(schema.shape[String(step)]);
  if (schema instanceof z.ZodArray) return asSchema(schema.element);
  if (schema instanceof z.ZodTuple) return asSchema(schema.def.items[Number(step)]);
  return undefined;
}

function unwrap(schema: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodNullable) {
    const inner = asSchema(schema.unwrap());
    if (inner) return unwrap(inner);
  }
  return schema;
}

function asSchema(value: unknown): z.ZodType | undefined {
  return value instanceof z.ZodType ? value : undefined;
}
