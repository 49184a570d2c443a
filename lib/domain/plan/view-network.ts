import type { Neighbour, NetworkView } from "../kinds/kind";
import { knownSpec, namesOf, type ResourceState } from "./resource-state";
import type { Edit } from "./step";

/** The network as it will be: the desired state and what EC2 shows, with a draft's edits laid over it. */
export function viewNetwork(region: string, resources: readonly ResourceState[], edits: readonly Edit[]): NetworkView {
  const names = namesOf(resources);
  const known = resources.filter((state) => state.spec || state.observed);
  return viewNeighbours(
    region,
    known.map((state) => ({ ...state, spec: knownSpec(state, names) })),
    edits,
  );
}

/** The same for resources whose specs are known already. */
export function viewNeighbours(region: string, known: readonly Neighbour[], edits: readonly Edit[]): NetworkView {
  const neighbours = known.map(({ key, kind, name, awsId, spec }): Neighbour => ({ key, kind, name, awsId, spec }));
  const byKey = new Map(neighbours.map((neighbour) => [neighbour.key, neighbour]));
  const view = {
    region,
    get: (key: string) => byKey.get(key),
    all: (kind: string) => neighbours.filter((one) => one.kind === kind),
  };
  return layEdits(view, edits);
}

/** A network with edits laid over it. */
export function layEdits(view: NetworkView, edits: readonly Edit[]): NetworkView {
  const laid = new Map<string, Neighbour | null>();
  for (const edit of edits) {
    laid.set(edit.key, edit.operation === "remove" ? null : proposed(edit, laid.get(edit.key) ?? view.get(edit.key)));
  }
  const added = [...laid.values()].filter((neighbour) => neighbour !== null);
  return {
    region: view.region,
    get: (key) => (laid.has(key) ? (laid.get(key) ?? undefined) : view.get(key)),
    all: (kind) => [
      ...view.all(kind).filter(({ key }) => !laid.has(key)),
      ...added.filter((neighbour) => neighbour.kind === kind),
    ],
  };
}

function proposed(edit: Edit & { operation: "put" }, present: Neighbour | undefined): Neighbour {
  const { key, kind, spec } = edit;
  const name = typeof spec.name === "string" ? spec.name : (present?.name ?? key.slice(key.indexOf("/") + 1));
  return { key, kind, name, awsId: present?.awsId ?? null, spec };
}
