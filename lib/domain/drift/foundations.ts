import type { KindName } from "../kinds";
import { kindOf } from "../kinds";
import type { NetworkView } from "../kinds/kind";
import { isThere, knownReferences, type ResourceState } from "../plan/resource-state";

/** A resource that AWS has and nobody asked for here. */
export interface Unmanaged {
  kind: KindName;
  key: string;
  /** Keys of unmanaged resources that it stands on: what it names, and what has to be there before it. */
  standsOn: string[];
  /** For a relation: keys of all that it joins. It comes along once these are managed. */
  joins: string[];
}

/** Everything in AWS that is in no spec, with what it stands on. `view` is the network as it is. */
export function findUnmanaged(resources: readonly ResourceState[], view: NetworkView): Unmanaged[] {
  const unmanaged = resources.filter((state) => state.spec === null && isThere(state));
  const keys = new Set(unmanaged.map(({ key }) => key));
  return unmanaged.map(({ kind, key }) => {
    const spec = view.get(key)?.spec ?? {};
    const parsed = kindOf(kind).spec.safeParse(spec);
    const named = knownReferences(kind, spec).map((reference) => reference.key);
    const follows = parsed.success ? kindOf(kind).follows(parsed.data, view) : [];
    const standsOn = [...named, ...follows].filter((other) => keys.has(other) && other !== key);
    return { kind, key, standsOn: [...new Set(standsOn)], joins: kindOf(kind).isRelation ? named : [] };
  });
}

/**
 * What adopting brings along: the chosen ones with all that they stand on, and the relations whose every end is then managed. A
 * connection brings its gateways, the attachment, the VPC and its static routes. What is referenced comes first.
 */
export function foundationsOf(unmanaged: readonly Unmanaged[]): (chosen: readonly string[]) => string[] {
  const byKey = new Map(unmanaged.map((one) => [one.key, one]));
  const joining = new Map<string, Unmanaged[]>();
  for (const one of unmanaged) for (const key of one.joins) joining.set(key, [...(joining.get(key) ?? []), one]);
  return (chosen) => {
    const taken = new Map<string, Unmanaged>();
    const waiting = [...chosen];
    for (let key = waiting.pop(); key !== undefined; key = waiting.pop()) {
      const one = byKey.get(key);
      if (!one || taken.has(key)) continue;
      taken.set(key, one);
      const complete = (joining.get(key) ?? []).filter(({ joins }) =>
        joins.every((end) => taken.has(end) || !byKey.has(end)),
      );
      waiting.push(...one.standsOn, ...complete.map((relation) => relation.key));
    }
    return [...taken.values()]
      .sort((a, b) => kindOf(a.kind).rank - kindOf(b.kind).rank || (a.key < b.key ? -1 : 1))
      .map(({ key }) => key);
  };
}

/** Relations that come along with what they join need no line of their own; one between managed ends does. */
export function standsForItself({ joins }: Unmanaged, unmanagedKeys: ReadonlySet<string>): boolean {
  return !joins.some((key) => unmanagedKeys.has(key));
}
