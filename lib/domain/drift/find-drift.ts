import { kindOf } from "../kinds";
import type { FieldChange, Names } from "../kinds/kind";
import { diffResource } from "../plan/diff-resource";
import { isThere, namesOf, type ResourceState, shownSpec } from "../plan/resource-state";

/** A resource that AWS has otherwise than it is wanted, or not at all. */
export interface Drift {
  state: ResourceState;
  /** "gone": it is wanted and EC2 lists it no more. */
  what: "differs" | "gone";
  /** `before` is what AWS has, `after` what is wanted; empty for what is gone. */
  fields: FieldChange[];
}

/**
 * What is different in AWS from what was brought in last. The planner's own difference, read backward: what a plan would
 * not touch is no drift. Keys are never among it, because EC2's lists do not show them; `busy` are the resources that a run
 * is working on at this moment, and of these it is not known yet what they will be.
 */
export function findDrift(
  resources: readonly ResourceState[],
  { busy, names = namesOf(resources) }: { busy: ReadonlySet<string>; names?: Names },
): Drift[] {
  return resources.flatMap((state): Drift[] => {
    if (state.spec === null || busy.has(state.key)) return [];
    if (!isThere(state)) return [{ state, what: "gone", fields: [] }];
    const fields = differingFields(state, names);
    return fields.length > 0 ? [{ state, what: "differs", fields }] : [];
  });
}

function differingFields(state: ResourceState, names: Names): FieldChange[] {
  const { spec: wanted } = state;
  if (wanted === null) return [];
  return diffResource({
    schema: kindOf(state.kind).spec,
    wanted,
    shown: shownSpec(state, names),
    applied: wanted,
  });
}
