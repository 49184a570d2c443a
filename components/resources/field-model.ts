import { z } from "zod";
import { type KindName, kindOf } from "@/lib/domain/kinds";
import { type FieldFacts, factsOf } from "@/lib/domain/kinds/fields";

export type Widget =
  | "text"
  | "number"
  | "flag"
  | "choice"
  | "choices"
  | "reference"
  | "references"
  | "cidr"
  | "ip"
  | "asn"
  | "zone"
  | "presharedKey"
  | "tunnels";

/** A field of a spec as a form, a list or a page of facts shows it: plain data, so that the browser needs no schema. */
export interface FieldModel {
  name: string;
  widget: Widget;
  /** Path of its words in the catalogue: `<words>.label`, `.help`, `.choices.<choice>`. */
  words: string;
  isOptional: boolean;
  /** A change of it makes the object anew. */
  isImmutable: boolean;
  /** EC2 fills it in. */
  isGiven: boolean;
  /** EC2's lists do not show it: what nobody asked for here is not known. */
  isUnlisted: boolean;
  unit?: FieldFacts["unit"];
  /** What it has in a new spec. */
  initial?: unknown;
  awsDefault?: unknown;
  choices?: readonly (string | number)[];
  /** With references: the kinds it may point at. */
  kinds?: readonly string[];
  /** With tunnels: the fields of each. */
  fields?: readonly FieldModel[];
}

/** The fields of a kind in the order of its spec. */
export function fieldModels(kind: KindName): FieldModel[] {
  const { spec } = kindOf(kind);
  if (!(spec instanceof z.ZodObject)) throw new Error(`The spec of ${kind} is no object`);
  return modelsOf(spec, `kinds.${kind}.fields`);
}

function modelsOf(object: z.ZodObject, words: string): FieldModel[] {
  return Object.entries(object.shape).map(([name, schema]) => {
    if (!(schema instanceof z.ZodType)) throw new Error(`${words}.${name} is no schema`);
    return modelOf(name, schema, `${words}.${name}`);
  });
}

function modelOf(name: string, schema: z.ZodType, words: string): FieldModel {
  const facts = factsOf(schema);
  const core = unwrap(schema);
  const { unit, awsDefault } = facts;
  const item = core instanceof z.ZodTuple ? core.def.items[0] : undefined;
  return {
    name,
    widget: widgetOf(core, facts),
    words,
    isOptional: schema instanceof z.ZodOptional || schema instanceof z.ZodDefault,
    isImmutable: facts.immutable === true,
    isGiven: facts.given === true,
    isUnlisted: facts.unlisted === true || facts.secret === true,
    ...(unit === undefined ? {} : { unit }),
    ...(schema instanceof z.ZodDefault ? { initial: schema.parse(undefined) } : {}),
    ...(awsDefault === undefined ? {} : { awsDefault }),
    ...(choicesOf(core) ? { choices: choicesOf(core) } : {}),
    ...(facts.kinds || facts.kind ? { kinds: facts.kinds ?? [facts.kind ?? ""] } : {}),
    ...(item instanceof z.ZodObject ? { fields: modelsOf(item, `${words}.fields`) } : {}),
  };
}

function widgetOf(core: z.ZodType, facts: FieldFacts): Widget {
  if (core instanceof z.ZodTuple) return "tunnels";
  if (core instanceof z.ZodBoolean) return "flag";
  const isList = core instanceof z.ZodArray;
  // A list takes its facts from its items where it has none of its own.
  const { widget } = isList && core.element instanceof z.ZodType ? { ...factsOf(core.element), ...facts } : facts;
  switch (widget) {
    case "reference":
      return isList ? "references" : "reference";
    case "choices":
      return isList ? "choices" : "choice";
    case undefined:
      return core instanceof z.ZodNumber ? "number" : "text";
    default:
      return widget;
  }
}

function choicesOf(core: z.ZodType): readonly (string | number)[] | undefined {
  const one = core instanceof z.ZodArray ? core.element : core;
  if (one instanceof z.ZodEnum) return one.options;
  if (one instanceof z.ZodLiteral)
    return Array.from(one.values, (value) => (typeof value === "number" ? value : String(value)));
  return undefined;
}

function unwrap(schema: z.ZodType): z.ZodType {
  const inner = schema instanceof z.ZodOptional || schema instanceof z.ZodDefault ? schema.unwrap() : undefined;
  return inner instanceof z.ZodType ? unwrap(inner) : schema;
}
