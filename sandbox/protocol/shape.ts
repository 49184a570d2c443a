import type { NormalizedSchema } from "@smithy/core/schema";

/** What the wire needs to know of a type, worked out once from the SDK's schema. */
export type Shape =
  | { kind: "struct"; readonly members: Member[]; required: string[] }
  | { kind: "list"; item: () => Shape; itemTag: string }
  | { kind: "string" | "boolean" | "number" | "timestamp" | "blob" | "unit" };

/** A member of a struct: its name in the SDK, in a query string and in XML. */
export type Member = { name: string; queryKey: string; xmlTag: string; shape: Shape };

const shapes = new Map<unknown, Shape>();

/** The shape of a schema. Structs refer to themselves in EC2, so members are built lazily and structs are shared. */
export function shapeOf(schema: NormalizedSchema): Shape {
  if (schema.isUnitSchema()) return { kind: "unit" };
  if (schema.isListSchema()) return listShape(schema);
  if (schema.isStructSchema()) return structShape(schema);
  if (schema.isBooleanSchema()) return { kind: "boolean" };
  if (schema.isNumericSchema()) return { kind: "number" };
  if (schema.isTimestampSchema()) return { kind: "timestamp" };
  if (schema.isBlobSchema()) return { kind: "blob" };
  if (schema.isStringSchema()) return { kind: "string" };
  throw new Error(`No shape for ${schema.getName(true)}`);
}

function listShape(schema: NormalizedSchema): Shape {
  const value = schema.getValueSchema();
  const { xmlName } = value.getMergedTraits();
  let item: Shape | undefined;
  return {
    kind: "list",
    item: () => {
      item ??= shapeOf(value);
      return item;
    },
    itemTag: stringOr(xmlName, "member"),
  };
}

function structShape(schema: NormalizedSchema): Shape {
  const raw = schema.getSchema();
  const known = shapes.get(raw);
  if (known) return known;
  let members: Member[] | undefined;
  const shape: Shape = {
    kind: "struct",
    required: requiredMembers(raw),
    get members() {
      members ??= [...schema.structIterator()].map(([name, member]) => toMember(name, member));
      return members;
    },
  };
  shapes.set(raw, shape);
  return shape;
}

function toMember(name: string, schema: NormalizedSchema): Member {
  const merged = schema.getMergedTraits();
  const own = schema.getMemberTraits();
  return { name, queryKey: queryKey(name, merged), xmlTag: stringOr(own.xmlName, name), shape: shapeOf(schema) };
}

/** AWS's EC2 protocol: ec2QueryName, else the XML name with its first letter upper-cased, else the member's. */
function queryKey(name: string, traits: { [trait: string]: unknown }): string {
  if (typeof traits.ec2QueryName === "string") return traits.ec2QueryName;
  const base = stringOr(traits.xmlName, name);
  return base.charAt(0).toUpperCase() + base.slice(1);
}

function stringOr(value: unknown, otherwise: string): string {
  return typeof value === "string" ? value : otherwise;
}

/** A struct schema is [3, namespace, name, traits, names, schemas, required]: the first `required` names are. */
export function requiredMembers(raw: unknown): string[] {
  if (!Array.isArray(raw)) return [];
  const names: unknown = raw[4];
  const count: unknown = raw[6];
  return Array.isArray(names) && typeof count === "number" ? names.slice(0, count).map(String) : [];
}
