import type { z } from "zod";
import { factsOf } from "../kinds/fields";
import type { FieldChange } from "../kinds/kind";
import { canonicalJson, isSame } from "./canonical";
import { schemaAt } from "./schema-at";

type Path = (string | number)[];

export interface Comparison {
  /** Schema of the kind's spec: its facts say what AWS uses where nothing is set. */
  schema: z.ZodType;
  /** What is wanted. Only fields that are set here are compared. */
  wanted: Record<string, unknown>;
  /** What EC2 shows, in the shape of a spec; fields that it does not show are left out. */
  shown: Record<string, unknown>;
  /** The spec that was brought in last: stands in for what EC2 never shows, keys above all. */
  applied?: Record<string, unknown> | null;
}

/**
 * The fields in which what is wanted differs from what EC2 shows: forward it is a plan, backward it is drift.
 * A key counts as changed when the spec names another sealed secret than the one that was applied.
 */
export function diffResource(comparison: Comparison): FieldChange[] {
  const { wanted, shown, applied } = comparison;
  return diffObject(comparison.schema, [], { wanted, shown, applied: applied ?? {} });
}

interface Values {
  wanted: unknown;
  shown: unknown;
  applied: unknown;
}

function diffObject(schema: z.ZodType, path: Path, values: Values): FieldChange[] {
  const wanted = asRecord(values.wanted);
  return Object.entries(wanted ?? {}).flatMap(([field, value]) =>
    value === undefined
      ? []
      : diffValue(schema, [...path, field], {
          wanted: value,
          shown: asRecord(values.shown)?.[field],
          applied: asRecord(values.applied)?.[field],
        }),
  );
}

function diffValue(schema: z.ZodType, path: Path, values: Values): FieldChange[] {
  const { wanted, shown, applied } = values;
  if (isSecret(wanted)) {
    return isSame(wanted, applied) ? [] : [{ path, before: isSecret(applied) ? applied : undefined, after: wanted }];
  }
  // Most fields of most resources: no need to ask the schema about them. What EC2 never shows is not among them.
  if (isPlain(wanted) && isEqual(wanted, shown)) return [];
  const before = shown === undefined || isUnlisted(schema, path) ? standIn(schema, path, applied) : shown;
  if (isRecordList(wanted)) return diffList(schema, path, values);
  if (asRecord(wanted)) return diffObject(schema, path, values);
  const same = Array.isArray(wanted) && Array.isArray(before) ? isSameSet(wanted, before) : isSame(wanted, before);
  return same ? [] : [{ path, before, after: wanted }];
}

/** Lists of objects are compared place by place; `specOf` has laid them alike. Another length changes the whole. */
function diffList(schema: z.ZodType, path: Path, values: Values): FieldChange[] {
  const wanted = asList(values.wanted);
  const shown = asList(values.shown);
  if (values.shown !== undefined && wanted.length !== shown.length) {
    return [{ path, before: values.shown, after: values.wanted }];
  }
  return wanted.flatMap((item, index) =>
    diffObject(schema, [...path, index], { wanted: item, shown: shown[index], applied: asList(values.applied)[index] }),
  );
}

/** Text, a number, yes or no, or a list of these. */
function isPlain(value: unknown): boolean {
  return Array.isArray(value) ? value.every(isPlain) : ["string", "number", "boolean"].includes(typeof value);
}

function isEqual(a: unknown, b: unknown): boolean {
  if (!Array.isArray(a) || !Array.isArray(b)) return a === b;
  return a.length === b.length && a.every((item, index) => isEqual(item, b[index]));
}

/** EC2 leaves out what is at its default; what has no default it never shows, so the last applied value is believed. */
function standIn(schema: z.ZodType, path: Path, applied: unknown): unknown {
  const field = schemaAt(schema, path);
  const { awsDefault, unlisted } = field ? factsOf(field) : {};
  return awsDefault === undefined || (unlisted && applied !== undefined) ? applied : awsDefault;
}

function isUnlisted(schema: z.ZodType, path: Path): boolean {
  const field = schemaAt(schema, path);
  return field !== undefined && factsOf(field).unlisted === true;
}

/** EC2 returns algorithms and groups in an order of its own. */
function isSameSet(a: readonly unknown[], b: readonly unknown[]): boolean {
  return isSame([...a].map(canonicalJson).sort(), [...b].map(canonicalJson).sort());
}

/** True for the place that a sealed secret holds in a spec. */
export function isSecret(value: unknown): value is { $secret: string } {
  const record = asRecord(value);
  return typeof record?.$secret === "string";
}

function isRecordList(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0 && value.every((item) => asRecord(item) !== undefined);
}

function asList(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function asRecord(value: unknown): Record<string, unknown> | undefined {
  return isRecord(value) ? value : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Date);
}
