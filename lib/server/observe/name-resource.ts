import "server-only";
import { type KindName, kindOf } from "@/lib/domain/kinds";
import type { Names, Observed } from "@/lib/domain/kinds/kind";
import { identity } from "./match-resources";

/** Key and name of what is known, by kind and EC2's id. */
export type KnownNames = ReadonlyMap<string, { key: string; name: string }>;

/**
 * A name for what somebody made elsewhere: its Name tag, for a relation what it joins, else EC2's id. Null while a relation's
 * ends are not known yet; keys are made of names and never change, so it is worth waiting for them.
 */
export function nameResource(kindName: KindName, observed: Observed, known: KnownNames): string | null {
  if (observed.name) return observed.name;
  const kind = kindOf(kindName);
  if (!kind.isRelation) return observed.awsId;
  const spec = kind.spec.safeParse(kind.specOf(observed, namesFrom(known)));
  if (!spec.success) return null;
  const namesByKey = new Map(Array.from(known.values(), ({ key, name }) => [key, name]));
  if (kind.references(spec.data).some(({ key }) => !namesByKey.has(key))) return null;
  return kind.nameOf(spec.data, (key) => namesByKey.get(key) ?? key);
}

/** Keys as `specOf` asks for them. */
export function namesFrom(known: KnownNames): Names {
  return { keyOf: (kind, awsId) => known.get(identity(kind, awsId))?.key ?? `${kind}/${awsId}` };
}
