import { type KindName, kindOf } from "../kinds";
import type { Names, Observed, Reference } from "../kinds/kind";

/** A resource of an environment: what is wanted of it and what EC2 last said. */
export interface ResourceState {
  kind: KindName;
  key: string;
  name: string;
  awsId: string | null;
  /** The spec that was last brought in; null for what nobody asked for. */
  spec: Record<string, unknown> | null;
  /** Null when it is not in AWS (not yet, or not any more). */
  observed: Observed | null;
}

/** Of each list: planning asks again for every edit. A list never changes. */
const known = new WeakMap<readonly ResourceState[], Names>();

/** Our keys by EC2's ids, for kinds that read references out of what EC2 shows. */
export function namesOf(resources: readonly ResourceState[]): Names {
  const names = known.get(resources) ?? readNames(resources);
  known.set(resources, names);
  return names;
}

function readNames(resources: readonly ResourceState[]): Names {
  const keys = new Map<string, string>(
    resources.flatMap(({ kind, awsId, key }) => (awsId ? [[`${kind} ${awsId}`, key]] : [])),
  );
  return { keyOf: (kind, awsId) => keys.get(`${kind} ${awsId}`) ?? `${kind}/${awsId}` };
}

/** What is known of a resource in the shape of its spec: what EC2 shows, laid over what was wanted. */
export function knownSpec(state: ResourceState, names: Names): Record<string, unknown> {
  return { ...state.spec, ...(isThere(state) ? shownSpec(state, names) : {}) };
}

/** What EC2 shows of it in the shape of its spec; nothing where it is not in AWS. */
export function shownSpec(state: ResourceState, names: Names, like?: Record<string, unknown>): Record<string, unknown> {
  if (!state.observed) return {};
  const shown = kindOf(state.kind).specOf(state.observed, names, like ?? state.spec ?? undefined);
  return Object.fromEntries(Object.entries(shown).filter(([, value]) => value !== undefined));
}

/** True when EC2 has it and does not only remember it. */
export function isThere(state: ResourceState | undefined): state is ResourceState & { observed: Observed } {
  return state?.observed != null && !kindOf(state.kind).isGone(state.observed);
}

/** What it references, as far as it is known; a spec that does not parse references nothing. */
export function knownReferences(kind: KindName, spec: Record<string, unknown>): Reference[] {
  const parsed = kindOf(kind).spec.safeParse(spec);
  return parsed.success ? kindOf(kind).references(parsed.data) : [];
}
