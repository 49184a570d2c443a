import "server-only";
import { type Adoption, adopt } from "@/lib/domain/drift/adopt";
import { findUnmanaged, standsForItself, type Unmanaged } from "@/lib/domain/drift/foundations";
import { phrase } from "@/lib/domain/phrase";
import { knownReferences, namesOf, type ResourceState } from "@/lib/domain/plan/resource-state";
import { viewNetwork } from "@/lib/domain/plan/view-network";

/** What an account has beside what is wanted, and the edit that would adopt each of it. */
export interface Account {
  unmanaged: Unmanaged[];
  adoptions: Map<string, Adoption>;
  /** Keys that have a line of their own; the others come along with what they join. */
  listed: Set<string>;
}

/** Reads the states of an environment for what nobody asked for in it. */
export function readAccount(states: readonly ResourceState[], region: string): Account {
  const view = viewNetwork(region, states, []);
  const names = namesOf(states);
  const unmanaged = findUnmanaged(states, view);
  const keys = new Set(unmanaged.map(({ key }) => key));
  const adoptions = new Map(
    states.flatMap((state) => (keys.has(state.key) ? [[state.key, standing(adopt(state, names))] as const] : [])),
  );
  const listed = unmanaged.filter((one) => standsForItself(one, keys));
  return { unmanaged, adoptions, listed: new Set(listed.map(({ key }) => key)) };

  /** What names something that is not known here cannot be wanted here. */
  function standing(adoption: Adoption): Adoption {
    const { edit } = adoption;
    if (edit?.operation !== "put") return adoption;
    const missing = knownReferences(edit.kind, edit.spec).find(({ key }) => view.get(key) === undefined);
    return missing
      ? { edit: null, problem: { field: missing.field, phrase: phrase("drift.notAdoptable.unknown") } }
      : adoption;
  }
}
