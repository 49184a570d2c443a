import type { NormalizedSchema } from "@smithy/core/schema";
import { requiredOf, type ServiceModel } from "../model";

/** How a dialect writes the values that are no structure: undefined says that it is not one of the schema's type. */
export type ReadScalar = (schema: NormalizedSchema, value: unknown) => unknown;

/** What a value has to be, and where it stood. */
export class WrongType extends Error {
  constructor(
    readonly path: string[],
    readonly expected: string,
  ) {
    super(`${path.join(".")} is not a ${expected}`);
  }
}

/** A call's input by its schema: required members are there, values have their types, and what nobody knows is dropped. */
export function readStruct(
  schema: NormalizedSchema,
  value: unknown,
  how: { scalar: ReadScalar; model: ServiceModel },
  path: string[] = [],
): Record<string, unknown> {
  if (schema.isUnitSchema()) return {};
  if (!isRecord(value)) throw new WrongType(path, "structure");
  const out: Record<string, unknown> = {};
  for (const [name, member] of schema.structIterator()) {
    const given = Object.hasOwn(value, name) ? value[name] : undefined;
    if (given !== undefined && given !== null) out[name] = readValue(member, given, how, [...path, name]);
  }
  const absent = requiredOf(schema).find((name) => out[name] === undefined);
  if (absent !== undefined) throw how.model.missing([...path, absent]);
  return out;
}

function readValue(
  schema: NormalizedSchema,
  value: unknown,
  how: { scalar: ReadScalar; model: ServiceModel },
  path: string[],
): unknown {
  if (schema.isStructSchema()) return readStruct(schema, value, how, path);
  if (schema.isListSchema()) {
    if (!Array.isArray(value)) throw new WrongType(path, "list");
    return value.map((item, index) => readValue(schema.getValueSchema(), item, how, [...path, String(index + 1)]));
  }
  if (schema.isMapSchema()) {
    if (!isRecord(value)) throw new WrongType(path, "map");
    const entries = Object.entries(value);
    return Object.fromEntries(
      entries.map(([key, item]) => [key, readValue(schema.getValueSchema(), item, how, [...path, key])]),
    );
  }
  const scalar = how.scalar(schema, value);
  if (scalar === undefined) throw new WrongType(path, kindOf(schema));
  return scalar;
}

/** A time in seconds since 1970, if it is one that a Date can hold. */
export function readSeconds(seconds: number): Date | undefined {
  const time = new Date(seconds * 1000);
  return Number.isNaN(time.getTime()) ? undefined : time;
}

function kindOf(schema: NormalizedSchema): string {
  if (schema.isBooleanSchema()) return "boolean";
  if (schema.isNumericSchema()) return "number";
  if (schema.isTimestampSchema()) return "timestamp";
  return schema.isBlobSchema() ? "blob" : "string";
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
