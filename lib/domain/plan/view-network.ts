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
  const neighbours = new Map(
    known.map(({ key, kind, name, awsId, spec }): [string, Neighbour] => [key, { key, kind, name, awsId, spec }]),
  );
  for (const edit of edits) {
    if (edit.operation === "remove") neighbours.delete(edit.key);
    else neighbours.set(edit.key, proposed(edit, neighbours.get(edit.key)));
  }
  const all = [...neighbours.values()];
  return { region, get: (key) => neighbours.get(key), all: (kind) => all.filter((one) => one.kind === kind) };
}

function proposed(edit: Edit & { operation: "put" }, present: Neighbour | undefined): Neighbour {
  const { key, kind, spec } = edit;
  const name = typeof spec.name === "string" ? spec.name : (present?.name ?? key.slice(key.indexOf("/") + 1));
  return { key, kind, name, awsId: present?.awsId ?? null, spec };
}
