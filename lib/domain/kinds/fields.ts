import { z } from "zod";
import { isCidr } from "../net/cidr";

/**
 * Facts about a field that forms, diffs and read-back need beside its type. Words (label, help) stand in the message
 * catalogue under kinds.<kind>.fields.<field>.
 */
export interface FieldFacts {
  /** Which input shows it; by default the type tells. */
  widget?: "reference" | "cidr" | "ip" | "asn" | "presharedKey" | "choices" | "text" | "zone";
  /** With reference: the kind it points at. */
  kind?: string;
  /** With reference: the kinds it may point at, where there are several. */
  kinds?: string[];
  /** Unit of a number, such as seconds. */
  unit?: "seconds" | "packets" | "percent";
  /** What AWS uses when the field is left out. */
  awsDefault?: unknown;
  /** Cannot be changed in place. */
  immutable?: true;
  /** Write-only: never shown again, never compared. */
  secret?: true;
  /** EC2's lists do not show it: a change is told from the last applied spec, never from what was observed. */
  unlisted?: true;
  /** EC2 fills it in; it is never asked for. */
  given?: true;
  /** Where the fact comes from. */
  source?: string;
}

/** Attaches facts to a field's schema. */
export function facts<Schema extends z.ZodType>(schema: Schema, value: FieldFacts): Schema {
  return schema.meta({ ...value }) as Schema;
}

/** Reads the facts of a field's schema, looking through optional and default wrappers. */
export function factsOf(schema: z.ZodType): FieldFacts {
  const own = (schema.meta() ?? {}) as FieldFacts;
  const inner = schema instanceof z.ZodOptional || schema instanceof z.ZodDefault ? schema.unwrap() : undefined;
  return inner instanceof z.ZodType ? { ...factsOf(inner), ...own } : own;
}

/** Key of another resource of the same environment. */
export function reference(kind: string) {
  return facts(z.string({ error: "problems.reference" }).startsWith(`${kind}/`, { error: "problems.reference" }), {
    widget: "reference",
    kind,
  });
}

/** Name tag: 1 to 255 characters (EC2 allows 256 in a tag's value), no control characters. Source: reference §1.1. */
export function name() {
  return (
    z
      .string({ error: "problems.nameMissing" })
      .trim()
      .min(1, { error: "problems.nameMissing" })
      .max(255, { error: "problems.nameTooLong" })
      // Also the marks that turn the reading direction: with them a name could read as another one to whoever approves.
      .regex(/^[^\p{Cc}\u202A-\u202E\u2066-\u2069]*$/u, { error: "problems.nameControlCharacters" })
  );
}

/** An IPv4 block with its host bits clear, such as 10.0.0.0/16. */
export function cidr() {
  return facts(z.string({ error: "problems.cidr" }).trim().refine(isCidr, { error: "problems.cidr" }), {
    widget: "cidr",
  });
}
